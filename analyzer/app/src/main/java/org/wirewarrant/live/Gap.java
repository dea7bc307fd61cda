package org.wirewarrant.live;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nothing could be seen from an interface.
 *
 * @param name of the interface
 * @param fromNanos when it began, nanoseconds since the epoch
 * @param toNanos when it ended
 * @param reason why, such as {@code was down}
 * @param lasts whether it goes on
 */
public record Gap(String name, long fromNanos, long toNanos, String reason, boolean lasts) {
    /** One clause, such as {@code was down from ... to ... (3 s)}. */
    @Override
    public String toString() {
        Duration length = Duration.ofNanos(Math.max(0, toNanos - fromNanos));
        return "%s from %s to %s (%d.%d s)"
                .formatted(
                        reason, instant(fromNanos), instant(toNanos), length.toSeconds(), length.toMillisPart() / 100);
    }

    private static Instant instant(long nanos) {
        long millis = Math.floorDiv(nanos, 1_000_000L);
        return Instant.ofEpochMilli(millis);
    }
}
