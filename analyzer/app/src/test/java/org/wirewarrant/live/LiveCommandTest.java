package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** The command as root runs it, on a cable that a sample is replayed over. */
class LiveCommandTest {
    private static final Path SAMPLES = Corpus.root().resolve("samples");
    private static final Set<String> TIMES = Set.of("first_seen", "last_seen");

    @TempDir
    private Path folder;

    private Path bundle;
    private Path output;

    private LiveRun run(Lab lab, String sample, String... more) throws IOException, InterruptedException {
        Tools.require("tcpreplay");
        // The user whom root becomes may walk through, and own what was made for it.
        folder.toFile().setExecutable(true, false);
        bundle = folder.resolve("bundle");
        output = folder.resolve("output");
        List<String> words = new ArrayList<>(List.of(
                "-i",
                Lab.MIRROR,
                "--site",
                SAMPLES.resolve(sample + ".yaml").toString(),
                "--out",
                bundle.toString()));
        words.addAll(List.of(more));
        return LiveRun.start(lab, output, words.toArray(String[]::new)).listening();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimbra-lab", "openuem-lab"})
    void shouldGiveTheBundleOfTheReplayedSample(String sample) throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun run = run(lab, sample);
            lab.replay(SAMPLES.resolve("pcap").resolve(sample + ".pcapng"), "--topspeed");
            assertEquals(0, run.stop().end(), run::said0);

            Path golden = SAMPLES.resolve("golden").resolve(sample);
            for (String table : List.of("conversations.csv", "coverage.csv", "findings.csv", "flows.csv")) {
                assertEquals(withoutTimes(golden.resolve(table)), withoutTimes(bundle.resolve(table)), table);
            }
        }
    }

    private static List<List<String>> withoutTimes(Path table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(table);
        List<String> header = List.of(lines.get(0).split(",", -1));
        for (String line : lines) {
            List<String> cells = CsvCells.of(line);
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (!TIMES.contains(header.get(i))) {
                    kept.add(cells.get(i));
                }
            }
            rows.add(kept);
        }
        return rows;
    }
}
