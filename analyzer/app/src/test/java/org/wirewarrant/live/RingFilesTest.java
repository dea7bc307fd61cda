package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;

class RingFilesTest {
    private static final int LIMIT = 1 << 16;
    private static final int FRAME_BYTES = 1000;
    private static final List<byte[]> INTERFACE =
            List.of(PacketBlocks.description("eth0", LinkTypes.ETHERNET, 262_144));

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheNewestPacketsWithinTheLimit() throws IOException {
        Path foreign = Files.writeString(folder.resolve("notes.pcapng"), "not ours");
        try (RingFiles files = RingFiles.open(folder, LIMIT)) {
            for (int frame = 1; frame <= 500; frame++) {
                files.write(packet(frame), INTERFACE);
            }
        }
        try (RingFiles later = RingFiles.open(folder, LIMIT)) {
            for (int frame = 501; frame <= 510; frame++) {
                later.write(packet(frame), INTERFACE);
            }
        }
        Files.delete(foreign);

        assertTrue(size() <= LIMIT, "bytes: " + size());
        List<Long> kept = times();
        assertTrue(kept.size() * (FRAME_BYTES + 32) > LIMIT / 2, "kept: " + kept.size());
        List<Long> newest = new ArrayList<>();
        for (long frame = 511L - kept.size(); frame <= 510; frame++) {
            newest.add(frame);
        }
        assertEquals(newest, kept);
    }

    private static ByteBuffer packet(int number) {
        Frame frame = new Frame();
        frame.wrap(new byte[FRAME_BYTES], 0, FRAME_BYTES, 1500, number, LinkTypes.ETHERNET, number);
        ByteBuffer block = PacketBlocks.block(PacketBlocks.bytes(frame));
        PacketBlocks.add(block, frame, 0);
        return block.flip();
    }

    private long size() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Of all frames, after checking their lengths and that no file is damaged. */
    private List<Long> times() throws IOException {
        List<Long> times = new ArrayList<>();
        Frame frame = new Frame();
        try (CaptureSet captures = CaptureFiles.open(List.of(folder.toString()), CaptureOptions.defaults())) {
            while (captures.next(frame)) {
                times.add(frame.nanos());
                assertEquals(List.of(FRAME_BYTES, 1500), List.of(frame.capturedLength(), frame.wireLength()));
            }
            for (CaptureSummary summary : captures.summaries()) {
                assertTrue(summary.damage().isEmpty(), summary::toString);
                assertEquals(List.of(LinkTypes.ETHERNET), summary.linkTypes());
            }
        }
        assertEquals(times.size(), Set.copyOf(times).size());
        return times;
    }
}
