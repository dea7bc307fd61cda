package org.wirewarrant.flow;

/**
 * Finds packets that a mirror port delivered twice: the same fingerprint within a few milliseconds. A retransmission has another IP
 * identification or comes later; the window is bounded in time and number.
 */
final class DuplicateWindow {
    private static final long WINDOW_NANOS = 20_000_000;
    private static final int SIZE = 1 << 12;

    /** Fingerprints, each followed by its time. */
    private final long[] seen = new long[2 * SIZE];

    /** Whether the packet was seen already; remembers it. A fingerprint of 0 is never a duplicate. */
    boolean seen(long fingerprint, long time) {
        if (fingerprint == 0) {
            return false;
        }
        int at = ((int) fingerprint & SIZE - 1) * 2;
        boolean same = seen[at] == fingerprint && Math.abs(time - seen[at + 1]) <= WINDOW_NANOS;
        seen[at] = fingerprint;
        seen[at + 1] = time;
        return same;
    }
}
