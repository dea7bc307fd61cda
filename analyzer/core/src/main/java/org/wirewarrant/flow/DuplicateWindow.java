package org.wirewarrant.flow;

/**
 * Finds packets that a mirror port delivered twice: the same fingerprint within a few milliseconds. A retransmission has another IP
 * identification or comes later; the window is bounded in time and number.
 */
final class DuplicateWindow {
    private static final long WINDOW_NANOS = 20_000_000;
    private static final int SIZE = 1 << 12;

    private final long[] fingerprints = new long[SIZE];
    private final long[] times = new long[SIZE];

    /** Whether the packet was seen already; remembers it. A fingerprint of 0 is never a duplicate. */
    boolean seen(long fingerprint, long time) {
        if (fingerprint == 0) {
            return false;
        }
        int at = (int) fingerprint & SIZE - 1;
        boolean same = fingerprints[at] == fingerprint && Math.abs(time - times[at]) <= WINDOW_NANOS;
        fingerprints[at] = fingerprint;
        times[at] = time;
        return same;
    }
}
