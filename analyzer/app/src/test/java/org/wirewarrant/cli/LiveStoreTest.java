package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.live.Lab;
import org.wirewarrant.store.Stored;
import org.wirewarrant.store.StoredFrames;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** Live runs that are kept in a store, on a cable that captures are replayed over. */
class LiveStoreTest {
    private static final String LISTENING = "listening on ";
    private static final int FLOWS = 40;

    @TempDir
    private Path folder;

    private Path store;
    private Path traffic;
    private int runs;

    @BeforeEach
    void openTheFolder() throws IOException {
        Tools.requireRoot();
        System.setProperty("wirewarrant.home", Corpus.root().toString());
        assertTrue(folder.toFile().setExecutable(true, false));
        Path kept = Files.createDirectory(folder.resolve("kept"));
        assertTrue(kept.toFile().setWritable(true, false));
        store = kept.resolve("audit.db");
        traffic = TinyCapture.write(folder.resolve("traffic.pcap"), ports(0));
    }

    private static int[] ports(int from) {
        int[] ports = new int[FLOWS];
        for (int i = 0; i < FLOWS; i++) {
            ports[i] = 1000 + from + i;
        }
        return ports;
    }

    private LiveRun start(Lab lab, String... more) throws IOException {
        runs++;
        List<String> words = new ArrayList<>(List.of(
                "-i",
                Lab.MIRROR,
                "--rules",
                "zimbra",
                "--out",
                folder.resolve("bundle" + runs).toString(),
                "--report",
                "none",
                "--store",
                store.toString(),
                "--checkpoint",
                "1s"));
        words.addAll(List.of(more));
        return LiveRun.start(lab, folder.resolve("output" + runs), words.toArray(String[]::new));
    }

