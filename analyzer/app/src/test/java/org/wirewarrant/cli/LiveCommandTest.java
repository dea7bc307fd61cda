package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewarrant.live.Lab;
import org.wirewarrant.report.TextStyle;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** The command as root runs it, on a cable that samples are replayed over. */
class LiveCommandTest {
    private static final Path SAMPLES = Corpus.root().resolve("samples");
    private static final String LISTENING = "listening on ";
    private static final List<String> TABLES =
            List.of("conversations.csv", "coverage.csv", "findings.csv", "flows.csv");
    private static final Set<String> TIMES = Set.of("first_seen", "last_seen");
    /** What a summary says of times and of the form of its input. */
    private static final List<String> OF_THE_INPUT = List.of("captures", "window", "timeline", "quality_timeline");

    @TempDir
    private Path folder;

    private Path bundle;
    private Path output;

    @BeforeEach
    void openTheFolder() {
        Tools.requireRoot();
        System.setProperty("wirewarrant.home", Corpus.root().toString());
        // The user whom root becomes must be able to walk through.
        assertTrue(folder.toFile().setExecutable(true, false));
        bundle = folder.resolve("bundle");
        output = folder.resolve("output");
    }

    private LiveRun start(Lab lab, String sample, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "-i",
                Lab.MIRROR,
                "--site",
                SAMPLES.resolve(sample + ".yaml").toString(),
                "--out",
                bundle.toString(),
                "--report",
                "none"));
        words.addAll(List.of(more));
        return LiveRun.start(lab, output, words.toArray(String[]::new));
    }

    /** The sample as of now, because exceptions may be over one day. */
    private Path asOfNow(String sample) throws IOException, InterruptedException {
        Path recorded = SAMPLES.resolve("pcap").resolve(sample + ".pcapng");
        long first = Long.parseLong(Lab.run(
                        Tools.require("tshark").toString(),
                        "-r",
                        recorded.toString(),
                        "-c",
                        "1",
                        "-Tfields",
                        "-e",
                        "frame.time_epoch")
                .lines()
                .reduce((warning, line) -> line)
                .orElseThrow()
                .replaceFirst("\\..*", ""));
        Path shifted = folder.resolve(sample + ".pcapng");
        String shift = Long.toString(System.currentTimeMillis() / 1000 - first);
        Lab.run(Tools.require("editcap").toString(), "-t", shift, recorded.toString(), shifted.toString());
        return shifted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimbra-lab", "openuem-lab"})
    void shouldGiveTheBundleOfTheReplayedSample(String sample) throws Exception {
        try (Lab lab = new Lab()) {
            Path capture = asOfNow(sample);
            Path offline = analyze(capture, sample, "pcap");
            LiveRun run = start(lab, sample);
            run.await(LISTENING);
            lab.replay(capture, "--topspeed");
            assertEquals(0, run.stop().end(), run.said());
            assertEquals(EvidenceFiles.in(offline), EvidenceFiles.in(bundle));

            for (String table : TABLES) {
                assertEquals(withoutTimes(offline.resolve(table)), withoutTimes(bundle.resolve(table)), table);
            }
            ObjectNode expected = summary(offline);
            ((ObjectNode) expected.get("quality")).put("dropped", 0);
            assertEquals(expected, summary(bundle));
            assertTrue(
                    run.said().startsWith("wirewarrant: root was given up for user nobody, for good: no capabilities"),
                    run.said());
            assertEquals(
                    "nobody", Files.getOwner(bundle.resolve("manifest.json")).getName());
        }
    }

    @Test
    void shouldKeepNoRightsInAnyThread() throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun run = start(lab, "zimbra-lab");
            run.await(LISTENING);
            Set<String> rights = new HashSet<>();
            int threads = 0;
            try (DirectoryStream<Path> tasks =
                    Files.newDirectoryStream(Path.of("/proc", Long.toString(run.pid()), "task"))) {
                for (Path task : tasks) {
                    threads++;
                    rights.add(Files.readAllLines(task.resolve("status")).stream()
                            .filter(line -> line.matches("(Uid|Gid|Groups|Cap(Inh|Prm|Eff|Amb)|NoNewPrivs|Seccomp):.*"))
                            .map(line -> line.replaceAll("\\s+", " ").strip())
                            .collect(Collectors.joining("; ")));
                }
            }
            String none = "0000000000000000";
            assertEquals(
                    Set.of("Uid: 65534 65534 65534 65534; Gid: 65534 65534 65534 65534; Groups: 65534; CapInh: " + none
                            + "; CapPrm: " + none + "; CapEff: " + none + "; CapAmb: " + none
                            + "; NoNewPrivs: 1; Seccomp: 2"),
                    rights);
            assertTrue(threads > 10, "threads: " + threads);
            assertEquals(0, run.stop().end(), run.said());
        }
    }

    @Test
    void shouldEndAtOnceAtASecondSignalAndLeaveNoBundle() throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun run = start(lab, "zimbra-lab");
            run.await(LISTENING);
            run.stop();
            run.await("again to leave at once");
            run.stop();
            assertEquals(130, run.end(), run.said());
            assertFalse(Files.exists(bundle.resolve("manifest.json")));
        }
    }

    @Test
    void shouldRefuseWhatCannotBeCaptured() throws Exception {
        try (Lab lab = new Lab()) {
            assertEquals(
                    "wirewarrant: nowhere: no such interface (see wirewarrant interfaces)\n",
                    refused(lab, "-i", "nowhere", "--rules", "zimbra"));
            lab.ip("link", "set", Lab.MIRROR, "down");
            assertEquals(
                    "wirewarrant: mirror: is down (sudo ip link set mirror up)\n",
                    refused(lab, "-i", Lab.MIRROR, "--rules", "zimbra"));
            lab.ip("link", "set", Lab.MIRROR, "up");
            assertEquals(
                    "wirewarrant: --user root: is root (name another one, or say --stay-root)\n",
                    refused(lab, "-i", Lab.MIRROR, "--rules", "zimbra", "--user", "root"));
            assertEquals(
                    "wirewarrant: --until-covered: no rule is required (name them under required in the site file)\n",
                    refused(lab, "-i", Lab.MIRROR, "--rules", "openuem", "--until-covered"));
            assertEquals(
                    "wirewarrant: --filter 'tcp prot 1': syntax error (see pcap-filter(7))\n",
                    refused(lab, "-i", Lab.MIRROR, "--rules", "openuem", "--filter", "tcp prot 1"));
            assertEquals(
                    "wirewarrant: --listen 0.0.0.0:9477: other hosts could read it, and are not asked for a password"
                            + " (name a loopback address, or add --listen-remote)\n",
                    refused(lab, "-i", Lab.MIRROR, "--rules", "openuem", "--listen", "0.0.0.0:9477"));
            Path text = Files.writeString(folder.resolve("no-store"), "a text that is no store");
            assertEquals(
                    "wirewarrant: " + text
                            + ": is not a store of this program (name a store, or a file that is not there" + " yet)\n",
                    refused(
                            lab,
                            "-i",
                            Lab.MIRROR,
                            "--rules",
                            "openuem",
                            "--quiet",
                            "--stay-root",
                            "--store",
                            text.toString()));
            assertFalse(Files.exists(bundle));
        }
    }

    @Test
    void shouldKeepWholeEventsWhenTheDiskIsFull() throws Exception {
        try (Lab lab = new Lab()) {
            Path disk = Files.createDirectory(folder.resolve("disk"));
            Lab.run("mount", "-t", "tmpfs", "-o", "size=8k,mode=777", "wirewarrant-test", disk.toString());
            try {
                Path events = disk.resolve("events.jsonl");
                LiveRun run = start(lab, "zimbra-lab", "--events", events.toString(), "--interval", "200ms");
                run.await(LISTENING);
                lab.replay(asOfNow("zimbra-lab"), "--topspeed");
                run.await(
                        "events cannot be written: No space left on device; capturing goes on, and they are tried again");
                for (String line : Files.readAllLines(events)) {
                    assertEquals(
                            "finding",
                            new ObjectMapper().readTree(line).path("event").asText());
                }
                Lab.run("mount", "-o", "remount,size=1m", disk.toString());
                run.await("events are written again");
                assertEquals(0, run.stop().end(), run.said());
                List<String> lines = Files.readAllLines(events);
                JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
                assertEquals("ended", last.path("event").asText());
                assertEquals(0, last.path("events_lost").asInt());
                assertEquals(lines.size(), new HashSet<>(lines).size(), "none twice");
            } finally {
                Lab.run("umount", disk.toString());
            }
        }
    }

    private String refused(Lab lab, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--out", bundle.toString()));
        LiveRun run = LiveRun.start(lab, output, words.toArray(String[]::new));
        assertEquals(2, run.end(), run.said());
        return run.said();
    }

    @Test
    void shouldWaitForAnInterfaceThatWentDownOrVanished() throws Exception {
        try (Lab lab = new Lab()) {
            Path capture = TinyCapture.write(folder.resolve("tiny.pcap"), 25);
            LiveRun run = start(lab, "zimbra-lab");
            run.await(LISTENING);
            lab.replay(capture);
            lab.ip("link", "set", Lab.MIRROR, "down");
            run.await("mirror: went down; waiting for it to come up");
            lab.ip("link", "set", Lab.MIRROR, "up");
            run.await("mirror: back; it was down from ");
            lab.replay(capture);
            lab.ip("link", "del", Lab.MIRROR);
            run.await("; waiting for it to come back");
            lab.addCable(Lab.SENDER, Lab.MIRROR);
            run.await("mirror: back; it was gone from ");
            lab.replay(capture);
            assertEquals(3, run.stop().end(), run.said());
            assertTrue(
                    withoutTimes(bundle.resolve("findings.csv")).stream()
                            .anyMatch(row -> row.get("kind").equals("capture-quality")
                                    && row.get("summary").startsWith("mirror: the interface was down from ")),
                    run.said());

            JsonNode interfaces = new ObjectMapper()
                    .readTree(bundle.resolve("summary.json").toFile())
                    .get("captures");
            assertEquals(1, interfaces.size());
            assertEquals(9, interfaces.get(0).get("frames").asInt());
            String gap = interfaces.get(0).get("damage").get("reason").asText();
            assertTrue(gap.matches("the interface was down from .* to .* \\(.* s\\), and 1 more time"), gap);
            List<String> gaps = new ArrayList<>();
            new ObjectMapper()
                    .readTree(bundle.resolve("summary.json").toFile())
                    .path("window")
                    .path("gaps")
                    .forEach(one -> gaps.add(one.path("name").asText() + ": "
                            + one.path("reason").asText()));
            assertEquals(List.of("mirror: the interface was down", "mirror: the interface was gone"), gaps);
        }
    }

    @Test
    void shouldTellFindingsAsTheyCome() throws Exception {
        try (Lab lab = new Lab()) {
            Path events = folder.resolve("deep/events.jsonl");
            LiveRun run = start(lab, "zimbra-lab", "--events", events.toString(), "--interval", "200ms");
            run.await(LISTENING);
            lab.replay(asOfNow("zimbra-lab"), "--topspeed");
            run.await("finding   high local-only: mail-client 10.30.0.102 used tcp/10025 on mta 10.30.0.11");
            Lab.await(events, "tcp/10025");
            assertEquals(0, run.stop().end(), run.said());

            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(events)) {
                lines.add(new ObjectMapper().readTree(line));
            }
            assertEquals("ended", lines.get(lines.size() - 1).get("event").asText());
            assertEquals(2459, lines.get(lines.size() - 1).get("frames").asInt());
            Set<String> standing = new TreeSet<>();
            for (JsonNode line : lines) {
                switch (line.get("event").asText()) {
                    case "finding" ->
                        assertTrue(standing.add(line.get("finding_id").asText()), line::toString);
                    case "withdrawn" ->
                        assertTrue(standing.remove(line.get("finding_id").asText()), line::toString);
                    default -> assertEquals("ended", line.get("event").asText());
                }
            }
            Set<String> found = new TreeSet<>();
            withoutTimes(bundle.resolve("findings.csv")).forEach(row -> found.add(row.get("finding_id")));
            assertEquals(found, standing);
            assertEquals("nobody", Files.getOwner(events).getName());
        }
    }

    @Test
    void shouldEndOnceAllThatIsRequiredWasSeen() throws Exception {
        try (Lab lab = new Lab()) {
            Path site = Files.writeString(folder.resolve("site.yaml"), """
                    site: Test site
                    packs: [zimbra]
                    roles:
                      mta: [10.0.0.1]
                      ldap: [10.0.0.2]
                    required: [zimbra-sys-389-ldap]
                    """);
            String[] words = {
                "-i",
                Lab.MIRROR,
                "--site",
                site.toString(),
                "--out",
                bundle.toString(),
                "--until-covered",
                "--interval",
                "100ms",
                "--debug"
            };
            LiveRun run = LiveRun.start(lab, output, words);
            run.await(LISTENING);
            lab.replay(TinyCapture.write(folder.resolve("other.pcap"), 25));
            lab.replay(TinyCapture.write(folder.resolve("required.pcap"), 389));
            run.await("every required rule that can be seen was seen; ending");
            assertEquals(0, run.end(), run.said());
        }
    }

    @Test
    void shouldTakeSeveralInterfacesAsOneObservation() throws Exception {
        try (Lab lab = new Lab()) {
            lab.addCable("tap2", "mirror2");
            LiveRun run = start(lab, "zimbra-lab", "-i", "mirror2", "--packets", "6");
            run.await(LISTENING);
            Path capture = TinyCapture.write(folder.resolve("tiny.pcap"), 25);
            lab.replay(capture);
            lab.replayAt("tap2", capture);
            assertEquals(0, run.end(), run.said());
            List<String> captures = new ArrayList<>();
            new ObjectMapper()
                    .readTree(bundle.resolve("summary.json").toFile())
                    .get("captures")
                    .forEach(one -> captures.add(one.get("name").asText() + " " + one.get("frames")));
            assertEquals(List.of("mirror 3", "mirror2 3"), captures);
        }
    }

    @Test
    void shouldKeepPacketsThatGiveTheSameTables() throws Exception {
        try (Lab lab = new Lab()) {
            Path packets = folder.resolve("packets");
            LiveRun run = start(lab, "zimbra-lab", "--evidence", "none", "--write", packets.toString());
            run.await(LISTENING);
            lab.replay(asOfNow("zimbra-lab"), "--topspeed");
            assertEquals(0, run.stop().end(), run.said());
            Path offline = analyze(packets, "zimbra-lab");
            for (String table : TABLES) {
                assertEquals(Files.readString(offline.resolve(table)), Files.readString(bundle.resolve(table)), table);
            }
            assertEquals("nobody", Files.getOwner(packets).getName());
        }
    }

    @Test
    void shouldKeepUndocumentedPacketsAlone() throws Exception {
        try (Lab lab = new Lab()) {
            Path packets = folder.resolve("packets");
            LiveRun run = start(
                    lab,
                    "zimbra-lab",
                    "--write",
                    packets.toString(),
                    "--write-only",
                    "undocumented",
                    "--interval",
                    "200ms");
            run.await(LISTENING);
            lab.replay(asOfNow("zimbra-lab"), "--topspeed");
            assertEquals(0, run.stop().end(), run.said());
            Set<List<String>> expected = new HashSet<>();
            for (Map<String, String> row : withoutTimes(bundle.resolve("conversations.csv"))) {
                if (Set.of("undocumented", "undecided").contains(row.get("verdict"))) {
                    expected.add(ends(row));
                }
            }
            Set<List<String>> kept = new HashSet<>();
            withoutTimes(analyze(packets, "zimbra-lab").resolve("conversations.csv"))
                    .forEach(row -> kept.add(ends(row)));
            assertEquals(expected, kept);
        }
    }

    private static List<String> ends(Map<String, String> row) {
        return List.of(
                row.get("client_ip"),
                row.get("server_ip"),
                row.get("protocol"),
                row.get("server_port"),
                row.get("client_packets"),
                row.get("server_packets"));
    }

    @Test
    void shouldGoOnWhenTheDiskIsFull() throws Exception {
        try (Lab lab = new Lab()) {
            Path packets = Files.createDirectory(folder.resolve("packets"));
            Lab.run("mount", "-t", "tmpfs", "-o", "size=2m,mode=777", "wirewarrant-test", packets.toString());
            try {
                LiveRun run = start(lab, "zimbra-lab", "--write", packets.toString());
                run.await(LISTENING);
                Path sample = SAMPLES.resolve("pcap/zimbra-lab.pcapng");
                lab.replay(sample, "--topspeed", "--loop", "20");
                run.await("packets cannot be kept: No space left on device; capturing goes on, and it is tried again");
                lab.replay(sample, "--topspeed");
                assertEquals(0, run.stop().end(), run.said());
                run.await(" packets were audited and not kept: the disk was full or too slow");
                assertEquals(
                        21 * 2459, summary(bundle).get("frames").get("offered").asInt());
                assertTrue(Files.size(analyze(packets, "zimbra-lab").resolve("flows.csv")) > 10_000);
            } finally {
                Lab.run("umount", packets.toString());
            }
        }
    }

    /** Its captures must be whole. */
    private Path analyze(Path captures, String sample) {
        return analyze(captures, sample, "none");
    }

    private Path analyze(Path captures, String sample, String evidence) {
        Path offline = folder.resolve("offline");
        String site = SAMPLES.resolve(sample + ".yaml").toString();
        Console silent = new Console(System.out, System.err, TextStyle.PLAIN, false);
        String[] words = {
            "analyze",
            captures.toString(),
            "--site",
            site,
            "--out",
            offline.toString(),
            "--report",
            "none",
            "--evidence",
            evidence,
            "--quiet"
        };
        assertEquals(0, Main.run(silent, words));
        return offline;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--immediate", "--portable", "--no-promiscuous"})
    void shouldEndOnAnIdleLink(String way) throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun run = start(lab, "zimbra-lab", way, "--duration", "300ms");
            assertEquals(0, run.end(), run.said());
            assertEquals(0, summary(bundle).get("frames").get("offered").asInt());
        }
    }

    @Test
    void shouldCaptureThroughPcap4jToo() throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun run = start(lab, "zimbra-lab", "--portable", "--duration", "1h");
            run.await(LISTENING);
            lab.replay(TinyCapture.write(folder.resolve("tiny.pcap"), 25, 389));
            assertEquals(0, run.stop().end(), run.said());
            assertEquals(6, summary(bundle).get("frames").get("offered").asInt());
        }
    }

    private static List<Map<String, String>> withoutTimes(Path table) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        List<Map<String, String>> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(table);
                Stream<CSVRecord> records = format.parse(reader).stream()) {
            records.forEach(record -> {
                Map<String, String> row = new TreeMap<>(record.toMap());
                row.keySet().removeAll(TIMES);
                row.computeIfPresent("summary", (column, text) -> withoutWindow(text));
                row.computeIfPresent("evidence", (column, text) -> text.replaceAll(" from .* frame", " frame"));
                rows.add(row);
            });
        }
        return rows;
    }

    private static ObjectNode summary(Path bundle) throws IOException {
        ObjectNode summary = (ObjectNode)
                new ObjectMapper().readTree(bundle.resolve("summary.json").toFile());
        summary.remove(OF_THE_INPUT);
        for (JsonNode rule : summary.get("not_seen")) {
            ((ObjectNode) rule).put("text", withoutWindow(rule.get("text").asText()));
        }
        return summary;
    }

    /** What was never seen names the length of the window. */
    private static String withoutWindow(String text) {
        return text.replaceFirst("(^|; )window [^;]*$", "");
    }
}
