package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.report.TextStyle;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** What a user types, and what comes back: exit code, stdout and stderr. */
class CommandLineTest {
    private record Outcome(int code, String out, String err) {}

    private static final String SITE = """
            site: Test site
            packs: [openuem]
            roles:
              agent-worker: [10.0.0.1]
              database: [10.0.0.2]
            """;

    @TempDir
    private Path folder;

    private Path capture;

    @BeforeAll
    static void useTheShippedPacks() {
        System.setProperty("wirewarrant.home", Corpus.root().toString());
    }

    @BeforeEach
    void record() throws IOException {
        capture = TinyCapture.write(folder.resolve("tiny.pcap"), 5432, 9999);
    }

    @Test
    void shouldWriteABundleAndSayWhereItIs() throws IOException {
        Path out = folder.resolve("out");

        Outcome outcome = run("analyze", capture.toString(), "--rules", "openuem", "--out", out.toString());

        assertEquals(new Outcome(0, outcome.out(), ""), outcome);
        assertTrue(outcome.out().endsWith("\nReport     " + out + "\n"), outcome.out());
        assertTrue(Files.readString(out.resolve("conversations.csv"))
                .contains("\r\n10.0.0.1,,10.0.0.2,,tcp,9999,1,1,2,1,80,40,"));
        assertEquals(
                0,
                run("verify", out.toString(), "--captures", folder.toString()).code());
    }

    @Test
    void shouldPrintTheSummaryFileAsJson() throws IOException {
        Path out = folder.resolve("out");

        Outcome outcome =
                run("analyze", capture.toString(), "--rules", "openuem", "--format", "json", "--out", out.toString());

        assertEquals(Files.readString(out.resolve("summary.json")), outcome.out());
    }

    @Test
    void shouldWriteNothingWhereNoBundleIsWanted() throws IOException {
        Outcome outcome = run("analyze", capture.toString(), "--rules", "openuem", "--out", "none", "--quiet");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals(List.of("tiny.pcap"), files());
    }

    @Test
    void shouldAuditOnlyWhatAFilterMatches() throws IOException {
        Tools.require("tcpdump");
        Path out = folder.resolve("out");
        String[] words = {
            "analyze", capture.toString(), "--rules", "openuem", "--out", out.toString(), "--filter", "tcp port 9999"
        };

        Outcome outcome = run(words);

        String reminder = "wirewarrant: only frames that match 'tcp port 9999' were audited\n";
        assertEquals(new Outcome(0, outcome.out(), reminder), outcome);
        assertEquals(
                List.of("9999"),
                Files.readAllLines(out.resolve("conversations.csv")).stream()
                        .skip(1)
                        .map(row -> row.split(",", -1)[5])
                        .toList());
    }

    @Test
    void shouldGiveTheSameByTheReferenceReader() throws IOException {
        Tools.require("tcpdump");
        String own = folder.resolve("own").toString();
        String reference = folder.resolve("reference").toString();
        String[] words = {"analyze", capture.toString(), "--rules", "openuem", "--quiet", "--out", own};
        String[] otherWords = {
            "analyze", capture.toString(), "--rules", "openuem", "--quiet", "--out", reference, "--reader", "libpcap"
        };

        assertEquals(List.of(0, 0), List.of(run(words).code(), run(otherWords).code()));
        assertEquals(Files.readString(Path.of(own, "flows.csv")), Files.readString(Path.of(reference, "flows.csv")));
    }

    @Test
    void shouldCutFlowsAtTheIdleLimitsThatAreGiven() throws IOException {
        // The two connections to one port are two seconds apart.
        TinyCapture.write(capture, 9999, 5432, 9999);

        assertEquals(2, flows("default"));
        assertEquals(3, flows("short", "--idle", "established=1s,udp=5m"));
    }

    private int flows(String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        String[] words = {
            "analyze", capture.toString(), "--rules", "openuem", "--quiet", "--report", "none", "--out", out.toString()
        };
        assertEquals(
                0,
                run(Stream.of(words, options).flatMap(Stream::of).toArray(String[]::new))
                        .code());
        return Files.readAllLines(out.resolve("flows.csv")).size() - 1;
    }

