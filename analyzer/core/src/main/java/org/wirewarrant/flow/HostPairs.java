package org.wirewarrant.flow;

/** Pairs of hosts by whether any flow between them was seen in both directions. A mirror that shows only one way does so for a pair. */
final class HostPairs {
    /** Keeps nothing. */
    static final HostPairs NONE = new HostPairs(false);

    private final boolean kept;
    private final PeerCounts all = new PeerCounts();
    private final PeerCounts whole = new PeerCounts();

    HostPairs() {
        this(true);
    }

    private HostPairs(boolean kept) {
        this.kept = kept;
    }

    void add(long[] page, int base, boolean oneSided) {
        if (!kept) {
            return;
        }
        long mixed = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], 0);
        long pair = mixed == 0 ? 1 : mixed;
        all.add(pair, 1);
        if (!oneSided) {
            whole.add(pair, 1);
        }
    }

    /** Number of pairs. */
    long count() {
        return all.size();
    }

    /** Those whose flows are all one-sided. */
    long oneSided() {
        return (long) all.size() - whole.size();
    }
}
