package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.scenario.Scenario;

class ExplainAndDiffTest {
    private static final String PACK = """
            pack: shop
            title: Ports of a shop
            document: { title: Shop, publisher: Shop Ltd, sha256: "%s", lines: 9, statements: 3 }
            roles:
              web: { title: Web server }
              db: { title: Database }
            rules:
              - { id: shop-db, service: Database, from: [web], to: [db], protocol: tcp, ports: [5432], requirement: mandatory, source: { lines: [1, 2] } }
              - { id: shop-any, service: Anything, from: any, to: [db], protocol: tcp, ports: ["5000-6000"], requirement: optional, source: { lines: [3, 3] } }
              - { id: shop-log, service: Log, from: [web], to: [db], protocol: udp, ports: [514], requirement: mandatory, source: { lines: [4, 4] } }
            """.formatted("0".repeat(64));

    private static final String SITE = """
            site: Shop
            packs: [./shop.yaml]
            roles: { web: [10.0.0.1], db: [10.0.0.2-10.0.0.3] }
            scope: [10.0.0.0/24]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), PACK);
        Files.writeString(folder.resolve("site.yml"), SITE);
    }

    private Path bundle(String name, String traffic) throws IOException {
        Path capture = Files.write(folder.resolve(name + ".pcapng"), Scenario.capture(traffic));
        Path out = folder.resolve(name);
        Spoken spoken = Spoken.by(
                "analyze",
                capture.toString(),
                "--site",
                folder.resolve("site.yml").toString(),
                "--out",
                out.toString(),
                "--report",
                "none",
                "--quiet");
        assertEquals(new Spoken(0, "", ""), spoken);
        return out;
    }

    private Path spring() throws IOException {
        return bundle("spring", """
                0 10.0.0.1 -> 10.0.0.2 tcp/5432 ok
                1 10.0.0.9 -> 10.0.0.2 tcp/22 ok
                """);
    }

    private static String finding(Path bundle, String kind) throws IOException {
        return Files.readAllLines(bundle.resolve("findings.csv")).stream()
                .filter(line -> line.contains("," + kind + ","))
                .map(line -> line.substring(0, line.indexOf(',')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellTheWholeChainOfAConversation() throws IOException {
        Spoken spoken = Spoken.by("explain", spring().toString(), "10.0.0.1", "10.0.0.2", "tcp/5432");

        assertEquals("""
                Conversation 10.0.0.1 (web) to 10.0.0.2 (db), tcp/5432
                Seen         2026-03-02T08:00:00.000000000Z to 2026-03-02T08:00:00.008000000Z, 1 flow, 1 answered, 6+3 packets
                Direction    syn (1 flow): a bare SYN shows who opened
                States       1 SF
                Verdict      documented (exact), decided by shop-db
                Considered   2 rows
                  decides      shop-db (shop lines 1-2): names the port; both ends named; mandatory
                  fits, weaker shop-any (shop line 3): its range holds the port; one end named, the other any; optional

                """, spoken.out());
        assertEquals("", spoken.err());
        assertEquals(0, spoken.code());
    }

    @Test
    void shouldTellOfAFindingWhatBelongsToIt() throws IOException {
        Path bundle = spring();
        String id = finding(bundle, "no-rule");

        Spoken spoken = Spoken.by("explain", bundle.toString(), id);

        String line = "Finding      " + id + " high no-rule: 10.0.0.9 used tcp/22 on db 10.0.0.2: no document names it";
        assertEquals(
                List.of(
                        line,
                        "Nearest      IANA: ssh",
                        "Seen         2026-03-02T08:00:01.000000000Z to 2026-03-02T08:00:01.008000000Z, 1 flow, 1 answered, 376 bytes",
                        "",
                        "Conversation 10.0.0.9 (no role) to 10.0.0.2 (db), tcp/22",
                        "Seen         2026-03-02T08:00:01.000000000Z to 2026-03-02T08:00:01.008000000Z, 1 flow, 1 answered, 6+3 packets",
                        "Direction    syn (1 flow): a bare SYN shows who opened",
                        "States       1 SF",
                        "Verdict      undocumented (no-rule)",
                        "Nearest      IANA: ssh",
                        "Considered   no row speaks of the port",
                        line,
                        ""),
                spoken.out().lines().toList());
    }

    @Test
    void shouldTellOfARuleWhatTheCaptureCouldHaveShown() throws IOException {
        Path bundle = spring();
        String id = finding(bundle, "required-unseen");

        Spoken spoken = Spoken.by("explain", bundle.toString(), "shop-log");

        String text = "db: 2 hosts, 1 in the capture, 1 in contact with web; window 1 s";
        assertEquals("""
                Rule         shop-log: Log
                Document     Shop, line 4
                Says         udp 514 from web to db, mandatory
                Status       unseen; 0 flows, 0 hosts answered, of 2 that the site names
                Not seen     medium confidence: %1$s