    private JsonNode summary(String bundle) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(bundle).resolve("summary.json").toFile());
    }

    private Spoken report(String bundle) {
        return Spoken.by(
                "report",
                store.toString(),
                "--rules",
                "zimbra",
                "--out",
                folder.resolve(bundle).toString(),
                "--report",
                "none",
                "--quiet",
                "--force");
    }

    /** Reports the store while it is written, until it holds so many frames. */
    private void awaitFrames(long frames) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        long offered = -1;
        while (System.nanoTime() < end) {
            Spoken spoken = report("meanwhile");
            if (spoken.code() == 0) {
                offered = summary("meanwhile").path("frames").path("offered").asLong();
                if (offered >= frames) {
                    break;
                }
            }
            Thread.sleep(200);
        }
        assertEquals(frames, offered);
    }

    /** All frames that a table names as evidence. */
    private static Set<Integer> frameNumbers(Path findings) throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        Matcher cells = Pattern.compile("mirror frames? ([0-9,-]+)").matcher(text(findings));
        while (cells.find()) {
            Matcher ranges = Pattern.compile("([0-9]+)(?:-([0-9]+))?").matcher(cells.group(1));
            while (ranges.find()) {
                int first = Integer.parseInt(ranges.group(1));
                int last = ranges.group(2) == null ? first : Integer.parseInt(ranges.group(2));
                IntStream.rangeClosed(first, last).forEach(numbers::add);
            }
        }
        return numbers;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void shouldGoOnAfterItWasKilledWithTheGapShown() throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun first = start(lab);
            first.await(LISTENING);
            lab.replay(traffic, "--topspeed");
            awaitFrames(3 * FLOWS);
            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
            first.end();
            assertTrue(!Files.exists(folder.resolve("bundle1/summary.json")));

            LiveRun second = start(lab);
            String said = second.await(LISTENING);
            assertTrue(said.contains("going on with what " + store + " holds: 120 frames"), said);
            lab.replay(TinyCapture.write(folder.resolve("more.pcap"), ports(FLOWS)), "--topspeed");
            awaitFrames(6 * FLOWS);
            assertEquals(0, second.stop().end(), second.said());
        }
        JsonNode summary = summary("bundle2");
        assertEquals(6 * FLOWS, summary.path("frames").path("offered").asLong());
        assertEquals(1, summary.path("captures").size());
        assertEquals(6 * FLOWS, summary.path("captures").get(0).path("frames").asLong());
        JsonNode gaps = summary.path("window").path("gaps");
        assertEquals(1, gaps.size(), gaps.toString());
        assertEquals(
                "not capturing, after a run that was cut off",
                gaps.get(0).path("reason").asText());
        assertEquals(0, report("reported").code());
        assertEquals(EvidenceFiles.in(folder.resolve("bundle2")), EvidenceFiles.in(folder.resolve("reported")));
        for (String table : List.of("conversations.csv", "flows.csv", "findings.csv", "coverage.csv", "summary.json")) {
            assertEquals(
                    text(folder.resolve("bundle2").resolve(table)),
                    text(folder.resolve("reported").resolve(table)),
                    table);
        }
        assertTrue(
                text(folder.resolve("reported/findings.csv")).contains(".pcap from mirror frames "),
                text(folder.resolve("reported/findings.csv")));
        assertEquals(
                6 * FLOWS,
                frameNumbers(folder.resolve("reported/findings.csv")).size(),
                "numbers go on where the run that was killed was");
        assertEquals(
                2 * FLOWS + 1,
                text(folder.resolve("reported/conversations.csv")).lines().count());
    }

    @Test
    void shouldGoOnCapturingWhenTheDiskIsFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Lab.run("mount", "-t", "tmpfs", "-o", "size=400k,mode=777", "tmpfs", disk.toString());
        try (Lab lab = new Lab()) {
            store = disk.resolve("audit.db");
            LiveRun run = start(lab);
            run.await(LISTENING);
            Lab.run("dd", "if=/dev/zero", "of=" + disk.resolve("ballast"), "bs=1k", "count=240");
            int[] many = new int[6000];
            for (int i = 0; i < many.length; i++) {
                many[i] = 1000 + i;
            }
            lab.replay(TinyCapture.write(folder.resolve("many.pcap"), many), "--pps", "40000");
            run.await("capturing goes on");
            lab.replay(TinyCapture.write(folder.resolve("later.pcap"), ports(8000)), "--topspeed");
            Files.delete(disk.resolve("ballast"));
            Lab.run("mount", "-o", "remount,size=20m", disk.toString());
            run.await("the store is written again");
            awaitFrames(3L * (6000 + FLOWS));
            assertEquals(0, run.stop().end(), run.said());
            assertEquals(
                    3L * (6000 + FLOWS),
                    summary("bundle1").path("frames").path("offered").asLong());
            assertEquals(0, report("reported").code());
            assertEquals(text(folder.resolve("bundle1/flows.csv")), text(folder.resolve("reported/flows.csv")));
        } finally {
            Lab.run("umount", disk.toString());
        }
    }

    @Test
    void shouldStayWithinItsBoundsInAFlood() throws Exception {
        int flood = 60_000;
        int most = 2048;
        long enough = 10L * most;
        try (Lab lab = new Lab()) {
            LiveRun run = start(lab, "--max-flows", Integer.toString(most), "--evidence-limit", "1M");
            run.await(LISTENING);
            lab.replay(RandomFlows.write(folder.resolve("flood.pcap"), flood), "--pps", "20000");
            assertEquals(0, run.stop().end(), run.said());
        }
        JsonNode summary = summary("bundle1");
        long offered = summary.path("frames").path("offered").asLong();
        assertEquals(flood, offered + summary.path("quality").path("dropped").asLong());
        assertTrue(offered > enough, "frames: " + offered);
        assertTrue(text(folder.resolve("bundle1/findings.csv")).contains("the flow table was full: "));
        Observation kept = Stored.read(List.of(store)).observation().orElseThrow();
        assertEquals(offered, kept.frames().offered());
        assertTrue(kept.size() <= most, "kept apart: " + kept.size());
        long[] bytes = {0, 0};
        String note = StoredFrames.replay(List.of(store), false, (frame, capture) -> {
            bytes[0] += frame.capturedLength();
            bytes[1]++;
            return true;
        });
        assertTrue(bytes[0] > 0 && bytes[0] + 96 * bytes[1] <= (1 << 20) + 138, "packets: " + bytes[1]);
        assertTrue(note.endsWith("alone, and none of the conversations that came last"), note);
    }

    @Test
    void shouldBeWatchedFromTheSameHost() throws Exception {
        try (Lab lab = new Lab()) {
            lab.ip("link", "set", "lo", "up");
            LiveRun run = start(lab, "--listen", "9477");
            run.await(LISTENING);
            assertTrue(run.said().contains("watch it at http://127.0.0.1:9477/"), run.said());
            lab.replay(traffic, "--topspeed");
            awaitFrames(3 * FLOWS);
            String metrics = "";
            for (int i = 0; i < 100 && !metrics.contains("wirewarrant_frames_total{outcome=\"in_flows\"} 120"); i++) {
                metrics = Lab.run(lab.inside("curl", "-sS", "http://127.0.0.1:9477/metrics"));
                Thread.sleep(200);
            }
            assertTrue(metrics.contains("wirewarrant_frames_total{outcome=\"in_flows\"} 120"), metrics);
            JsonNode health =
                    new ObjectMapper().readTree(Lab.run(lab.inside("curl", "-sS", "http://localhost:9477/health")));
            assertEquals("ok", health.path("status").asText(), health.toString());
            assertTrue(health.path("last_checkpoint").isTextual(), health.toString());
            assertTrue(
                    Lab.run(lab.inside("curl", "-sS", "http://127.0.0.1:9477/")).contains("Wirewarrant, live"));
            String report = Lab.run(lab.inside("curl", "-sS", "http://127.0.0.1:9477/report"));
            assertTrue(report.contains("port audit"), report + run.said());
            assertTrue(Lab.run(lab.inside("curl", "-sS", "-H", "Host: evil.example", "http://127.0.0.1:9477/health"))
                    .contains("asked by its address"));
            assertEquals(0, run.stop().end(), run.said());
        }
    }

    @Test
    void shouldRefuseAStoreThatIsInUse() throws Exception {
        try (Lab lab = new Lab()) {
            LiveRun first = start(lab);
            first.await(LISTENING);
            LiveRun second = start(lab);
            assertEquals(2, second.end());
            assertTrue(second.said().contains("wirewarrant: " + store + ": is in use by another run"), second.said());
            assertEquals(0, first.stop().end(), first.said());
        }
    }
}
