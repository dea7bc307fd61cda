package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.wire.IpAddress;

/** What a policy tells of its rows at a site. */
class CompiledPolicyTest {
    private static final String PACK = """
            pack: net
            title: Net
            document: { title: Net }
            roles:
              primary: {}
              satellite: {}
              server: { members: [primary, satellite] }
              client: {}
              tftp: {}
              cloud: { kind: external, hosts: [cloud.example] }
              idle: {}
            features: { pxe: { title: PXE, default: on } }
            rules:
              - { id: net-http, service: s, from: [client], to: [server], protocol: tcp, ports: [80, 8530], requirement: unstated, alternatives: { group: web, choices: { default: [80], custom: [8530] } }, source: { lines: [1, 1] } }
              - { id: net-https, service: s, from: [client], to: [server], protocol: tcp, ports: [443, 8531], requirement: unstated, alternatives: { group: web, choices: { default: [443], custom: [8531] } }, source: { lines: [2, 2] } }
              - { id: net-data, service: s, from: [primary], to: [satellite], protocol: tcp, ports: [5433], requirement: unstated, source: { lines: [3, 3] } }
              - { id: net-derived, service: s, from: [primary], to: [satellite], protocol: tcp, ports: [5434], derived: { from: net-data, offset: 1 }, requirement: unstated, source: { lines: [4, 4] } }
              - { id: net-same, service: s, from: [satellite], to: [primary], protocol: any, ports: reference, same_as: [net-data, net-tftp], requirement: unstated, source: { lines: [5, 5] } }
              - { id: net-tcp-same, service: s, from: [satellite], to: [primary], protocol: tcp, ports: reference, same_as: [net-data, net-tftp], requirement: optional, source: { lines: [6, 6] } }
              - id: net-tftp
                service: s
                from: [client]
                to: [tftp]
                protocol: udp
                ports: [69]
                requirement: mandatory
                source: { lines: [7, 7] }
                parts:
                  - { note: request }
                  - { ports: dynamic, control: net-tftp, note: data }
                  - { to: [cloud], ports: [6969], when: { features: { pxe: off } } }
              - { id: net-cloud, service: s, from: [server], to: [cloud], protocol: tcp, ports: [443], requirement: unstated, source: { lines: [8, 8] } }
              - { id: net-lost, service: s, from: [client], to: [server], protocol: tcp, ports: unknown, requirement: mandatory, source: { lines: [9, 9] } }
              - { id: net-both, service: s, from: [client], to: [server], protocol: tcp, ports: [80, 443], combine: all, requirement: unstated, source: { lines: [10, 10] } }
              - { id: net-unclear, service: s, from: [client], to: [server], protocol: unknown, ports: [2049], requirement: unstated, source: { lines: [11, 11] } }
            """;
    private static final String SITE = """
            site: s
            packs: [net]
            roles: { primary: [10.0.0.1, "fd00::1"], satellite: [10.0.0.2, 10.0.1.0/24, 10.0.0.1], client: [10.0.2.1-10.0.2.9], tftp: [10.0.0.3], cloud: [] }
            ports: { net-data: 6000 }
            required: [net-cloud]
            """;

    @TempDir
    Path folder;

    private CompiledPolicy policy;

    @BeforeEach
    void compile() {
        policy = new Workbench(folder).policy(SITE, PACK);
    }

