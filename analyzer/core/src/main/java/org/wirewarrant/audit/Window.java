package org.wirewarrant.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.OrientedFlows;

/**
 * The time that an observation spans, by its flows.
 *
 * @param first earliest packet, absent without flows
 * @param last latest packet
 */
record Window(OptionalLong first, OptionalLong last) {
    static Window of(OrientedFlows flows) {
        if (flows.size() == 0) {
            return new Window(OptionalLong.empty(), OptionalLong.empty());
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        FlowView flow = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, flow);
            first = Math.min(first, flow.firstNanos());
            last = Math.max(last, flow.lastNanos());
        }
        return new Window(OptionalLong.of(first), OptionalLong.of(last));
    }

    /** The UTC day of a moment. */
    static LocalDate day(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }
}
