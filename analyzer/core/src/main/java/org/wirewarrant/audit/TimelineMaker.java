package org.wirewarrant.audit;

import java.util.EnumMap;
import java.util.Map;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.TimeGrid;
import org.wirewarrant.policy.VerdictKind;

/** Spreads the bytes of flows over buckets of a round width. */
final class TimelineMaker {
    private static final int MAX_BUCKETS = 120;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] WIDTHS = {
        MILLI,
        10 * MILLI,
        100 * MILLI,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        7 * DAY,
        30 * DAY,
        365 * DAY
    };

    private final Conversations conversations;
    private final Judgements judgements;

    TimelineMaker(Conversations conversations, Judgements judgements) {
        this.conversations = conversations;
        this.judgements = judgements;
    }

    /** The buckets of a window, none where no frame carries a time. */
    static TimeGrid grid(Window window) {
        long first = window.first().orElse(0);
        long last = window.last().orElse(first);
        long width = width(last - first);
        long start = Math.floorDiv(first, width) * width;
        int buckets = window.first().isEmpty() ? 0 : (int) ((last - start) / width) + 1;
        return new TimeGrid(start, width, buckets);
    }

    Timeline make(Window window) {
        TimeGrid grid = grid(window);
        Map<VerdictKind, long[]> bytes = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            bytes.put(kind, new long[grid.buckets()]);
        }
        FlowView flow = new FlowView();
        for (int i = 0; grid.buckets() > 0 && i < conversations.flows().size(); i++) {
            conversations.flows().view(i, flow);
            long[] series =
                    bytes.get(judgements.verdict(conversations.ofFlow(i)).kind());
            // A frame without a time before the first that has one lies outside; its bytes count where the window
            // begins.
            grid.spread(series, flow.firstNanos(), flow.lastNanos(), flow.clientBytes() + flow.serverBytes());
        }
        return new Timeline(grid.startNanos(), grid.bucketNanos(), bytes);
    }

    private static long width(long span) {
        for (long width : WIDTHS) {
            if (span / width < MAX_BUCKETS) {
                return width;
            }
        }
        return span / MAX_BUCKETS + 1;
    }
}
