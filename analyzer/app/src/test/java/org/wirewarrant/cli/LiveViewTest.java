package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wirewarrant.live.LiveCounters;

class LiveViewTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(1_000 * SECOND);

    private LiveView view(boolean terminal) {
        return new LiveView(new PrintStream(screen, true, StandardCharsets.UTF_8), terminal, 120, clock::get);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldDrawOneLineAgainOnATerminal() {
        LiveView view = view(true);
        clock.addAndGet(2 * SECOND);
        view.tick(new LiveCounters(3000, 1_000_000, 7));
        view.message("something happened");
        view.wipe();
        String line = "00:00:02  1,500 frames/s, 4.0 Mbit/s, 3,000 frames, 7 dropped; nothing judged yet";
        assertEquals(WIPE + line + WIPE + "wirewarrant: something happened\n" + WIPE + line + WIPE, shown());
    }

    @Test
    void shouldPrintALineEachMinuteElsewhere() {
        LiveView view = view(false);
        for (int i = 1; i <= 121; i++) {
            clock.addAndGet(SECOND);
            view.tick(new LiveCounters(i * 10L, i * 1000L, 0));
        }
        assertEquals("""
                00:01:00  10 frames/s, 0.0 Mbit/s, 600 frames, 0 dropped; nothing judged yet
                00:02:00  10 frames/s, 0.0 Mbit/s, 1,200 frames, 0 dropped; nothing judged yet
                """, shown());
    }
}
