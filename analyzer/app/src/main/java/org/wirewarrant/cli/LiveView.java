package org.wirewarrant.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.live.Coverage;
import org.wirewarrant.live.FindingNews;
import org.wirewarrant.live.LiveCounters;
import org.wirewarrant.live.LiveListener;
import org.wirewarrant.live.LiveReading;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.SafeText;

/**
 * What someone who watches a live run sees: findings as they come, and how it stands; on a terminal as a line that is drawn again each
 * second, elsewhere as a line each minute.
 */
final class LiveView implements LiveListener {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final int MOST_FINDINGS = 100_000;
    private static final int MOST_LINES = 20;
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int width;
    private final LongSupplier clock;
    private final FindingNews news = new FindingNews(MOST_FINDINGS);
    private final long started;
    private long lastLine;
    private long lastTick;
    private LiveCounters last = LiveCounters.NONE;
    private String traffic = "";
    private String standing = "nothing judged yet";
    private boolean drawn;

    /**
     * A view.
     *
     * @param terminal whether lines can be drawn again
     * @param width of the terminal, columns
     * @param clock nanoseconds from any origin
     */
    LiveView(PrintStream out, boolean terminal, int width, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
        this.clock = clock;
        this.started = clock.getAsLong();
        this.lastLine = started;
        this.lastTick = started;
    }

    /** Something happened; any thread. */
    synchronized void message(String text) {
        wipe();
        out.println("wirewarrant: " + SafeText.line(text));
        draw();
    }

    @Override
    public synchronized void tick(LiveCounters counters) {
        long now = clock.getAsLong();
        double seconds = Math.max(1e-9, (now - lastTick) / (double) SECOND);
        boolean due = now - lastLine >= MINUTE;
        if (terminal || due) {
            traffic = String.format(
                    Locale.ROOT,
                    "%,.0f frames/s, %.1f Mbit/s, %,d frames, %,d dropped",
                    (counters.frames() - last.frames()) / seconds,
                    (counters.bytes() - last.bytes()) * 8 / seconds / 1e6,
                    counters.frames(),
                    counters.dropped());
            last = counters;
            lastTick = now;
        }
        if (terminal) {
            draw();
        } else if (due) {
            lastLine = now;
            out.println(status(now));
        }
    }

    @Override
    public synchronized void look(LiveReading reading) {
        FindingNews.Change change = news.update(reading.result(), reading.ended());
        wipe();
        if (!reading.ended()) {
            change.added().stream().limit(MOST_LINES).forEach(this::finding);
            long more = change.added().size() - MOST_LINES + change.untold();
            if (more > 0) {
                out.println("finding   and " + more + " more");
            }
            change.withdrawn().stream()
                    .limit(MOST_LINES)
                    .forEach(finding -> out.println("explained " + SafeText.line(finding.summary())));
        }
        standing = standing(reading);
        if (!reading.ended()) {
            draw();
        }
    }

    private void finding(Finding finding) {
        out.println("finding   " + finding.severity().keyword() + " " + finding.kind() + ": "
                + SafeText.line(finding.summary()));
    }

    private static String standing(LiveReading reading) {
        long conversations = reading.result().conversations().size();
        long undocumented = reading.result().conversationsByVerdict().get(VerdictKind.UNDOCUMENTED);
        List<RuleCoverage> missing = Coverage.missing(reading.result());
        String rules = missing.isEmpty()
                ? "no required rule unseen"
                : missing.size() + " required unseen (" + missing.get(0).rule().id()
                        + (missing.size() > 1 ? ", ...)" : ")");
        return String.format(
                Locale.ROOT, "%,d conversations, %,d undocumented; %s", conversations, undocumented, rules);
    }

    private String status(long now) {
        long seconds = (now - started) / SECOND;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d  %s; %s",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                traffic.isEmpty() ? "no frames yet" : traffic,
                standing);
    }

    private void draw() {
        if (terminal) {
            String line = status(clock.getAsLong());
            out.print(WIPE + line.substring(0, Math.min(line.length(), width - 1)));
            out.flush();
            drawn = true;
        }
    }

    /** Leaves an empty line for what is printed next. */
    synchronized void wipe() {
        if (drawn) {
            out.print(WIPE);
            out.flush();
            drawn = false;
        }
    }
}
