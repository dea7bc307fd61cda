package org.wirewarrant.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.cli.TinyCapture;
import org.wirewarrant.testing.Corpus;

class ObservationStoreTest {
    private static final int MANY = 1 << 20;
    private static final long T = 1_795_222_923_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private Path store(String name) {
        return folder.resolve(name);
    }

    private Kept tiny(int... ports) throws Exception {
        return Kept.of(TinyCapture.write(folder.resolve("tiny.pcap"), ports));
    }

    private static Path sample(String name) {
        return Corpus.root().resolve("samples/pcap").resolve(name);
    }

    private static void keep(Path file, String sensor, long from, long until, boolean ended, Kept kept)
            throws StoreException {
        try (ObservationStore store = ObservationStore.open(file, MANY)) {
            store.begin(sensor, from).checkpoint(kept.observation(), kept.captures(), List.of(), until, ended);
        }
    }

    private static String refusal(org.junit.jupiter.api.function.Executable use) {
        return assertThrows(StoreException.class, use).getMessage();
    }

    @Test
    void shouldGiveBackWhatWasKept() throws Exception {
        Kept kept = Kept.of(sample("zimbra-lab.pcapng"));
        keep(store("a"), "", T, T, true, kept);
        assertEquals(kept.tables(), Kept.tables(Stored.read(List.of(store("a")))));
    }