    private Rule rule(String id) {
        return policy.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String verdict(Talk talk) {
        return words(policy.judge(talk.conversation()));
    }

    private static String words(Verdict verdict) {
        return verdict.reason().keyword() + " " + verdict.rules() + " " + verdict.nearMiss();
    }

    @Test
    void shouldSayOfEveryRowWhetherItCanBeSeen() {
        Map<String, String> states = new LinkedHashMap<>();
        policy.rules()
                .forEach(rule ->
                        states.put(rule.id(), policy.applicability(rule).state().keyword()));
        assertEquals(
                "{net-http=active, net-https=active, net-data=active, net-derived=active, net-same=active, net-tcp-same=active, "
                        + "net-tftp=active, net-cloud=role-not-in-site, net-lost=not-a-port, net-both=active, net-unclear=active}",
                states.toString());
        assertEquals(
                "the site gives no address to cloud",
                policy.applicability(rule("net-cloud")).detail());
        assertEquals(
                "the port is lost in the source",
                policy.applicability(rule("net-lost")).detail());
    }

    @Test
    void shouldGiveThePortsThatHoldHere() {
        Map<String, String> ports = new LinkedHashMap<>();
        policy.rules()
                .forEach(rule -> ports.put(
                        rule.id(),
                        policy.effectivePorts(rule).map(PortSet::toString).orElse("-")));
        assertEquals(
                "{net-http=80,8530, net-https=443,8531, net-data=6000, net-derived=6001, net-same=6000,69,6969, net-tcp-same=6000, "
                        + "net-tftp=69,6969, net-cloud=443, net-lost=-, net-both=80,443, net-unclear=2049}",
                ports.toString());
    }

    @Test
    void shouldJudgeByThePortsThatHoldHere() {
        assertEquals("exact [net-data] ", verdict(Talk.tcp("10.0.0.1", "10.0.0.2", 6000)));
        assertEquals("exact [net-derived] ", verdict(Talk.tcp("10.0.0.1", "10.0.1.200", 6001)));
        assertEquals(
                "no-rule [net-data] the documented port of net-data (primary to satellite), configured here as 6000",
                verdict(Talk.tcp("10.0.0.1", "10.0.0.2", 5433)));
        assertEquals("exact [net-tcp-same] ", verdict(Talk.tcp("10.0.0.2", "fd00::1", 6000)));
        assertEquals("exact [net-same] ", verdict(Talk.udp("10.0.0.2", "fd00::1", 69)));
        assertEquals("exact [net-unclear] ", verdict(Talk.udp("10.0.2.1", "10.0.0.1", 2049)));
        assertEquals("exact [net-unclear] ", verdict(Talk.tcp("10.0.2.1", "10.0.0.1", 2049)));
        assertEquals("exact [net-http, net-both] ", verdict(Talk.tcp("10.0.2.1", "10.0.0.1", 80)));
    }

    @Test
    void shouldJudgeEachFlowOfARowByItself() {
        assertEquals("exact [net-tftp] ", verdict(Talk.udp("10.0.2.1", "10.0.0.3", 69)));
        assertEquals(
                "inactive-rule [net-tftp] udp/6969 is documented by net-tftp (client to cloud), "
                        + "which needs the feature pxe off, it is on here; IANA: acmsoda",
                words(new Workbench(folder)
                        .policy(SITE.replace("cloud: []", "cloud: [192.0.2.1]"), PACK)
                        .judge(Talk.udp("10.0.2.1", "192.0.2.1", 6969).conversation())));
        ControlFlows controls =
                policy.controlFlows(List.of(Talk.udp("10.0.2.1", "10.0.0.3", 69).conversation()));
        Verdict data = policy.judge(Talk.udp("10.0.0.3", "10.0.2.1", 40000).conversation(), controls);
        assertEquals("RELATED [net-tftp]", data.reason() + " " + data.rules());
        assertEquals(
                List.of("request", "data", ""),
                rule("net-tftp").parts().stream().map(RulePart::note).toList());
    }

    @Test
    void shouldCountTheHostsOfARow() {
        assertEquals("2 and 1 range", policy.hosts(rule("net-derived")).toString());
        assertEquals("3 and 1 range", policy.hosts(rule("net-http")).toString());
        assertEquals("0", policy.hosts(rule("net-cloud")).toString());
        assertEquals("[10.0.2.1-10.0.2.9]", policy.clients(rule("net-http")).toString());
        assertEquals(
                "[10.0.0.1, fd00::1, 10.0.0.2, 10.0.1.0/24]",
                policy.servers(rule("net-http")).toString());
        assertEquals(
                "{client=[10.0.2.1-10.0.2.9], cloud=[], primary=[10.0.0.1, fd00::1], satellite=[10.0.0.2, 10.0.1.0/24, 10.0.0.1], tftp=[10.0.0.3]}",
                policy.roleAddresses().toString());
        assertEquals(
                List.of(true, false, true, false),
                Stream.of(
                                policy.opens(rule("net-http"), IpAddress.parse("10.0.2.5")),
                                policy.opens(rule("net-http"), IpAddress.parse("10.0.0.1")),
                                policy.answers(rule("net-http"), IpAddress.parse("10.0.1.77")),
                                policy.answers(rule("net-http"), IpAddress.parse("10.0.2.5")))
                        .toList());
        assertEquals(List.of("primary", "satellite"), policy.roles(IpAddress.parse("10.0.0.1")));
    }

    @Test
    void shouldTellAlternativesAndRequirements() {
        AlternativeGroup group = policy.alternatives(rule("net-https")).orElseThrow();
        assertEquals(
                "net web [default, custom] [net-http, net-https]",
                group.pack() + " " + group.name() + " " + group.choices() + " " + group.rules());
        assertEquals("443", group.rules().get(1).choices().get("default").toString());
        assertEquals(Optional.empty(), policy.alternatives(rule("net-both")));
        assertEquals(List.of(group), List.copyOf(policy.alternatives()));
        assertEquals(true, rule("net-both").combineAll());
        assertEquals(
                List.of("net-tftp", "net-cloud", "net-lost"),
                policy.rules().stream().filter(policy::required).map(Rule::id).toList());
    }

    @Test
    void shouldExplainEveryRowItConsidered() {
        assertEquals(
                List.of(
                        "net-data fits=true decides=true names the port; both ends named; unstated",
                        "net-same fits=false decides=false it is opened the other way round",
                        "net-tcp-same fits=false decides=false it is opened the other way round"),
                considered(Talk.tcp("10.0.0.1", "10.0.1.9", 6000)));
        assertEquals(
                List.of(
                        "net-data fits=false decides=false the port here is 6000",
                        "net-derived fits=false decides=false the port here is 6001"),
                Stream.of(5433, 5434)
                        .flatMap(port -> considered(Talk.tcp("10.0.0.1", "10.0.1.9", port)).stream())
                        .toList());
        assertEquals(
                List.of(
                        "net-http fits=false decides=false the protocol is tcp; the server is tftp, not server",
                        "net-both fits=false decides=false the protocol is tcp; the server is tftp, not server"),
                considered(Talk.udp("10.0.2.1", "10.0.0.3", 80)));
    }

    private List<String> considered(Talk talk) {
        return policy.considered(talk.conversation()).stream()
                .map(match ->
                        match.rule() + " fits=" + match.fits() + " decides=" + match.decides() + " " + match.why())
                .toList();
    }

    @Test
    void shouldFollowLongChainsAndFoldReferencesThatMultiply() {
        StringBuilder text =
                new StringBuilder("pack: long\ntitle: L\ndocument: { title: L }\nroles: { a: {} }\nrules:\n");
        String row =
                "  - { id: r%d, service: s, from: any, to: [a], protocol: tcp, requirement: unstated, source: { lines: [1, 1] }, %s }\n";
        int count = 5000;
        for (int i = 0; i < count; i++) {
            String ports = i == count - 1
                    ? "ports: [7]"
                    : "ports: reference, same_as: [r" + (i + 1) + ", r" + Math.min(count - 1, i + 2) + "]";
            text.append(row.formatted(i, ports));
        }
        CompiledPolicy chain = new Workbench(folder).withoutSite(text.toString());
        assertEquals(
                "7", chain.effectivePorts(chain.rules().get(0)).orElseThrow().toString());
    }

    @Test
    void shouldRefuseARuleOfAnotherPolicy() {
        Rule other = new Workbench(folder).pack(Shop.PACK).rules().get(0);
        assertEquals(
                "rule shop-web-443 is not of this policy",
                assertThrows(IllegalArgumentException.class, () -> policy.required(other))
                        .getMessage());
    }

    @Test
    void shouldRefuseTwoPacksOfOneName() {
        Workbench workbench = new Workbench(folder);
        RulePack one = workbench.pack(Shop.PACK);
        RulePack two = workbench.pack(Shop.PACK + "# changed\n");
        assertEquals(
                List.of("shop.yaml: pack 'shop' is also the name of shop.yaml (rename one, file and 'pack')"),
                workbench.problems(() -> CompiledPolicy.compile(List.of(one, two), Optional.empty())).stream()
                        .map(line -> line.replace(folder + "/", ""))
                        .toList());
        assertEquals(
                List.of("read: ok"),
                workbench.problems(
                        () -> CompiledPolicy.compile(List.of(one, one), Optional.empty()) == null ? "" : "ok"));
    }
}
