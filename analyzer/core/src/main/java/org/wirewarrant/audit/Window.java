package org.wirewarrant.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.wirewarrant.capture.CaptureSummary;

/**
 * The time that an observation spans: from the earliest frame of its captures to the latest, whatever they carried.
 *
 * @param first earliest frame, absent when none carried a time
 * @param last latest frame
 */
record Window(OptionalLong first, OptionalLong last) {
    static Window of(List<CaptureSummary> captures) {
        return new Window(
                times(captures, CaptureSummary::firstNanos).min(),
                times(captures, CaptureSummary::lastNanos).max());
    }

    private static LongStream times(List<CaptureSummary> captures, Function<CaptureSummary, OptionalLong> time) {
        return captures.stream().map(time).flatMapToLong(OptionalLong::stream);
    }

    /** The UTC day of a moment. */
    static LocalDate day(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }
}
