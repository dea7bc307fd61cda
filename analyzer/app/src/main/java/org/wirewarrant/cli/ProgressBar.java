package org.wirewarrant.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A line on a terminal that says how far reading is: share, bytes, rate, time left. Appears after a second, so short runs stay quiet, and
 * leaves nothing behind. Used by one thread at a time.
 */
final class ProgressBar implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long REDRAW = SECOND / 5;
    private static final int BAR = 24;

    private final PrintStream terminal;
    private final long total;
    private final LongSupplier clock;
    private final long started;
    private long drawn = Long.MIN_VALUE;
    private String phase = "reading";

    /**
     * A bar.
     *
     * @param terminal where it is drawn
     * @param total bytes in all, 0 when unknown
     * @param clock nanoseconds from any origin
     */
    ProgressBar(PrintStream terminal, long total, LongSupplier clock) {
        this.terminal = terminal;
        this.total = total;
        this.clock = clock;
        this.started = clock.getAsLong();
    }

    /** Reading has come this far. */
    void update(long bytes) {
        long now = clock.getAsLong();
        if (now - started < SECOND || (drawn != Long.MIN_VALUE && now - drawn < REDRAW)) {
            return;
        }
        drawn = now;
        double seconds = (now - started) / (double) SECOND;
        double rate = bytes / seconds;
        StringBuilder line = new StringBuilder("\r").append(phase).append(' ');
        if (total > 0) {
            double share = Math.min(1, bytes / (double) total);
            int full = (int) (share * BAR);
            line.append('[')
                    .append("#".repeat(full))
                    .append("-".repeat(BAR - full))
                    .append("] ");
            line.append(String.format(Locale.ROOT, "%3d %%  ", (int) (share * 100)));
        }
        line.append(megabytes(bytes));
        if (total > 0) {
            line.append(" of ").append(megabytes(total));
        }
        line.append("  ").append(megabytes((long) rate)).append("/s");
        if (total > bytes && rate > 0) {
            line.append("  ").append(left((total - bytes) / rate)).append(" left");
        }
        terminal.print(line.append("\u001b[K"));
        terminal.flush();
    }

    /** Says what follows the reading, where a bar was drawn before. */
    void phase(String name) {
        phase = name;
        if (drawn != Long.MIN_VALUE) {
            terminal.print("\r" + name + " ...\u001b[K");
            terminal.flush();
        }
    }

    @Override
    public void close() {
        wipe();
    }

    /** Leaves an empty line for what is printed next. */
    void wipe() {
        if (drawn != Long.MIN_VALUE) {
            terminal.print("\r\u001b[K");
            terminal.flush();
            drawn = Long.MIN_VALUE;
        }
    }

    private static String megabytes(long bytes) {
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static String left(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