                Hosts (2)
                  10.0.0.2 unseen not-used: it exchanged traffic with web, none of this
                  10.0.0.3 unseen host-not-in-capture: nothing from or to it was captured

                Findings that name it (1)
                  %2$s medium required-unseen: required, and never seen in this capture: Log (udp 514 from web to db); medium confidence: %1$s
                """.formatted(text, id), spoken.out());
    }

    @Test
    void shouldExplainWithoutRowsWhereTheSiteIsAnotherOne() throws IOException {
        Path bundle = spring();
        Path site = folder.resolve("site.yml");
        Files.writeString(site, SITE + "# changed\n");

        Spoken spoken = Spoken.by("explain", bundle.toString(), "10.0.0.1", "10.0.0.2");

        assertEquals(
                "wirewarrant: " + site
                        + ": is not the site that this bundle was made with: its SHA-256 is another"
                        + " (name the site of this bundle with --site, or run from the folder it was made in)\n",
                spoken.err());
        assertTrue(spoken.out().contains("Verdict      documented (exact), decided by shop-db\n\n"), spoken.out());
        assertEquals(0, spoken.code());
        Path kept = Files.writeString(folder.resolve("kept.yml"), SITE);
        Spoken moved = Spoken.by("explain", bundle.toString(), "10.0.0.1", "10.0.0.2", "--site", kept.toString());
        assertEquals("", moved.err());
        assertTrue(moved.out().contains("Considered   2 rows"), moved.out());
    }

    @Test
    void shouldSayWhatIsNotInTheBundle() throws IOException {
        String bundle = spring().toString();

        assertEquals(
                List.of(
                        "wirewarrant: " + bundle + ": has no finding F-000000000000 (findings.csv lists them all)",
                        "wirewarrant: " + bundle
                                + ": has no conversation of 10.0.0.1 10.0.0.7 (conversations.csv lists them all: client"
                                + " first, then server, then for example tcp/443)",
                        "wirewarrant: " + bundle
                                + ": has no rule shop-x (coverage.csv lists them all; a finding begins with F-, a"
                                + " conversation is CLIENT SERVER tcp/PORT)"),
                List.of(
                        Spoken.by("explain", bundle, "F-000000000000").err().strip(),
                        Spoken.by("explain", bundle, "10.0.0.1", "10.0.0.7")
                                .err()
                                .strip(),
                        Spoken.by("explain", bundle, "shop-x").err().strip()));
        assertEquals(2, Spoken.by("explain", bundle, "shop-x").code());
    }

    @Test
    void shouldFindNothingMovedBetweenABundleAndItself() throws IOException {
        String bundle = spring().toString();

        Spoken spoken = Spoken.by("diff", bundle, bundle);

        assertEquals(
                List.of(
                        "Findings  0 new, 0 gone, 0 changed",
                        "Conversations  0 new, 0 gone, 0 changed",
                        "Coverage  0 new, 0 gone, 0 changed"),
                spoken.out().lines().filter(line -> line.contains(" new, ")).toList());
        assertEquals(0, spoken.code());
    }

    @Test
    void shouldSayWhatMoved() throws IOException {
        Path spring = spring();
        Path autumn = bundle("autumn", """
                start 2026-09-01T08:00:00Z
                0 10.0.0.1 -> 10.0.0.2 tcp/5432 refused
                1 10.0.0.1 -> 10.0.0.2 tcp/5432 refused from 50000
                2 10.0.0.9 -> 10.0.0.2 tcp/5500 ok
                3 10.0.0.1 -> 10.0.0.2 udp/514 ok
                """);
        Path out = folder.resolve("moved");

        Spoken spoken = Spoken.by("diff", spring.toString(), autumn.toString(), "--out", out.toString());

        assertEquals(1, spoken.code());
        assertEquals("", spoken.err());
        assertEquals(
                List.of(
                        "change,client_ip,server_ip,protocol,server_port,differs,client_role_before,client_role_after,"
                                + "server_role_before,server_role_after,verdict_before,verdict_after,reason_before,reason_after,"
                                + "rule_id_before,rule_id_after,other_rule_ids_before,other_rule_ids_after,answered_before,answered_after",
                        "new,10.0.0.1,10.0.0.2,udp,514,,,web,,db,,documented,,exact,,shop-log,,,,true",
                        "new,10.0.0.9,10.0.0.2,tcp,5500,,,,,db,,documented,,range,,shop-any,,,,true",
                        "gone,10.0.0.9,10.0.0.2,tcp,22,,,,db,,undocumented,,no-rule,,,,,,true,",
                        "changed,10.0.0.1,10.0.0.2,tcp,5432,answered,web,web,db,db,documented,documented,exact,exact,"
                                + "shop-db,shop-db,,,true,false"),
                Files.readAllLines(out.resolve("conversations-diff.csv")));
        assertEquals(
                List.of(
                        "change,pack,rule_id,differs,ports_before,ports_after,requirement_before,requirement_after,"
                                + "status_before,status_after,reason_before,reason_after,hosts_expected_before,"
                                + "hosts_expected_after,hosts_seen_before,hosts_seen_after",
                        "changed,shop,shop-db,status reason hosts_seen,5432,5432,mandatory,mandatory,seen,attempted,,refused,2,2,1,0",
                        "changed,shop,shop-any,status hosts_seen,5000-6000,5000-6000,optional,optional,unseen,seen,,,2,2,0,1",
                        "changed,shop,shop-log,status hosts_seen,514,514,mandatory,mandatory,unseen,seen,,,2,2,0,1"),
                Files.readAllLines(out.resolve("coverage-diff.csv")));
        assertEquals(
                List.of("new required-attempted", "gone no-rule", "gone required-unseen"),
                Files.readAllLines(out.resolve("findings-diff.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .map(cells -> cells[0] + " " + (cells[5].isEmpty() ? cells[6] : cells[5]))
                        .toList());
        assertTrue(
                spoken.out()
                        .contains("  changed shop-db: attempted refused [status seen -> attempted; reason (none)"
                                + " -> refused; hosts_seen 1 -> 0]\n"),
                spoken.out());
        Spoken taken = Spoken.by("diff", spring.toString(), autumn.toString(), "--out", out.toString());
        assertEquals(2, taken.code());
        assertEquals("wirewarrant: " + out + ": already exists (choose another folder with --out)\n", taken.err());
    }

    @Test
    void shouldSayThatTheSiteChangedBetweenTwoBundles() throws IOException {
        Path spring = spring();
        Files.writeString(folder.resolve("site.yml"), SITE.replace("10.0.0.2-10.0.0.3", "10.0.0.2"));
        Path summer = bundle("summer", "0 10.0.0.1 -> 10.0.0.2 tcp/5432 ok\n1 10.0.0.9 -> 10.0.0.2 tcp/22 ok\n");

        Spoken spoken = Spoken.by("diff", spring.toString(), summer.toString());

        assertTrue(
                spoken.out()
                        .contains("Note    site " + folder.resolve("site.yml")
                                + " is another one than before: what moved may have moved with it\n"),
                spoken.out());
    }

    @Test
    void shouldFailOnTheSeverityThatTheSiteGivesAKind() throws IOException {
        Files.writeString(folder.resolve("site.yml"), SITE + "severity: { no-rule: low, required-unseen: low }\n");
        Path capture = Files.write(
                folder.resolve("c.pcapng"),
                Scenario.capture("0 10.0.0.1 -> 10.0.0.2 tcp/5432 ok\n1 10.0.0.9 -> 10.0.0.2 tcp/22 ok\n"));

        List<Integer> codes = List.of("high", "medium", "low", "none").stream()
                .map(level -> Spoken.by(
                                "analyze",
                                capture.toString(),
                                "--site",
                                folder.resolve("site.yml").toString(),
                                "--out",
                                "none",
                                "--quiet",
                                "--fail-on",
                                level)
                        .code())
                .toList();

        assertEquals(List.of(0, 0, 1, 0), codes);
    }
}
