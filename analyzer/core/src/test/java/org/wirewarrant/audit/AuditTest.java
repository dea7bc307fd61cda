package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.Observed;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;

/** From observed conversations to statuses and findings, over one small pack. */
class AuditTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private static final String PACK = """
            pack: shop
            title: Ports of a shop
            document: { title: Shop, publisher: Shop Ltd, sha256: %s, lines: 9, statements: 9 }
            roles:
              web: { title: Web server }
              db: { title: Database }
              old: { title: Old server }
            features:
              cache: { title: Cache, default: off }
            rules:
              - { id: shop-web, service: Web, from: any, to: [web], protocol: tcp, ports: [443], requirement: mandatory, source: { lines: [1, 1] } }
              - { id: shop-db, service: Database, from: [web], to: [db], protocol: tcp, ports: [5432], requirement: mandatory, source: { lines: [2, 2] } }
              - { id: shop-db-admin, service: Admin, from: [web], to: [db], protocol: tcp, ports: [9000], requirement: optional, source: { lines: [3, 3] } }
              - { id: shop-db-local, service: Monitor, from: [db], to: [db], protocol: tcp, ports: [9001], requirement: unstated, scope: host-local, source: { lines: [4, 4] } }
              - { id: shop-cache, service: Cache, from: [web], to: [db], protocol: tcp, ports: [11211], requirement: optional, when: { features: { cache: on } }, source: { lines: [5, 5] } }
              - { id: shop-old, service: Old, from: [web], to: [old], protocol: tcp, ports: [79], requirement: mandatory, source: { lines: [6, 6] } }
              - { id: shop-ldaps, service: Directory, from: [web], to: [db], protocol: tcp, ports: [636], requirement: mandatory, alternatives: { group: directory, choice: tls }, source: { lines: [7, 7] } }
              - { id: shop-ldap, service: Directory, from: [web], to: [db], protocol: tcp, ports: [389], requirement: mandatory, alternatives: { group: directory, choice: clear }, source: { lines: [8, 8] } }
              - { id: shop-log, service: Log, from: [web], to: [db], protocol: udp, ports: [514], requirement: mandatory, source: { lines: [9, 9] } }
            """.formatted("0".repeat(64));

    private static final String SITE = """
            site: Shop
            packs: [shop]
            roles: { web: [10.0.0.1], db: [10.0.0.2-10.0.0.3], old: [10.0.0.9] }
            scope: [10.0.0.0/24]
            exceptions:
              - { from: web, to: db, protocol: tcp, ports: [22], reason: r, approved_by: a, approved_on: 2023-01-01, expires: 2023-12-01, ticket: SOON }
              - { from: web, to: db, protocol: tcp, ports: [23], reason: r, approved_by: a, approved_on: 2023-01-01, ticket: IDLE }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writePack() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), PACK);
    }

    private AuditResult audit(Observation observation, CaptureSummary... captures) throws Exception {
        RuleLibrary library = new RuleLibrary(folder);
        Site site = Site.load(Files.writeString(folder.resolve("site.yml"), SITE), library);
        return Audit.of(observation, List.of(captures), CompiledPolicy.compile(List.of(), Optional.of(site)));
    }

    private static CaptureSummary whole() {
        return new CaptureSummary(
                "mirror.pcap",
                "pcap",
                List.of(1),
                1000,
                10,
                OptionalLong.of(START),
                OptionalLong.of(START + MINUTE),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> statuses(AuditResult result) {
        Map<String, String> statuses = new TreeMap<>();
        for (RuleCoverage row : result.coverage()) {
            String reason = row.reason().isEmpty() ? "" : " " + row.reason();
            statuses.put(
                    row.rule().id(),
                    row.status().keyword() + reason + " " + row.hostsSeen() + "/" + row.hostsExpected());
        }
        return statuses;
    }

    private static List<String> findings(AuditResult result) {
        List<String> findings = new ArrayList<>();
        for (Finding finding : result.findings()) {
            findings.add(finding.severity().keyword() + " " + finding.kind() + ": " + finding.summary());
        }
        return findings;
    }

    @Test
    void shouldSayOfEveryRuleWhatTheCaptureShowed() throws Exception {
        AuditResult result = audit(
                Observed.of(
                        "tcp 10.0.0.7:40000 10.0.0.1:443 ok",
                        "tcp 10.0.0.1:40001 10.0.0.2:5432 refused",
                        "tcp 10.0.0.1:40002 10.0.0.2:9000 silent",
                        "tcp 10.0.0.1:40003 10.0.0.2:389 ok",
                        "udp 10.0.0.1:514 10.0.0.2:514 refused"),
                whole());

        assertEquals(
                Map.of(
                        "shop-web", "seen 1/1",
                        "shop-db", "attempted refused 0/2",
                        "shop-db-admin", "attempted unanswered 0/2",
                        "shop-db-local", "not-observable host-local 0/2",
                        "shop-cache", "not-applicable feature-off 0/2",
                        "shop-old", "not-observable role-not-in-capture 0/1",
                        "shop-ldaps", "not-applicable alternative-seen 0/2",
                        "shop-ldap", "seen 1/2",
                        "shop-log", "attempted refused 0/2"),
                statuses(result));
    }

    @Test
    void shouldFindWhatIsRequiredAndWasNotSeen() throws Exception {
        AuditResult result = audit(
                Observed.of("tcp 10.0.0.1:40001 10.0.0.2:5432 silent", "tcp 10.0.0.2:40002 10.0.0.1:443 ok"), whole());

        assertEquals(
                List.of(
                        "high required-attempted: required, tried and unanswered: Database (tcp 5432 from web to db);"
                                + " db: 2 hosts, 1 in the capture, 1 in contact with web; window 1 min 0 s",
                        "medium required-unseen: required, and never seen in this capture: Directory (tcp 636 from web to db);"
                                + " medium confidence: db: 2 hosts, 1 in the capture, 1 in contact with web; one of shop-ldaps and shop-ldap would do; window 1 min 0 s",
                        "medium required-unseen: required, and never seen in this capture: Directory (tcp 389 from web to db);"
                                + " medium confidence: db: 2 hosts, 1 in the capture, 1 in contact with web; one of shop-ldaps and shop-ldap would do; window 1 min 0 s",
                        "medium required-unseen: required, and never seen in this capture: Log (udp 514 from web to db);"
                                + " medium confidence: db: 2 hosts, 1 in the capture, 1 in contact with web; window 1 min 0 s",
                        "low exception-expiring: the exception SOON (web to db, tcp 22) expires on 2023-12-01",
                        "info exception-unused: the exception SOON (web to db, tcp 22) matched nothing in this capture",
                        "info exception-unused: the exception IDLE (web to db, tcp 23) matched nothing in this capture"),
                findings(result));
    }

    @Test
    void shouldRankWhatAnsweredBeforeWhatWasTried() throws Exception {
        AuditResult result = audit(
                Observed.of(
                        "tcp 10.0.0.1:40001 10.0.0.2:5432 ok",
                        "tcp 10.0.0.1:40002 10.0.0.2:22 ok",
                        "tcp 10.0.0.1:40003 10.0.0.2:9001 ok",
                        "tcp 10.0.0.7:40004 10.0.0.2:5432 ok",
                        "tcp 10.0.0.7:40005 10.0.0.2:6666 refused",
                        "tcp 192.0.2.1:40006 192.0.2.2:80 ok"),
                whole());

        assertEquals(
                List.of(
                        "high local-only: web 10.0.0.1 used tcp/9001 on db 10.0.0.2: documented as host-local, reached over the network",
                        "high wrong-role: 10.0.0.7 used tcp/5432 on db 10.0.0.2: documented between other roles",
                        "medium no-rule-attempt: 10.0.0.7 tried, and was refused, tcp/6666 on db 10.0.0.2: no document names it"),
                findings(result).stream()
                        .filter(text -> !text.contains("required") && !text.contains("exception"))
                        .toList());
        assertEquals(
                Map.of(
                        VerdictKind.DOCUMENTED, 1L,
                        VerdictKind.APPROVED, 1L,
                        VerdictKind.UNDOCUMENTED, 3L,
                        VerdictKind.UNDECIDED, 0L,
                        VerdictKind.OUT_OF_SCOPE, 1L),
                result.conversationsByVerdict());
    }

    @Test
    void shouldMakeOneFindingOfAScan() throws Exception {
        String[] probes = Stream.concat(
                        IntStream.rangeClosed(1, 30)
                                .mapToObj(port -> "tcp 10.0.0.66:41000 10.0.0.2:" + port + " refused"),
                        Stream.of("tcp 10.0.0.66:41000 10.0.0.2:8080 ok"))
                .toArray(String[]::new);

        AuditResult result = audit(Observed.of(probes), whole());

        List<String> about = findings(result).stream()
                .filter(text -> text.contains("10.0.0.66"))
                .toList();
        assertEquals(
                List.of(
                        "high no-rule: 10.0.0.66 used tcp/8080 on db 10.0.0.2: no document names it",
                        "high scan: 10.0.0.66 probed 30 targets (30 ports on 1 host) and none of them served it: 30 refused, 0 silent;"
                                + " for example tcp/1 on 10.0.0.2, tcp/2 on 10.0.0.2, tcp/3 on 10.0.0.2, tcp/4 on 10.0.0.2, tcp/5 on 10.0.0.2"),
                about);
        String scan = result.findings().row(1).id();
        assertEquals(
                30,
                Stream.iterate(0, i -> i < result.conversations().size(), i -> i + 1)
                        .filter(i -> result.conversations().row(i).findingIds().equals(scan))
                        .count());
    }

    @Test
    void shouldSayManyForWhatAFullTableAddedUp() throws Exception {
        String[] flood = IntStream.range(0, 5_000)
                .mapToObj(i -> "tcp 10.1.%d.%d:40000 10.0.0.2:22 silent".formatted(i >> 8, i & 255))
                .toArray(String[]::new);

        AuditResult result = audit(Observed.within(1024, flood), whole());

        assertEquals(
                List.of(
                        "medium no-rule-attempt: many hosts tried, without an answer, tcp/22 on db 10.0.0.2: no document names it"),
                findings(result).stream()
                        .filter(text -> text.contains("many hosts"))
                        .toList());
    }

    @Test
    void shouldNameTheHostsThatAMirrorShowsOneWay() throws Exception {
        String[] lines = Stream.concat(
                        Stream.of("tcp 10.0.0.1:40001 10.0.0.2:5432 ok"),
                        IntStream.rangeClosed(1, 7)
                                .mapToObj(host -> "tcp 10.0.1." + host + ":40001 10.0.0.2:22 one-way"))
                .toArray(String[]::new);

        AuditResult result = audit(Observed.of(lines), whole());

        assertEquals(
                List.of(
                        "medium capture-quality: 87.5 % of the TCP flows were seen in one direction only",
                        "medium capture-quality: 7 of 8 pairs of hosts with TCP connections were seen one way only (check the mirror):"
                                + " 10.0.1.1 to 10.0.0.2, 10.0.1.2 to 10.0.0.2, 10.0.1.3 to 10.0.0.2, 10.0.1.4 to 10.0.0.2,"
                                + " 10.0.1.5 to 10.0.0.2 and 2 more"),
                findings(result).stream()
                        .filter(text -> text.contains("capture-quality"))
                        .toList());
    }

    @Test
    void shouldSpreadBytesOverTheWindow() throws Exception {
        AuditResult result = audit(Observed.of("tcp 10.0.0.1:40001 10.0.0.2:5432 ok"), whole());

        Timeline timeline = result.timeline();
        long[] documented = timeline.bytes().get(VerdictKind.DOCUMENTED);
        assertEquals(START, timeline.startNanos());
        assertEquals(1_000_000_000L, timeline.bucketNanos());
        assertEquals(61, documented.length);
        FlowRow flow = result.flows().row(0);
        assertEquals(flow.clientBytes() + flow.serverBytes(), documented[0]);
        assertEquals(OptionalLong.of(START), result.firstNanos());
        assertEquals(OptionalLong.of(START + MINUTE), result.lastNanos());
    }

    @Test
    void shouldKeepTheIdOfAFindingFromRunToRun() throws IOException, PolicyException {
        assertEquals("F-", FindingId.of("scan", "10.0.0.1").substring(0, 2));
        assertEquals(FindingId.of("scan", "10.0.0.1", 6), FindingId.of("scan", "10.0.0.1", 6));
        List<String> ids = IntStream.range(0, 100_000)
                .mapToObj(i -> FindingId.of("no-rule", "10.0.0." + i, i % 7))
                .distinct()
                .toList();
        assertEquals(100_000, ids.size());
    }
}
