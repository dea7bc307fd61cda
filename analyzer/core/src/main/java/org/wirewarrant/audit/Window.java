package org.wirewarrant.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

    /** How long it is, in words; absent when no frame carried a time. */
    Optional<String> length() {
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        long seconds = Math.max(0, (last.getAsLong() - first.getAsLong()) / 1_000_000_000L);
        long days = seconds / 86_400;
        long hours = seconds / 3_600 % 24;
        long minutes = seconds / 60 % 60;
        if (days > 0) {
            return Optional.of(days + " d " + hours + " h");
        }
        if (hours > 0) {
            return Optional.of(hours + " h " + minutes + " min");
        }
        return Optional.of(minutes > 0 ? minutes + " min " + seconds % 60 + " s" : seconds + " s");
    }

    /** The UTC day of a moment. */
    static LocalDate day(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }
}
