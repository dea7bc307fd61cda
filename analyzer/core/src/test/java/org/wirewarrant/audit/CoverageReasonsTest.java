package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observed;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;

/** What coverage says beyond the status: host by host, port by port, range by range. */
class CoverageReasonsTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private static final String HEAD = """
            pack: shop
            title: Ports of a shop
            document: { title: Shop, publisher: Shop Ltd, sha256: %s, lines: 9, statements: %d }
            roles:
              web: { title: Web server }
              db: { title: Database }
            rules:
            """;

    @TempDir
    private Path folder;

    private AuditResult audit(String rules, String site, String... traffic) throws Exception {
        long statements = rules.lines().filter(line -> line.contains("- { id")).count();
        Files.writeString(folder.resolve("shop.yaml"), HEAD.formatted("0".repeat(64), statements) + rules.indent(2));
        RuleLibrary library = new RuleLibrary(folder);
        Path file = Files.writeString(folder.resolve("site.yml"), "site: Shop\npacks: [shop]\n" + site);
        CompiledPolicy policy = CompiledPolicy.compile(List.of(), Optional.of(Site.load(file, library)));
        CaptureSummary capture = new CaptureSummary(
                "mirror.pcap",
                "pcap",
                List.of(1),
                1000,
                10,
                OptionalLong.of(START),
                OptionalLong.of(START + 7_325_000_000_000L),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        return Audit.of(Observed.of(traffic), List.of(capture), policy);
    }

    private static List<String> hosts(AuditResult result, String rule) {
        List<String> rows = new ArrayList<>();
        for (HostCoverage row : result.hostCoverage()) {
            if (row.rule().id().equals(rule)) {
                String host = row.host().map(Object::toString).orElse("*");
                rows.add((host + " " + row.status().keyword() + " " + row.reason()).strip() + ": " + row.detail());
            }
        }
        return rows;
    }

    private static List<String> findings(AuditResult result) {
        List<String> findings = new ArrayList<>();
        for (Finding finding : result.findings()) {
            findings.add(finding.severity().keyword() + " " + finding.kind() + " " + finding.serverPort() + ": "
                    + finding.summary());
        }
        return findings;
    }

    private static String row(String id, String more) {
        return "- { id: shop-" + id + ", service: " + id + ", source: { lines: [1, 1] }, " + more + " }\n";
    }

    @Test
    void shouldSayOfEachHostWhyARuleWasNotSeenOnIt() throws Exception {
        AuditResult result = audit(
                row("db", "from: [web], to: [db], protocol: tcp, ports: [5432], requirement: mandatory")
                        + row("ping", "from: [web], to: [db], protocol: icmp, ports: none, requirement: optional"),
                "roles: { web: [10.0.0.1], db: [10.0.0.2-10.0.0.8] }\nscope: [10.0.0.0/24]\n",
                "tcp 10.0.0.1:40000 10.0.0.2:5432 ok",
                "tcp 10.0.0.1:40001 10.0.0.3:5432 refused",
                "tcp 10.0.0.1:40002 10.0.0.4:5432 silent",
                "tcp 10.0.0.1:40003 10.0.0.5:5433 ok",
                "tcp 10.0.0.6:40004 10.0.0.1:80 ok",
                "tcp 10.0.0.9:40005 10.0.0.7:22 ok");

        assertEquals(
                List.of(
                        "10.0.0.2 seen: ",
                        "10.0.0.3 attempted refused: it is there and refuses",
                        "10.0.0.4 attempted unanswered: nothing came back: a filter, a host that is down, or a mirror that shows one way",
                        "10.0.0.5 unseen other-port: it serves web on undocumented tcp/5433 instead, perhaps reconfigured",
                        "10.0.0.6 unseen not-used: it exchanged traffic with web, none of this",
                        "10.0.0.7 unseen no-contact: no packet between it and web was captured: the mirror may not show that segment",
                        "10.0.0.8 unseen host-not-in-capture: nothing from or to it was captured"),
                hosts(result, "shop-db"));
    }

    @Test
    void shouldGradeAnAbsenceByWhatTheCaptureCouldHaveShown() throws Exception {
        String rules = row("db", "from: [web], to: [db], protocol: tcp, ports: [5432], requirement: mandatory");
        String site = "roles: { web: [10.0.0.1], db: [10.0.0.2, 10.0.0.3] }\n";

        List<String> grades = new ArrayList<>();
        for (String[] traffic : List.of(
                new String[] {"tcp 10.0.0.1:50000 10.0.0.2:7777 ok", "tcp 10.0.0.1:50000 10.0.0.3:22 ok"},
                new String[] {"tcp 10.0.0.1:50000 10.0.0.2:7777 ok"},
                new String[] {"tcp 10.0.0.9:1025 10.0.0.2:22 ok", "tcp 10.0.0.9:1025 10.0.0.1:22 ok"})) {
            RuleAbsence absence = audit(rules, site, traffic).absences().get(0);
            grades.add(absence.confidence().keyword() + " " + absence.hosts() + "/" + absence.hostsInCapture() + "/"
                    + absence.hostsInContact() + ": " + absence.text());
        }

        assertEquals(
                List.of(
                        "high 2/2/2: db: 2 hosts, 2 in the capture, 2 in contact with web;"
                                + " 10.0.0.2: it serves web on undocumented tcp/7777 instead, perhaps reconfigured; window 2 h 2 min",
                        "medium 2/1/1: db: 2 hosts, 1 in the capture, 1 in contact with web;"
                                + " 10.0.0.2: it serves web on undocumented tcp/7777 instead, perhaps reconfigured; window 2 h 2 min",
                        "low 2/1/0: db: 2 hosts, 1 in the capture, 0 in contact with web; window 2 h 2 min"),
                grades);
    }

    @Test
    void shouldCountHostsOfAPrefixThatWereSeen() throws Exception {
        AuditResult result = audit(
                row("db", "from: [web], to: [db], protocol: tcp, ports: [5432], requirement: mandatory"),
                "roles: { web: [10.0.0.1], db: [10.1.0.0/16] }\n",
                "tcp 10.0.0.1:40000 10.1.7.7:5432 ok",
                "tcp 10.0.0.1:40001 10.1.7.8:22 ok");

        assertEquals(
                List.of("10.1.7.7 seen: ", "10.1.7.8 unseen not-used: it exchanged traffic with web, none of this"),
                hosts(result, "shop-db"));
    }

    @Test
    void shouldMissThePortsOfAListThatAreAllNeeded() throws Exception {
        AuditResult result = audit(
                row(
                        "all",
                        "from: [web], to: [db], protocol: tcp, ports: [80, 443, 2197], combine: all, requirement: mandatory"),
                "roles: { web: [10.0.0.1], db: [10.0.0.2] }\n",
                "tcp 10.0.0.1:40000 10.0.0.2:80 ok",
                "tcp 10.0.0.1:40001 10.0.0.2:443 refused");

        assertEquals(RuleStatus.SEEN, result.coverage().get(0).status());
        assertEquals(
                List.of(
                        "high required-attempted 443,2197: required, tried and not answered: all (tcp 443,2197 from web to db);"
                                + " the document needs each of 80,443,2197, and the others were seen"),
                findings(result));
    }

    @Test
    void shouldHoldCoupledAlternativesTogether() throws Exception {
        String rules = row(
                        "http",
                        "from: [web], to: [db], protocol: tcp, ports: [80, 8530], requirement: optional,"
                                + " alternatives: { group: site, choices: { default: [80], custom: [8530] } }")
                + row(
                        "https",
                        "from: [web], to: [db], protocol: tcp, ports: [443, 8531], requirement: optional,"
                                + " alternatives: { group: site, choices: { default: [443], custom: [8531] } },"
                                + " derived: { from: shop-http, offset: 1 }");
        String site = "roles: { web: [10.0.0.1], db: [10.0.0.2-10.0.0.5] }\n";

        AuditResult documented = audit(
                rules,
                site,
                "tcp 10.0.0.1:40000 10.0.0.2:80 ok",
                "tcp 10.0.0.1:40001 10.0.0.2:443 ok",
                "tcp 10.0.0.1:40002 10.0.0.3:8530 ok",
                "tcp 10.0.0.1:40003 10.0.0.3:8531 ok",
                "tcp 10.0.0.1:40004 10.0.0.4:80 ok",
                "tcp 10.0.0.1:40005 10.0.0.4:8531 ok",
                "tcp 10.0.0.1:40006 10.0.0.5:8530 ok");
        AuditResult configured = audit(
                rules,
                site + "ports: { shop-http: [9000] }\n",
                "tcp 10.0.0.1:40000 10.0.0.2:9000 ok",
                "tcp 10.0.0.1:40001 10.0.0.2:9001 ok",
                "tcp 10.0.0.1:40002 10.0.0.3:9000 ok",
                "tcp 10.0.0.1:40003 10.0.0.3:443 ok");

        assertEquals(
                List.of("medium alternatives-mixed 80,8531: db 10.0.0.4 serves 80 (default) and 8531 (custom):"
                        + " ports of different choices of site, which the document couples"),
                findings(documented));
        assertEquals(
                List.of(
                        "9000 seen 2",
                        "9001 seen 1",
                        "high no-rule 443: web 10.0.0.1 used tcp/443 on db 10.0.0.3: no document names it"),
                List.of(
                        configured.coverage().get(0).ports() + " "
                                + configured.coverage().get(0).status().keyword() + " "
                                + configured.coverage().get(0).hostsSeen(),
                        configured.coverage().get(1).ports() + " "
                                + configured.coverage().get(1).status().keyword() + " "
                                + configured.coverage().get(1).hostsSeen(),
                        String.join("\n", findings(configured))));
    }

    @Test
    void shouldSayWhatRangesAloneExplain() throws Exception {
        AuditResult result = audit(
                row("wide", "from: [web], to: [db], protocol: tcp, ports: [1024-65535], requirement: optional")
                        + row("few", "from: [web], to: [db], protocol: tcp, ports: [8000-8009], requirement: optional")
                        + row("one", "from: [web], to: [db], protocol: tcp, ports: [9000], requirement: optional"),
                "roles: { web: [10.0.0.1], db: [10.0.0.2] }\n",
                "tcp 10.0.0.1:40000 10.0.0.2:8001 ok",
                "tcp 10.0.0.1:40001 10.0.0.2:9000 ok",
                "tcp 10.0.0.1:40002 10.0.0.2:30000 ok",
                "tcp 10.0.0.1:40003 10.0.0.2:30001 ok");

        List<String> ranges = new ArrayList<>();
        for (RangeUse range : result.ranges()) {
            ranges.add("%s %s listed %d broad %s distinct %d conversations %d only %d share %.2f"
                    .formatted(
                            range.rule().id(),
                            range.ports(),
                            range.listed(),
                            range.broad(),
                            range.distinctPorts(),
                            range.conversations(),
                            range.onlyConversations(),
                            range.share()));
        }
        assertEquals(
                List.of(
                        "shop-wide 1024-65535 listed 64512 broad true distinct 4 conversations 4 only 2 share 0.50",
                        "shop-few 8000-8009 listed 10 broad false distinct 1 conversations 1 only 0 share 0.00"),
                ranges);
        assertEquals(4, result.conversationsByVerdict().get(VerdictKind.DOCUMENTED));
        assertEquals(2, result.conversationsWithoutBroadRanges().get(VerdictKind.DOCUMENTED));
        assertEquals(2, result.conversationsWithoutBroadRanges().get(VerdictKind.UNDOCUMENTED));
    }

    @Test
    void shouldTakeANegotiatedPortForRelatedOnceItsControlWasSeen() throws Exception {
        String rules = row("control", "from: [web], to: [db], protocol: tcp, ports: [135], requirement: optional")
                + row(
                        "data",
                        "from: [web], to: [db], protocol: tcp, ports: dynamic, control: shop-control, requirement: optional");
        AuditResult result = audit(
                rules,
                "roles: { web: [10.0.0.1], db: [10.0.0.2-10.0.0.3] }\n",
                "tcp 10.0.0.1:40000 10.0.0.2:135 ok",
                "tcp 10.0.0.1:40001 10.0.0.2:49200 ok",
                "tcp 10.0.0.1:40002 10.0.0.3:49200 ok");

        List<String> verdicts = new ArrayList<>();
        for (ConversationRow row : result.conversations()) {
            verdicts.add(row.conversation().server() + " " + row.conversation().serverPort() + " "
                    + row.verdict().reason().keyword());
        }
        assertEquals(List.of("10.0.0.2 135 exact", "10.0.0.2 49200 related", "10.0.0.3 49200 no-rule"), verdicts);
        assertEquals(
                List.of("seen", "seen"),
                result.coverage().stream().map(row -> row.status().keyword()).toList());
    }

    @Test
    void shouldListAThousandHostsOfARuleAndCountTheRest() throws Exception {
        AuditResult result = audit(
                row("db", "from: [web], to: [db], protocol: tcp, ports: [5432], requirement: optional"),
                "roles: { web: [10.0.0.1], db: [10.1.0.0-10.1.7.255] }\n",
                "tcp 10.0.0.1:40000 10.1.0.0:22 ok");

        List<String> hosts = hosts(result, "shop-db");
        assertEquals(1001, hosts.size());
        assertEquals("* unseen: 1048 more hosts not listed", hosts.get(1000));
    }
}
