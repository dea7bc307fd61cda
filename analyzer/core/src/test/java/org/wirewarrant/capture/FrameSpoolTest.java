package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSpoolTest {
    private static final int HEADER = 36;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackWhatWasKept() throws IOException {
        Path file = folder.resolve("spool");
        try (FrameSpool spool = new FrameSpool(file, 1000)) {
            spool.add(frame(1, 4), 0, 1);
            spool.add(frame(2, 5), 3, 100);

            assertEquals(
                    List.of(
                            "0: 1 at 1000 of 101, [1, 1, 1, 1] of 104 bytes",
                            "3: 2 at 2000 of 102, [2, 2, 2, 2, 2] of 105 bytes"),
                    seen(spool, 9));
            assertEquals(1, seen(spool, 1).size());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void shouldKeepFewerOfEachConversationWhenItIsFull() throws IOException {
        Path file = folder.resolve("spool");
        long size = HEADER + 1;
        try (FrameSpool spool = new FrameSpool(file, 100 * size)) {
            for (int i = 1; i <= 100; i++) {
                spool.add(frame(1, 1), 1, i);
            }
            assertEquals(100, spool.most());
            for (int i = 1; i <= 60; i++) {
                spool.add(frame(2, 1), 2, i);
            }
            assertEquals(50, spool.most());
            assertFalse(spool.isFull());
            assertEquals(100, seen(spool, 1000).size(), "50 of the first, and of the second, whose 51st came too late");
            for (int i = 1; i <= 200; i++) {
                spool.add(frame(3, 1), 3, 1);
            }
            assertTrue(spool.isFull());
            assertEquals(3, spool.most());
            int kept = seen(spool, 1000).size();
            assertTrue(kept >= 75 && kept <= 100, "kept: " + kept);
            assertTrue(Files.size(file) <= 100 * size);
            assertEquals(
                    List.of("1", "1", "1", "2", "2", "2", "3"),
                    seen(spool, 7).stream().map(line -> line.substring(0, 1)).toList());
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static List<String> seen(FrameSpool spool, int wanted) throws IOException {
        List<String> seen = new ArrayList<>();
        spool.replay((frame, input) -> {
            byte[] bytes = Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
            seen.add("%d: %d at %d of %d, %s of %d bytes"
                    .formatted(
                            input,
                            frame.ordinal(),
                            frame.nanos(),
                            frame.linkType(),
                            Arrays.toString(bytes),
                            frame.wireLength()));
            return seen.size() < wanted;
        });
        return seen;
    }

    private static Frame frame(int number, int length) {
        byte[] bytes = new byte[length + 2];
        Arrays.fill(bytes, (byte) number);
        Frame frame = new Frame();
        frame.wrap(bytes, 1, length, 100 + length, number * 1000L, 100 + number, number);
        return frame;
    }
}
