package org.wirewarrant.audit;

import java.util.EnumMap;
import java.util.Map;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FlowView;
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

    Timeline make(Window window) {
        long first = window.first().orElse(0);
        long last = window.last().orElse(first);
        long width = width(last - first);
        long start = Math.floorDiv(first, width) * width;
        int buckets = window.first().isEmpty() ? 0 : (int) ((last - start) / width) + 1;
        Map<VerdictKind, long[]> bytes = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            bytes.put(kind, new long[buckets]);
        }
        FlowView flow = new FlowView();
        for (int i = 0; buckets > 0 && i < conversations.flows().size(); i++) {
            conversations.flows().view(i, flow);
            long[] series =
                    bytes.get(judgements.verdict(conversations.ofFlow(i)).kind());
            spread(series, flow, start, width);
        }
        return new Timeline(start, width, bytes);
    }

    private static void spread(long[] series, FlowView flow, long start, long width) {
        long total = flow.clientBytes() + flow.serverBytes();
        // A frame without a time before the first that has one lies outside; its bytes count where the window begins.
        int from = (int) Math.max(0, (flow.firstNanos() - start) / width);
        int to = (int) Math.max(0, (flow.lastNanos() - start) / width);
        long duration = Math.max(flow.lastNanos() - flow.firstNanos(), 1);
        long given = 0;
        for (int bucket = from; bucket < to; bucket++) {
            long elapsed = start + (bucket + 1L) * width - flow.firstNanos();
            long upToHere = (long) ((double) total * elapsed / duration);
            series[bucket] += upToHere - given;
            given = upToHere;
        }
        series[to] += total - given;
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