    @Test
    void shouldFailOnFindingsAtOrAboveTheGivenSeverity() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), SITE);

        assertEquals(
                0,
                quiet("analyze", capture.toString(), "--site", site.toString()).code());
        assertEquals(
                1,
                quiet("analyze", capture.toString(), "--site", site.toString(), "--fail-on", "high")
                        .code());
    }

    @Test
    void shouldMakeOnlyTheViewsThatAreWanted() throws IOException {
        String out = folder.resolve("out").toString();
        run(
                "analyze",
                capture.toString(),
                "--rules",
                "openuem",
                "--out",
                out,
                "--report",
                "html",
                "--flows",
                "none",
                "--evidence",
                "none");
        assertEquals(
                List.of(
                        "out/conversations.csv",
                        "out/coverage-hosts.csv",
                        "out/coverage.csv",
                        "out/findings.csv",
                        "out/findings.json",
                        "out/manifest.json",
                        "out/ranges.csv",
                        "out/report.html",
                        "out/summary.json",
                        "tiny.pcap"),
                files());

        run(
                "analyze",
                capture.toString(),
                "--rules",
                "openuem",
                "--out",
                out,
                "--report",
                "none",
                "--evidence",
                "none",
                "--force");
        assertEquals(
                List.of(
                        "out/conversations.csv",
                        "out/coverage-hosts.csv",
                        "out/coverage.csv",
                        "out/findings.csv",
                        "out/findings.json",
                        "out/flows.csv",
                        "out/manifest.json",
                        "out/ranges.csv",
                        "out/summary.json",
                        "tiny.pcap"),
                files());
    }

    @Test
    void shouldReportADamagedCaptureAndStillWriteItsReport() throws IOException {
        byte[] bytes = TinyCapture.bytes(5432, 9999);
        Files.write(capture, Arrays.copyOf(bytes, bytes.length - 10));
        Path out = folder.resolve("out");

        Outcome outcome = run("analyze", capture.toString(), "--rules", "openuem", "--out", out.toString());

        JsonNode summary =
                new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertEquals(3, outcome.code());
        assertEquals(5, summary.at("/frames/in_flows").asInt());
        assertEquals(
                bytes.length - (16 + 54),
                summary.at("/captures/0/damage/offset").asInt());
    }

    @Test
    void shouldPreferFindingsToDamage() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), SITE);
        byte[] bytes = TinyCapture.bytes(5432, 9999);
        Files.write(capture, Arrays.copyOf(bytes, bytes.length - 10));

        assertEquals(
                1,
                quiet("analyze", capture.toString(), "--site", site.toString(), "--fail-on", "low")
                        .code());
    }

    @Test
    void shouldNameAMissingCapture() throws IOException {
        Path missing = folder.resolve("none.pcap");

        assertRefused(
                missing + ": no such file (check the path)",
                "analyze",
                missing.toString(),
                "--rules",
                "openuem",
                "--out",
                folder.resolve("reports/out").toString());
    }

    @Test
    void shouldNameAnEmptyFileAndOneThatIsNoCapture() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        Path text = Files.writeString(folder.resolve("letter.pcap"), "Dear auditor, please find attached nothing.");

        for (Path file : List.of(empty, text)) {
            Outcome outcome = quiet("analyze", file.toString(), "--rules", "openuem");

            assertEquals(2, outcome.code());
            assertEquals("", outcome.out());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.err().startsWith("wirewarrant: " + file + ": "), outcome.err());
            assertTrue(outcome.err().endsWith(")\n"), outcome.err());
        }
    }

    @Test
    void shouldPointAtATypoInARuleFile() throws IOException {
        Path pack = Files.writeString(folder.resolve("mine.yaml"), """
                pack: mine
                title: Mine
                document: {title: Mine, publisher: Me, lines: 1, statements: 1}
                roles:
                  web: {title: Web}
                rules:
                  - {id: mine-web, service: Web, from: any, to: [web], protcol: tcp, ports: [80], requirement: unstated,
                     source: {lines: [1, 1]}}
                """);

        Outcome outcome = quiet("analyze", capture.toString(), "--rules", pack.toString());

        assertEquals(2, outcome.code());
        assertEquals(
                List.of(
                        "wirewarrant: " + pack + ":7:5: rule 'mine-web' has no 'protocol' (add it)",
                        "wirewarrant: " + pack
                                + ":7:56: unknown key 'protcol' in rule 'mine-web' (did you mean 'protocol'?)"),
                outcome.err().lines().toList());
    }

    @Test
    void shouldPointAtAnUnknownRoleAndAnAddressThatIsNoneAtOnce() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: Test
                packs: [openuem]
                roles:
                  databse: [10.0.0.2]
                  agent: [10.0.0.256]
                """);

        Outcome outcome = quiet("analyze", capture.toString(), "--site", site.toString());

        List<String> lines = outcome.err().lines().toList();
        assertEquals(2, outcome.code());
        assertEquals(2, lines.size(), outcome.err());
        assertTrue(lines.get(0).startsWith("wirewarrant: " + site + ":4:3: "), lines.get(0));
        assertTrue(lines.get(0).contains("database"), lines.get(0));
        assertTrue(lines.get(1).startsWith("wirewarrant: " + site + ":5:11: "), lines.get(1));
    }

    @Test
    void shouldAllowOneAddressInTwoRolesAndSayIt() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), SITE + "  console: [10.0.0.2]\n");

        Outcome outcome = run("analyze", capture.toString(), "--site", site.toString(), "--out", "none");

        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("10.0.0.2"), outcome.out());
    }

    @Test
    void shouldListThePacksWhenNoneIsNamed() {
        Outcome outcome = quiet("analyze", capture.toString());

        assertEquals(2, outcome.code());
        assertTrue(
                outcome.err()
                        .matches(
                                "wirewarrant: no rules to hold the capture against \\(name a pack with --rules or a site with"
                                        + " --site; shipped packs are .*openuem.*zimbra.*\\)\n"),
                outcome.err());
    }

    @Test
    void shouldRefuseAnExistingBundleUnlessForced() throws IOException {
        Path out = folder.resolve("out");
        assertEquals(
                0,
                run("analyze", capture.toString(), "--rules", "openuem", "--out", out.toString())
                        .code());

        assertRefused(
                out + ": already exists (replace it with --force, or choose another folder with --out)",
                "analyze",
                capture.toString(),
                "--rules",
                "zimbra",
                "--out",
                out.toString());
        assertEquals(
                0,
                run("analyze", capture.toString(), "--rules", "zimbra", "--out", out.toString(), "--force")
                        .code());
        assertTrue(Files.readString(out.resolve("coverage.csv")).contains("\r\nzimbra,"));
    }

    @Test
    void shouldRefuseAPlaceWhereItsUserMayNotWrite() throws IOException {
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));

        Outcome outcome = run("analyze", capture.toString(), "--rules", "openuem", "--out", locked + "/out", "--quiet");

        String refusal = "wirewarrant: " + locked
                + "/out: cannot be written: permission denied (choose a writable folder with --out, or --out none)\n";
        boolean root = "root".equals(System.getProperty("user.name"));
        assertEquals(root ? new Outcome(0, "", "") : new Outcome(2, "", refusal), outcome);
    }

    @Test
    void shouldRefuseAPlaceWhereNotEvenRootMayWrite() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc here");

        Outcome outcome = run("analyze", capture.toString(), "--rules", "openuem", "--out", "/proc/self/out");

        assertEquals(
                new Outcome(
                        2,
                        "",
                        "wirewarrant: /proc/self/out: cannot be written: no such folder (choose a writable folder"
                                + " with --out, or --out none)\n"),
                outcome);
    }

    @Test
    void shouldRefuseAPlaceBelowAFile() throws IOException {
        assertRefused(
                capture
                        + "/out: cannot be written: a file is in the way (choose a writable folder with --out, or --out none)",
                "analyze",
                capture.toString(),
                "--rules",
                "openuem",
                "--out",
                capture + "/out");
    }

    @Test
    void shouldGuessWhatWasMeant() {
        assertRefused(
                "unknown option: '--ruels' (did you mean --rules? see wirewarrant analyze --help)",
                "analyze",
                capture.toString(),
                "--ruels",
                "openuem");
        assertRefused(
                "unmatched argument at index 0: 'analyse' (did you mean analyze? see wirewarrant --help)", "analyse");
        assertRefused("no command given (see wirewarrant --help)");
        assertRefused("missing required parameter: 'CAPTURE' (see wirewarrant analyze --help)", "analyze");
    }

    @Test
    void shouldSayWhatAnOptionTakes() {
        assertRefused(
                "invalid value for option '--flows': expected csv, csv.gz or none, but was 'xml' (see wirewarrant analyze"
                        + " --help)",
                "analyze",
                capture.toString(),
                "--flows",
                "xml");
        assertRefused(
                "invalid value for option '--idle': expected attempt, established, closed, udp or other, but was 'tcp' (see"
                        + " wirewarrant analyze --help)",
                "analyze",
                capture.toString(),
                "--rules",
                "openuem",
                "--idle",
                "tcp=5m");
        assertRefused(
                "invalid value for option '--idle': expected a time as 90s, 5m, 2h or 1d, but was '5' (see wirewarrant analyze"
                        + " --help)",
                "analyze",
                capture.toString(),
                "--rules",
                "openuem",
                "--idle",
                "udp=5");
    }

    @Test
    void shouldHelpWithExamplesForEveryCommand() {
        for (List<String> command : List.of(
                List.<String>of(),
                List.of("analyze"),
                List.of("rules"),
                List.of("rules", "list"),
                List.of("rules", "show"),
                List.of("rules", "check"),
                List.of("rules", "import"),
                List.of("site"),
                List.of("site", "suggest"),
                List.of("site", "check"),
                List.of("verify"))) {
            Outcome outcome =
                    run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

            assertEquals(new Outcome(0, outcome.out(), ""), outcome);
            assertTrue(outcome.out().contains("\nExamples:\n  wirewarrant "), outcome.out());
            outcome.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        }
    }

    @Test
    void shouldShowAPackInEveryFormat() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(run("rules", "show", "openuem", "--format", "json").out());

        assertEquals("openuem", json.at("/pack").asText());
        assertEquals(21, json.at("/rules").size());
        assertEquals("openuem-agent-1443", json.at("/rules/0/id").asText());
        assertEquals("[26,26]", json.at("/rules/0/source/lines").toString());
        assertEquals("[1443]", json.at("/rules/0/ports").toString());
        assertEquals(
                22, run("rules", "show", "openuem", "--format", "csv").out().split("\r\n").length);
        assertEquals(
                23,
                run("rules", "show", "openuem", "--format", "markdown")
                        .out()
                        .lines()
                        .count());
        assertTrue(run("rules", "show", "openuem").out().contains("\nopenuem-agent-1443 "));
    }

    @Test
    void shouldCheckPacksAndSites() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), SITE);
        Path packs = Corpus.root().resolve("rules");

        assertEquals(
                new Outcome(0, packs + "/openuem.yaml: pack openuem, 21 rules, valid\n", ""),
                run("rules", "check", packs + "/openuem.yaml"));
        Outcome sound = run("site", "check", site.toString());
        assertEquals(0, sound.code());
        assertTrue(
                sound.out().startsWith(site + ": site Test site, packs openuem, 0 exceptions, 0 of 21 rules required"),
                sound.out());

        Files.writeString(site, "sites: x\n");
        Outcome broken = run("site", "check", site.toString());
        assertEquals(2, broken.code());
        assertTrue(broken.err().startsWith("wirewarrant: " + site + ":1:1: "), broken.err());
    }

    @Test
    void shouldVerifyAndSayWhatWasChanged() throws IOException {
        Path out = folder.resolve("out");
        quiet("analyze", capture.toString(), "--rules", "openuem", "--out", out.toString());
        Files.writeString(out.resolve("findings.csv"), "");

        Outcome outcome = run("verify", out.toString());

        assertEquals(1, outcome.code());
        assertTrue(outcome.out().startsWith("findings.csv: has 0 bytes, the manifest says "), outcome.out());
    }

    /** Exit code 2, one line, and no file that was not there before. */
    private void assertRefused(String line, String... arguments) {
        try {
            List<String> before = files();
            assertEquals(new Outcome(2, "", "wirewarrant: " + line + "\n"), run(arguments));
            assertEquals(before, files());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertFalse(Files.exists(folder.resolve("reports")));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private Outcome quiet(String... arguments) {
        String[] more = Arrays.copyOf(arguments, arguments.length + 1);
        more[arguments.length] = "--quiet";
        boolean places = List.of(arguments).contains("--out");
        return places
                ? run(more)
                : run(Stream.concat(Arrays.stream(more), Stream.of("--out", "none"))
                        .toArray(String[]::new));
    }

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
        int code = Main.run(console, arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
