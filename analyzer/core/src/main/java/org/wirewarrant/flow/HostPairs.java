package org.wirewarrant.flow;

import java.util.List;
import java.util.TreeSet;

/** Pairs of hosts by whether any flow between them was seen in both directions. A mirror that shows only one way does so for a pair. */
final class HostPairs {
    /** Keeps nothing. */
    static final HostPairs NONE = new HostPairs(false);

    private final boolean kept;
    /** Flows of each pair that were seen in both directions. */
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
        whole.add(pair(page, base), oneSided ? 0 : 1);
    }

    private static long pair(long[] page, int base) {
        long mixed = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], 0);
        return mixed == 0 ? 1 : mixed;
    }

    /** Number of pairs. */
    long count() {
        return whole.size();
    }

    /** Those whose flows are all one-sided. */
    long oneSided() {
        return whole.zeroes();
    }

    /** Some of those, in order: so many of the lowest addresses, by flows that were added. */
    List<OneWay> samples(FlowList flows, int most) {
        TreeSet<OneWay> lowest = new TreeSet<>();
        boolean any = oneSided() > 0;
        for (int i = 0; any && i < flows.count(); i++) {
            long[] page = flows.page(i);
            int base = flows.base(i);
            if (QualityMeter.isOneSided(page, base) && whole.get(pair(page, base)) == 0) {
                boolean fromB = page[base + FlowRecords.PACKETS_A] == 0;
                lowest.add(new OneWay(FlowRecords.address(page, base, fromB), FlowRecords.address(page, base, !fromB)));
                if (lowest.size() > most) {
                    lowest.pollLast();
                }
            }
        }
        return List.copyOf(lowest);
    }
}
