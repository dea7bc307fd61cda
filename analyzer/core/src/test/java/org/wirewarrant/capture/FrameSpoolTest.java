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
    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackWhatWasKeptUntilItIsFull() throws IOException {
        Path file = folder.resolve("spool");
        try (FrameSpool spool = new FrameSpool(file, 2 * 40 + 9)) {
            spool.add(frame(1, 4), 0);
            spool.add(frame(2, 5), 3);
            assertFalse(spool.isFull());
            spool.add(frame(3, 1), 0);

            assertTrue(spool.isFull());
            assertEquals(
                    List.of(
                            "0: 1 at 1000 of 101, [1, 1, 1, 1] of 104 bytes",
                            "3: 2 at 2000 of 102, [2, 2, 2, 2, 2] of 105 bytes"),
                    seen(spool, 9));
            assertEquals(1, seen(spool, 1).size());
        }
        assertFalse(Files.exists(file));
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
