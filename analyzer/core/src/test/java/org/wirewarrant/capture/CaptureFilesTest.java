package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static List<String> read(CaptureSet source) throws IOException {
        List<String> frames = new ArrayList<>();
        Frame frame = new Frame();
        while (source.next(frame)) {
            String name = Path.of(source.names().get(source.currentInput()))
                    .getFileName()
                    .toString();
            frames.add(name + " " + frame.ordinal() + " at " + frame.nanos() / SECOND);
        }
        return frames;
    }

    private static List<String> read(CaptureOptions options, Object... inputs) throws IOException {
        try (CaptureSet source =
                CaptureFiles.open(Stream.of(inputs).map(Object::toString).toList(), options)) {
            return read(source);
        }
    }

    private static byte[] pcap(long... seconds) {
        return CaptureBytes.pcap(
                LongStream.of(seconds).map(second -> second * SECOND).toArray());
    }

    @Test
    void shouldReadFilesInTheOrderOfTheirFirstFrames() throws IOException {
        Path late = write("a", pcap(20, 21));
        Path early = write("b", pcap(10, 11));
        assertEquals(
                List.of("b 1 at 10", "b 2 at 11", "a 1 at 20", "a 2 at 21"),
                read(CaptureOptions.defaults(), late, early));
    }

    @Test
    void shouldInterleaveFilesThatOverlap() throws IOException {
        Path a = write("a", pcap(10, 14, 12, 20));
        Path b = write("b", pcap(11, 13, 15));
        Path c = write("c", pcap(30));
        assertEquals(
                List.of(
                        "a 1 at 10",
                        "b 1 at 11",
                        "b 2 at 13",
                        "a 2 at 14",
                        "a 3 at 12",
                        "b 3 at 15",
                        "a 4 at 20",
                        "c 1 at 30"),
                read(CaptureOptions.defaults(), c, b, a));
    }

    @Test
    void shouldReadEqualTimesInTheOrderOfTheInputs() throws IOException {
        Path a = write("a", pcap(1, 2));
        Path b = write("b", pcap(1, 2));
        assertEquals(List.of("b 1 at 1", "a 1 at 1", "b 2 at 2", "a 2 at 2"), read(CaptureOptions.defaults(), b, a));
    }

    @Test
    void shouldReadLateWhatExceedsTheOpenFiles() throws IOException {
        Path a = write("a", pcap(1, 10));
        Path b = write("b", pcap(2, 9));
        Path c = write("c", pcap(3, 8));
        CaptureOptions two = CaptureOptions.defaults().withMaxOpenFiles(2);
        try (CaptureSet source = CaptureFiles.open(List.of(a.toString(), b.toString(), c.toString()), two)) {
            assertEquals(
                    List.of("a 1 at 1", "b 1 at 2", "b 2 at 9", "c 1 at 3", "c 2 at 8", "a 2 at 10"), read(source));
            assertEquals(1, source.notes().size());
            assertEquals(CaptureNote.Kind.NOT_INTERLEAVED, source.notes().get(0).kind());
        }
    }

    @Test
    void shouldReadTheCapturesOfADirectoryAndNoteTheRest() throws IOException {
        write("x_00002.pcap", pcap(2));
        write("x_00001.pcap", pcap(1));
        write("notes.txt", "nothing to see".getBytes(StandardCharsets.US_ASCII));
        write("empty.pcap", new byte[0]);
        Files.createDirectory(folder.resolve("inside"));
        write("inside/y.pcap", pcap(3));
        try (CaptureSet source = CaptureFiles.open(List.of(folder.toString()), CaptureOptions.defaults())) {
            assertEquals(List.of("x_00001.pcap 1 at 1", "x_00002.pcap 1 at 2"), read(source));
            assertEquals(
                    List.of(
                            new CaptureNote(
                                    folder.resolve("empty.pcap").toString(), CaptureNote.Kind.SKIPPED, "is empty"),
                            new CaptureNote(
                                    folder.resolve("notes.txt").toString(),
                                    CaptureNote.Kind.SKIPPED,
                                    "is no capture: it begins with 6e6f7468")),
                    source.notes());
        }
    }

    @Test
    void shouldReadOnceWhatIsNamedTwice() throws IOException {
        Path a = write("a", pcap(1));
        Path link = Files.createSymbolicLink(folder.resolve("b"), a);
        String inputs = folder.toString();
        try (CaptureSet source = CaptureFiles.open(List.of(a.toString(), inputs), CaptureOptions.defaults())) {
            assertEquals(List.of("a 1 at 1"), read(source));
            assertEquals(
                    List.of(
                            new CaptureNote(a.toString(), CaptureNote.Kind.SKIPPED, "is among the inputs already"),
                            new CaptureNote(link.toString(), CaptureNote.Kind.SKIPPED, "is among the inputs already")),
                    source.notes());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAnInput() throws IOException {
        Path empty = write("empty", new byte[0]);
        Path text = write("text", "hello world".getBytes(StandardCharsets.US_ASCII));
        Path sniffer = write("old.cap", "TRSNIFF data    \32....".getBytes(StandardCharsets.US_ASCII));
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path absent = folder.resolve("absent");
        Map<Path, String> lines = Map.of(
                absent,
                "no such file (check the path)",
                directory,
                "directory without files (name a directory that holds capture files)",
                empty,
                "is empty (nothing was captured, or the capture was not written yet)",
                text,
                "is no capture: it begins with 68656c6c (pcap, pcapng, snoop and ERF are read, also in gzip, zstd, lz4, bzip2 and xz)",
                sniffer,
                "is a Sniffer (DOS) trace, which is not read (convert it with: editcap -F pcapng IN OUT)");
        lines.forEach((path, line) -> {
            CaptureException e = assertThrows(
                    CaptureException.class,
                    () -> CaptureFiles.open(List.of(path.toString()), CaptureOptions.defaults()));
            assertEquals(path + ": " + line, e.getMessage());
            assertEquals(path.toString(), e.file());
            assertEquals(line, e.what() + " (" + e.remedy() + ")");
        });
        Path good = write("good", pcap(1));
        assertThrows(
                CaptureException.class,
                () -> CaptureFiles.open(List.of(good.toString(), text.toString()), CaptureOptions.defaults()));
    }

    @Test
    void shouldHashTheWholeInputWhateverCouldBeRead() throws Exception {
        byte[] damaged = Arrays.copyOf(pcap(1, 2, 3), 4_000_000);
        Arrays.fill(damaged, 60, damaged.length, (byte) 0x77);
        Path file = write("damaged", damaged);
        try (CaptureSet source = CaptureFiles.open(List.of(file.toString()), CaptureOptions.defaults())) {
            assertEquals(2, read(source).size());
            CaptureSummary summary = source.summary();
            assertTrue(summary.damage().isPresent());
            assertEquals(Optional.of(sha256(damaged)), summary.sha256());
            assertEquals(damaged.length, source.bytesConsumed());
            assertEquals(OptionalLong.of(damaged.length), source.totalBytes());
        }
        try (CaptureSet source = CaptureFiles.open(
                List.of(file.toString()), CaptureOptions.defaults().withHash(false))) {
            assertEquals(2, read(source).size());
            assertEquals(Optional.empty(), source.summary().sha256());
        }
    }

    static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void shouldMergeAStreamWithFiles() throws IOException {
        Path file = write("file", pcap(2, 4));
        CaptureOptions options = CaptureOptions.defaults().withStandardInput(new ByteArrayInputStream(pcap(1, 3, 5)));
        assertEquals(
                List.of("- 1 at 1", "file 1 at 2", "- 2 at 3", "file 2 at 4", "- 3 at 5"), read(options, file, "-"));
    }

    @Test
    void shouldReadTheSameFromEverySizeOfRead() throws IOException {
        byte[] large = new byte[100_000];
        CaptureBytes bytes = CaptureBytes.little().pcapHeader(0xa1b2c3d4, 2, 4, 1);
        for (int i = 0; i < 40; i++) {
            bytes.record(i, 0, Arrays.copyOf(large, i * 2500), i * 2500).record(i, 1, new byte[] {(byte) i}, 1);
        }
        byte[] capture = bytes.bytes();
        Reading whole = Reading.of(capture);
        assertEquals(80, whole.frames.size());
        for (int size : new int[] {1, 7, 100, 4096, 16_384, 65_536}) {
            CaptureOptions options = CaptureOptions.defaults().withStandardInput(new Dribble(capture, size));
            try (CaptureSet source = CaptureFiles.open(List.of("-"), options)) {
                List<String> frames = new ArrayList<>();
                Frame frame = new Frame();
                while (source.next(frame)) {
                    frames.add(Reading.describe(frame));
                }
                assertEquals(whole.frames, frames, "reads of " + size);
                assertEquals(whole.summary.sha256(), source.summary().sha256());
            }
        }
    }

    /** A stream that gives at most so many bytes at once. */
    private static final class Dribble extends ByteArrayInputStream {
        private final int size;

        Dribble(byte[] bytes, int size) {
            super(bytes);
            this.size = size;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(size, length));
        }
    }

    @Test
    void shouldLeaveNothingOpenAfterAThousandFiles() throws IOException {
        long[] seconds = new long[300];
        for (int file = 0; file < 1000; file++) {
            long first = file * 300L;
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = first + i;
            }
            write(String.format("x_%05d.pcap", file), pcap(seconds));
        }
        int threads = Thread.activeCount();
        int most = 0;
        try (CaptureSet source = CaptureFiles.open(List.of(folder.toString()), CaptureOptions.defaults())) {
            Frame frame = new Frame();
            long frames = 0;
            while (source.next(frame)) {
                assertEquals(frames * SECOND, frame.nanos());
                if (frames++ % 3000 == 0) {
                    most = Math.max(most, openBelow(folder));
                }
            }
            assertEquals(300_000, frames);
            assertEquals(0, openBelow(folder));
            assertEquals(1000, source.summaries().size());
        }
        assertTrue(most <= 1, most + " files open at once");
        assertTrue(
                Thread.activeCount() <= threads + 1,
                Set.copyOf(Thread.getAllStackTraces().keySet())::toString);
    }

    private static int openBelow(Path folder) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        int open = 0;
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                try {
                    open += Files.readSymbolicLink(link).startsWith(folder) ? 1 : 0;
                } catch (NoSuchFileException closed) {
                    open += 0;
                }
            }
        }
        return open;
    }
}
