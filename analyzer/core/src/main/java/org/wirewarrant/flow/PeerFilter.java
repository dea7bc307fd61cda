package org.wirewarrant.flow;

import java.util.List;

/**
 * Tells endpoints that were noted at least twice from most of the others, in one byte for each of them: endpoints that share a byte are
 * told apart no more. It keeps the many sockets with a single peer out of {@link PeerCounts}.
 */
final class PeerFilter {
    private static final int MANY = 2;
    private static final int LEAST_BITS = 12;
    private static final int MOST_BITS = 25;

    private final byte[] notes;
    private final int shift;

    /**
     * An empty filter.
     *
     * @param endpoints about how many there will be
     */
    PeerFilter(int endpoints) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(2L * endpoints);
        bits = Math.max(LEAST_BITS, Math.min(bits, MOST_BITS));
        notes = new byte[1 << bits];
        shift = Long.SIZE - bits;
    }

    /** Notes an endpoint by its hash, {@code weight} times. */
    void note(long endpoint, int weight) {
        int at = (int) (endpoint >>> shift);
        notes[at] = (byte) Math.min(MANY, notes[at] + weight);
    }

    boolean many(long endpoint) {
        return notes[(int) (endpoint >>> shift)] == MANY;
    }

    /** Filters of one size as one. */
    static PeerFilter join(List<PeerFilter> filters) {
        PeerFilter all = filters.get(0);
        for (PeerFilter other : filters.subList(1, filters.size())) {
            for (int i = 0; i < all.notes.length; i++) {
                all.notes[i] = (byte) Math.min(MANY, all.notes[i] + other.notes[i]);
            }
        }
        return all;
    }
}
