package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.wirewarrant.live.PcapBytes.SECOND;
import static org.wirewarrant.live.PcapBytes.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureNote;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.testing.Tools;

class LibpcapFileSourceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsLibpcap() {
        Tools.require("tcpdump");
    }

    private static List<String> frames(CaptureSource source) throws IOException {
        List<String> frames = new ArrayList<>();
        Frame frame = new Frame();
        while (source.next(frame)) {
            byte[] bytes = Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
            frames.add("%d at %d: %d of %d bytes, link %d, hash %d"
                    .formatted(
                            frame.ordinal(),
                            frame.nanos(),
                            frame.capturedLength(),
                            frame.wireLength(),
                            frame.linkType(),
                            Arrays.hashCode(bytes)));
        }
        return frames;
    }

    @Test
    void shouldKeepNanosecondsAndSumUp() throws IOException {
        Path file = new PcapBytes(LinkTypes.RAW)
                .add(5 * SECOND + 123_456_789, new byte[] {1, 2, 3})
                .add(4 * SECOND, new byte[] {4, 5})
                .write(folder.resolve("a.pcap"));
        try (LibpcapFileSource source = LibpcapFileSource.open(file.toString(), false)) {
            assertEquals(
                    List.of(
                            "1 at 5123456789: 3 of 3 bytes, link 101, hash " + Arrays.hashCode(new byte[] {1, 2, 3}),
                            "2 at 4000000000: 2 of 2 bytes, link 101, hash " + Arrays.hashCode(new byte[] {4, 5})),
                    frames(source));
            assertEquals(
                    new CaptureSummary(
                            file.toString(),
                            "pcap read by libpcap",
                            List.of(LinkTypes.RAW),
                            61,
                            2,
                            OptionalLong.of(4 * SECOND),
                            OptionalLong.of(5_123_456_789L),
                            1,
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    source.summary());
            assertEquals(61, source.bytesConsumed());
        }
    }

    @Test
    void shouldKeepWhatCameBeforeTheCut() throws IOException {
        byte[] whole = new PcapBytes(LinkTypes.ETHERNET)
                .add(SECOND, udp(1, 1000, 2, 53, 10))
                .add(2 * SECOND, udp(1, 1000, 2, 53, 20))
                .bytes();
        Path file = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));
        try (LibpcapFileSource source = LibpcapFileSource.open(file.toString(), true)) {
            assertEquals(1, frames(source).size());
            assertEquals(
                    Optional.of(new Damage(92, "truncated dump file; tried to read 62 captured bytes, only got 57")),
                    source.summary().damage());
            assertEquals(64, source.summary().sha256().orElseThrow().length());
        }
    }

    @Test
    void shouldSayHowManyTimesAreNone() throws IOException {
        Path file = new PcapBytes(LinkTypes.ETHERNET)
                .add(1, 5, udp(1, 1000, 2, 53, 0))
                .add(2, 2_000_000_000, udp(1, 1000, 2, 53, 0))
                .add(3, 7, udp(1, 1000, 2, 53, 0))
                .write(folder.resolve("times.pcap"));
        try (LibpcapFileSource source = LibpcapFileSource.open(file.toString(), false)) {
            assertEquals(2, frames(source).size());
            assertEquals(
                    "1 frames have a time that is none",
                    source.summary().damage().orElseThrow().reason());
        }
    }

    @Test
    void shouldRefuseWhatLibpcapDoesNotKnow() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "this is no capture at all");
        CaptureException refused =
                assertThrows(CaptureException.class, () -> LibpcapFileSource.open(file.toString(), false));
        assertEquals(
                file
                        + ": is refused by libpcap: unknown file format (leave out --reader libpcap: the own reader knows more formats)",
                refused.getMessage());
        CaptureException absent = assertThrows(
                CaptureException.class,
                () -> LibpcapFileSource.open(folder.resolve("none").toString(), false));
        assertEquals(folder.resolve("none") + ": no such file (check the path)", absent.getMessage());
    }

    @Test
    void shouldInterleaveFilesAsTheOwnReaderDoes() throws IOException {
        for (int file = 0; file < 5; file++) {
            PcapBytes pcap = new PcapBytes(LinkTypes.ETHERNET);
            for (int i = 0; i < 40; i++) {
                pcap.add((100L - 7L * file + 2L * i) * SECOND, udp(file + 1, 1000 + i, 9, 53, i));
            }
            pcap.write(folder.resolve("f" + file + ".pcap"));
        }
        Files.writeString(folder.resolve("notes.txt"), "not a capture");
        List<String> inputs = List.of(folder.toString());
        try (LibpcapFiles reference = LibpcapFiles.open(inputs, true);
                CaptureSet own = CaptureFiles.open(inputs, CaptureOptions.defaults())) {
            assertEquals(frames(own), frames(reference));
            assertEquals(own.names(), reference.names());
            assertEquals(own.totalBytes(), reference.totalBytes());
            assertEquals(
                    own.summaries().stream().map(CaptureSummary::sha256).toList(),
                    reference.summaries().stream().map(CaptureSummary::sha256).toList());
            assertEquals(200, reference.summary().frames());
            assertEquals(
                    List.of(new CaptureNote(
                            folder.resolve("notes.txt").toString(),
                            CaptureNote.Kind.SKIPPED,
                            "is refused by libpcap: unknown file format")),
                    reference.notes());
            assertFalse(reference.next(new Frame()));
        }
    }
}