    @Test
    void shouldGiveTheSameHoweverOftenItWasKept() throws Exception {
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            StoreRun run = store.begin("", T);
            for (int[] ports : new int[][] {{}, {25}, {25, 80}, {25, 80, 443, 7071}}) {
                Kept kept = tiny(ports);
                run.checkpoint(kept.observation(), kept.captures(), List.of(), T, false);
                assertEquals(kept.tables(), Kept.tables(store.stored()));
                assertEquals(kept.tables(), Kept.tables(Stored.read(List.of(store("a")))), "while it is being written");
            }
        }
    }

    @Test
    void shouldLeaveNothingBesideAStoreThatItRead() throws Exception {
        keep(store("a"), "", T, T, true, tiny(25));
        byte[] before = Files.readAllBytes(store("a"));
        Stored.read(List.of(store("a")));
        assertArrayEquals(before, Files.readAllBytes(store("a")));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("a", "tiny.pcap"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldMergeStoresInAnyOrder() throws Exception {
        Kept one = Kept.of(sample("zimbra-lab.pcapng"));
        Kept two = Kept.of(sample("openuem-lab.pcapng"));
        Kept three = tiny(25, 80);
        keep(store("a"), "", T, T, true, one);
        keep(store("b"), "", T, T, true, two);
        keep(store("b"), "", T, T, true, three);
        Kept together = Kept.of(sample("zimbra-lab.pcapng"), sample("openuem-lab.pcapng"), folder.resolve("tiny.pcap"));
        assertEquals(together.tables(), Kept.tables(Stored.read(List.of(store("a"), store("b")))));
        assertEquals(together.tables(), Kept.tables(Stored.read(List.of(store("b"), store("a")))));
    }

    @Test
    void shouldCountARunOnceHoweverManyCopiesThereAre() throws Exception {
        Path early = store("early");
        Kept last = tiny(25, 80, 443);
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            StoreRun run = store.begin("", T);
            Kept first = tiny(25);
            run.checkpoint(first.observation(), first.captures(), List.of(), T, false);
            try (Statement copy = store.connection().createStatement()) {
                copy.execute("VACUUM INTO '" + early + "'");
            }
            run.checkpoint(last.observation(), last.captures(), List.of(), T, true);
        }
        assertEquals(last.tables(), Kept.tables(Stored.read(List.of(store("a"), early, store("a")))));
        assertEquals(last.tables(), Kept.tables(Stored.read(List.of(early, store("a")))));
    }

    @Test
    void shouldShowWhenNothingWasCapturing() throws Exception {
        Kept kept = tiny(25);
        keep(store("a"), "probe", T, T + 10 * SECOND, true, kept);
        keep(store("a"), "probe", T + 15 * SECOND, T + 20 * SECOND, false, kept);
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            store.begin("probe", T + 22 * SECOND)
                    .checkpoint(
                            kept.observation(),
                            kept.captures(),
                            List.of(new CaptureGap("eth1", T + 23 * SECOND, T + 24 * SECOND, "was down")),
                            T + 30 * SECOND,
                            true);
        }
        assertEquals(
                List.of(
                        new CaptureGap("", T + 10 * SECOND, T + 15 * SECOND, "not capturing"),
                        new CaptureGap(
                                "", T + 20 * SECOND, T + 22 * SECOND, "not capturing, after a run that was cut off"),
                        new CaptureGap("eth1", T + 23 * SECOND, T + 24 * SECOND, "was down")),
                Stored.read(List.of(store("a"))).gaps());
        // Another sensor was there meanwhile: the gap is the first one's.
        keep(store("b"), "other", T, T + 30 * SECOND, true, kept);
        assertEquals(
                List.of("probe", "probe", "probe/eth1"),
                Stored.read(List.of(store("b"), store("a"))).gaps().stream()
                        .map(CaptureGap::name)
                        .toList());
    }

    private static CaptureSummary port(long frames, long first, long dropped, Optional<Damage> damage) {
        return new CaptureSummary(
                "eth1",
                "interface",
                List.of(1),
                frames * 60,
                frames,
                OptionalLong.of(first),
                OptionalLong.of(first + SECOND),
                1,
                OptionalLong.of(dropped),
                damage,
                Optional.empty());
    }

    @Test
    void shouldAddUpAnInterfaceOverItsRuns() throws Exception {
        Kept kept = tiny(25);
        Optional<Damage> down = Optional.of(new Damage(7, "was down"));
        Optional<Damage> later = Optional.of(new Damage(9, "was gone"));
        keep(store("a"), "probe", T, T, true, new Kept(kept.observation(), List.of(port(3, T, 5, later))));
        keep(store("a"), "probe", T, T, true, new Kept(kept.observation(), List.of(port(4, T - SECOND, 0, down))));
        assertEquals(
                List.of(new CaptureSummary(
                        "eth1",
                        "interface",
                        List.of(1),
                        420,
                        7,
                        OptionalLong.of(T - SECOND),
                        OptionalLong.of(T + SECOND),
                        2,
                        OptionalLong.of(5),
                        down,
                        Optional.empty())),
                Stored.read(List.of(store("a"))).captures());
    }

    @Test
    void shouldMakeManyRunsOneAndSayTheSame() throws Exception {
        int[] ports = new int[65];
        List<Path> parts = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            ports[i] = 1000 + i;
            parts.add(TinyCapture.write(folder.resolve("part" + i + ".pcap"), ports[i]));
            keep(store("a"), "", T + i * SECOND, T + i * SECOND, true, Kept.of(parts.get(i)));
        }
        Files.copy(store("a"), store("before"));
        try (ObservationStore store = ObservationStore.open(store("a"), MANY);
                Statement query = store.connection().createStatement()) {
            assertEquals(1, query.executeQuery("SELECT count(*) FROM run").getInt(1));
        }
        Collections.shuffle(parts, new Random(1));
        List<String> whole = Kept.of(parts.toArray(Path[]::new)).tables();
        whole.remove(2);
        for (List<Path> stores : List.of(
                List.of(store("a")), List.of(store("before"), store("a")), List.of(store("a"), store("before")))) {
            List<String> tables = Kept.tables(Stored.read(stores));
            tables.remove(2);
            assertEquals(whole, tables, stores.toString());
        }
    }

    @Test
    void shouldStayWithinItsSizeOverRestarts() throws Exception {
        int[] ports = new int[900];
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < ports.length; i++) {
                ports[i] = 1000 + 1000 * round + i;
            }
            Kept kept = tiny(ports);
            try (ObservationStore store = ObservationStore.open(store("a"), 1024)) {
                store.begin("", T).checkpoint(kept.observation(), kept.captures(), List.of(), T, true);
            }
        }
        try (ObservationStore store = ObservationStore.open(store("a"), 1024)) {
            Stored stored = store.stored();
            assertTrue(stored.observation().orElseThrow().size() <= 1024);
            assertEquals(4 * 2700, stored.observation().orElseThrow().frames().offered());
            assertEquals(3600, stored.observation().orElseThrow().flowCount());
        }
    }

    @Test
    void shouldKeepWhatTheDiskHadNoRoomForOnceItHas() throws Exception {
        int[] ports = new int[5000];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = 1000 + i;
        }
        Kept small = tiny(25);
        Kept large = tiny(ports);
        try (ObservationStore store = ObservationStore.open(store("a"), MANY);
                Statement statement = store.connection().createStatement()) {
            StoreRun run = store.begin("", T);
            run.checkpoint(small.observation(), small.captures(), List.of(), T, false);
            statement.execute("PRAGMA max_page_count = 40");
            assertEquals(
                    store("a") + ": the disk is full (make room; the store holds what was kept before)",
                    refusal(() -> run.checkpoint(large.observation(), large.captures(), List.of(), T, false)));
            assertEquals(small.tables(), Kept.tables(store.stored()));
            statement.execute("PRAGMA max_page_count = 1000000");
            run.checkpoint(large.observation(), large.captures(), List.of(), T, true);
        }
        assertEquals(large.tables(), Kept.tables(Stored.read(List.of(store("a")))));
    }

    @Test
    void shouldRefuseASecondWriter() throws Exception {
        try (ObservationStore first = ObservationStore.open(store("a"), MANY)) {
            assertEquals(
                    store("a")
                            + ": is in use by another run (wait for its end, or keep this run in a store of its own)",
                    refusal(() -> ObservationStore.open(store("a"), MANY)));
            assertTrue(first.stored().observation().isEmpty());
        }
        ObservationStore.open(store("a"), MANY).close();
        assertFalse(Files.exists(store("a-lock")));
    }

    @Test
    void shouldNameWhatIsNoStore() throws Exception {
        Path text = Files.writeString(store("text"), "This is a letter, and longer than a hundred bytes. ".repeat(99));
        String alien = ": is not a store of this program (name a store, or a file that is not there yet)";
        assertEquals(text + alien, refusal(() -> ObservationStore.open(text, MANY)));
        assertEquals(text + alien, refusal(() -> Stored.read(List.of(text))));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store("other"));
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE run (id)");
        }
        assertEquals(store("other") + alien, refusal(() -> ObservationStore.open(store("other"), MANY)));
        assertEquals(
                store("none") + ": no such store (check the name)", refusal(() -> Stored.read(List.of(store("none")))));
        Path nowhere = store("no").resolve("where");
        assertEquals(
                nowhere + ": its folder does not exist (make the folder " + nowhere.getParent() + ")",
                refusal(() -> ObservationStore.open(nowhere, MANY)));
    }

    @Test
    void shouldRefuseAStoreOfANewerVersion() throws Exception {
        keep(store("a"), "", T, T, true, tiny(25));
        try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + store("a"));
                Statement statement = newer.createStatement()) {
            statement.execute("PRAGMA user_version = 3");
        }
        String refusal = store("a")
                + ": was written by a newer version of this program (store version 3, this one reads up to 2)"
                + " (use that version)";
        assertEquals(refusal, refusal(() -> ObservationStore.open(store("a"), MANY)));
        assertEquals(refusal, refusal(() -> Stored.read(List.of(store("a")))));
    }

    @Test
    void shouldNameADamagedStore() throws Exception {
        int[] ports = new int[2000];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = 1000 + i;
        }
        keep(store("a"), "", T, T, true, tiny(ports));
        byte[] whole = Files.readAllBytes(store("a"));
        Random random = new Random(7);
        int named = 0;
        for (int round = 0; round < 40; round++) {
            Path damaged = store("damaged" + round);
            Files.write(damaged, whole);
            try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
                byte[] junk = new byte[2000];
                random.nextBytes(junk);
                channel.write(ByteBuffer.wrap(junk), 100 + random.nextInt(whole.length - 2100));
            }
            try {
                Stored.read(List.of(damaged));
            } catch (StoreException e) {
                named++;
                assertTrue(e.getMessage().startsWith(damaged + ": "), e.getMessage());
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
        assertTrue(named > 20, named + " of 40 noticed");
        Path cut = Files.write(store("cut"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertTrue(refusal(() -> Stored.read(List.of(cut))).contains("is damaged: "));
    }

    @Test
    void shouldLoseAtMostWhatCameAfterTheLastCheckpointWhenKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path file = store("killed" + round);
            Path output = store("said" + round);
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dwirewarrant.root=" + Corpus.root(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            EndlessRun.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            while (child.isAlive() && Files.readAllLines(output).size() < 20 + 7 * round) {
                Thread.sleep(5);
            }
            assertTrue(child.isAlive(), () -> "ended by itself; see " + output);
            child.destroyForcibly().waitFor();
            List<String> lines = Files.readAllLines(output);
            long said = Long.parseLong(lines.get(lines.size() - 1));
            try (ObservationStore store = ObservationStore.open(file, MANY)) {
                long kept = store.stored().observation().orElseThrow().frames().offered();
                assertTrue(kept == said || kept == said + EndlessRun.STEP, kept + " frames kept, " + said + " said");
            }
        }
    }

    /** Stores of every version that ever wrote some can be read; this one was written by version 1. */
    @Test
    void shouldReadAStoreOfVersionOne() throws Exception {
        Path old = store("v1");
        try (var in = ObservationStoreTest.class.getResourceAsStream("version-1.db")) {
            Files.copy(in, old);
        }
        Kept sample = Kept.of(sample("openuem-lab.pcapng"));
        List<String> tables = Kept.tables(Stored.read(List.of(old)));
        List<String> expected = sample.tables();
        // The file's name is as it was given then.
        tables.remove(2);
        expected.remove(2);
        assertEquals(expected, tables);
        try (ObservationStore store = ObservationStore.open(old, MANY)) {
            assertEquals(
                    List.of(new CaptureGap("", T + SECOND, T + 3 * SECOND, "no capture covers it")),
                    store.stored().gaps());
        }
    }

    @Test
    void shouldKeepPacketsInAStoreOfVersionOne() throws Exception {
        Path old = store("v1");
        try (var in = ObservationStoreTest.class.getResourceAsStream("version-1.db")) {
            Files.copy(in, old);
        }
        assertEquals(List.of("note: " + old + " holds no packets"), frames(old));
        Kept tiny = tiny(25);
        try (ObservationStore store = ObservationStore.open(old, MANY)) {
            StoreRun run = store.begin("probe", T);
            run.keepFrames(MANY).open((conversation, nth) -> {});
            List<KeptFrame> first = List.of(kept("eth0", 1, 7, 1));
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, true, first, 0);
        }
        assertEquals(List.of("eth0 1 at 1", "note: "), frames(old));
    }

    private static KeptFrame kept(String capture, int ordinal, long conversation, int nth) {
        return kept(capture, ordinal, conversation, nth, 1);
    }

    private static KeptFrame kept(String capture, int ordinal, long conversation, int nth, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) ordinal;
        Frame frame = new Frame();
        frame.wrap(bytes, 0, length, length, ordinal, 1, ordinal);
        return KeptFrame.of(frame, capture, conversation, nth);
    }

    private static List<String> frames(Path... files) throws IOException {
        List<String> seen = new ArrayList<>();
        String note = StoredFrames.replay(List.of(files), false, (frame, capture) -> {
            assertEquals((byte) frame.ordinal(), frame.bytes()[frame.offset()]);
            return seen.add(capture + " " + frame.ordinal() + " at " + frame.nanos());
        });
        seen.add("note: " + note);
        return seen;
    }

    @Test
    void shouldKeepFewerPacketsOfEachConversationWhenThereAreMany() throws Exception {
        Kept tiny = tiny(25);
        int cost = kept("eth0", 1, 1, 1).cost();
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            StoreRun run = store.begin("", T);
            StoreFrames frames = run.keepFrames(100L * cost);
            frames.open((conversation, nth) -> {});
            List<KeptFrame> first = new ArrayList<>();
            for (int i = 1; i <= 100; i++) {
                first.add(kept("eth0", i, 7, i));
            }
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, false, first, 0);
            assertEquals("", frames.note());
            run.checkpoint(
                    tiny.observation(), tiny.captures(), List.of(), T, false, List.of(kept("eth0", 101, 8, 1)), 4);
            assertEquals(50, frames.most());
        }
        List<String> seen = frames(store("a"));
        assertEquals(52, seen.size());
        assertEquals("eth0 101 at 101", seen.get(50));
        assertEquals(
                "note: " + store("a")
                        + ": for want of room, packets are kept of the first 50 of each conversation alone; "
                        + store("a") + ": 4 first packets of conversations came faster than they could be kept",
                seen.get(51));
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            Map<Long, Integer> most = new TreeMap<>();
            StoreFrames frames = store.begin("", T).keepFrames(MANY);
            frames.open((conversation, nth) -> most.merge(conversation, nth, Math::max));
            assertEquals(Map.of(7L, 50, 8L, 1), most);
            assertEquals(50, frames.most());
        }
    }

    @Test
    void shouldTakePacketsBackThatCouldNotBeKept() throws Exception {
        Kept tiny = tiny(25);
        List<KeptFrame> first = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            first.add(kept("eth0", i, 7, i, 4000));
        }
        try (ObservationStore store = ObservationStore.open(store("a"), MANY);
                Statement statement = store.connection().createStatement()) {
            StoreRun run = store.begin("", T);
            StoreFrames frames = run.keepFrames(150L * first.get(0).cost());
            frames.open((conversation, nth) -> {});
            statement.execute("PRAGMA max_page_count = 60");
            refusal(() -> run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, false, first, 0));
            assertEquals(1, frames(store("a")).size());
            statement.execute("PRAGMA max_page_count = 1000000");
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, true, first, 0);
            assertEquals(100, frames.most(), "what was taken back needs no room");
        }
        assertEquals(101, frames(store("a")).size());
    }

    @Test
    void shouldShowPacketsOfARunOnceWhenItsStoreWasCopied() throws Exception {
        Kept tiny = tiny(25);
        try (ObservationStore store = ObservationStore.open(store("a"), MANY)) {
            StoreRun run = store.begin("north", T);
            run.keepFrames(MANY).open((conversation, nth) -> {});
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, false, List.of(kept("eth0", 1, 7, 1)), 0);
            try (Statement copy = store.connection().createStatement()) {
                copy.execute("VACUUM INTO '" + store("early") + "'");
            }
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, true, List.of(kept("eth0", 3, 7, 2)), 0);
        }
        try (ObservationStore store = ObservationStore.open(store("b"), MANY)) {
            StoreRun run = store.begin("south", T);
            run.keepFrames(MANY).open((conversation, nth) -> {});
            run.checkpoint(tiny.observation(), tiny.captures(), List.of(), T, true, List.of(kept("eth0", 2, 7, 1)), 0);
        }
        List<String> expected = List.of("eth0 1 at 1", "eth0 2 at 2", "eth0 3 at 3", "note: ");
        assertEquals(expected, frames(store("early"), store("a"), store("b")));
        assertEquals(expected, frames(store("b"), store("a"), store("early")));
    }
}
