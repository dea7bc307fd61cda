package org.wirewarrant.capture;

/**
 * A time in which nothing could be captured.
 *
 * @param name what was not captured from: an interface, a sensor, or empty for everything
 * @param fromNanos when it began, nanoseconds since the epoch
 * @param toNanos when it ended
 * @param reason why, such as {@code not capturing}
 */
public record CaptureGap(String name, long fromNanos, long toNanos, String reason) {
    /** How long it was, in nanoseconds; not negative. */
    public long nanos() {
        return Math.max(0, toNanos - fromNanos);
    }
}
