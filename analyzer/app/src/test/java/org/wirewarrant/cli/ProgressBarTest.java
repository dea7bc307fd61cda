package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long MILLISECOND = 1_000_000;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private long now = 77;

    private ProgressBar bar(long total) {
        return new ProgressBar(new PrintStream(terminal, true, StandardCharsets.UTF_8), total, () -> now);
    }

    private String drawn() {
        String text = terminal.toString(StandardCharsets.UTF_8);
        terminal.reset();
        return text;
    }

    @Test
    void shouldStayQuietForTheFirstSecond() {
        try (ProgressBar bar = bar(100_000_000)) {
            now += 999 * MILLISECOND;
            bar.update(50_000_000);
            bar.phase("judging");
        }

        assertEquals("", drawn());
    }

    @Test
    void shouldSayShareRateAndTimeLeftAndWipeItself() {
        ProgressBar bar = bar(100_000_000);
        now += 2000 * MILLISECOND;
        bar.update(25_000_000);
        assertEquals(
                "\rreading [######------------------]  25 %  25.0 MB of 100.0 MB  12.5 MB/s  6 s left\u001b[K",
                drawn());

        now += 199 * MILLISECOND;
        bar.update(30_000_000);
        assertEquals("", drawn());

        bar.phase("judging");
        assertEquals("\rjudging ...\u001b[K", drawn());

        bar.close();
        assertEquals("\r\u001b[K", drawn());
    }

    @Test
    void shouldDoWithoutATotal() {
        ProgressBar bar = bar(0);
        now += 4000 * MILLISECOND;
        bar.update(20_000_000_000L);

        assertEquals("\rreading 20.0 GB  5000.0 MB/s\u001b[K", drawn());
    }
}
