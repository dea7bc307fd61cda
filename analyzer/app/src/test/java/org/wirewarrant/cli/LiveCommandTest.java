package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
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
    private static final List<String> OF_THE_INPUT = List.of("captures", "window", "timeline");

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
            Path offline = folder.resolve("offline");
            String site = SAMPLES.resolve(sample + ".yaml").toString();
            Console silent = new Console(System.out, System.err, TextStyle.PLAIN, false);
            String[] analyze = {
                "analyze",
                capture.toString(),
                "--site",
                site,
                "--out",
                offline.toString(),
                "--report",
                "none",
                "--quiet"
            };
            assertEquals(0, Main.run(silent, analyze));

            LiveRun run = start(lab, sample);
            run.await(LISTENING);
            lab.replay(capture, "--topspeed");
            assertEquals(0, run.stop().end(), run.said());

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

    private static List<TreeMap<String, String>> withoutTimes(Path table) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        List<TreeMap<String, String>> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(table);
                Stream<CSVRecord> records = format.parse(reader).stream()) {
            records.forEach(record -> {
                TreeMap<String, String> row = new TreeMap<>(record.toMap());
                row.keySet().removeAll(TIMES);
                rows.add(row);
            });
        }
        return rows;
    }

    private static ObjectNode summary(Path bundle) throws IOException {
        ObjectNode summary = (ObjectNode)
                new ObjectMapper().readTree(bundle.resolve("summary.json").toFile());
        summary.remove(OF_THE_INPUT);
        return summary;
    }
}
