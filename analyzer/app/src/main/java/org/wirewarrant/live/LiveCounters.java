package org.wirewarrant.live;

/**
 * How far a live capture is, as of about a second ago.
 *
 * @param frames frames given
 * @param bytes their captured bytes
 * @param dropped frames that libpcap or an interface dropped
 */
public record LiveCounters(long frames, long bytes, long dropped) {
    /** Before the first frame. */
    public static final LiveCounters NONE = new LiveCounters(0, 0, 0);
}
