package org.wirewarrant.flow;

import java.util.List;

/**
 * How many sockets each endpoint of an open flow talks with; without connections only those that spoke first, because one that calls many
 * from one port is a client (a resolver, a scanner). A flow whose server is known from its packets weighs as much as {@link #FEW} open
 * ones. Filled on several threads with the same result.
 */
final class PeerTable {
    /** So many peers on one port make a server. */
    static final int FEW = 3;

    /** Each takes memory for all endpoints. */
    private static final int MOST_FILTERS = 4;

    private final FlowList flows;
    private final byte[] decisions;
    private final PeerFilter filter;
    private final PeerCounts counts;

    /**
     * Counts.
     *
     * @param decisions of the flows, negative where a flow is open
     * @param open number of open flows
     */
    PeerTable(FlowList flows, byte[] decisions, int open, int threads) {
        this.flows = flows;
        this.decisions = decisions;
        int filters = Math.min(threads, MOST_FILTERS);
        this.filter = PeerFilter.join(Workers.ranges(filters, decisions.length, (from, to) -> note(from, to, open)));
        this.counts = joined(Workers.ranges(threads, decisions.length, this::count));
        List<PeerCounts> known = Workers.ranges(threads, decisions.length, this::countKnown);
        known.forEach(counts::addAll);
    }

    /** Peers of an endpoint; 0 where there is one at most. */
    int get(long endpoint) {
        return filter.many(endpoint) ? counts.get(endpoint) : 0;
    }

    private PeerFilter note(int from, int to, int open) {
        PeerFilter notes = new PeerFilter(2 * open);
        for (int i = from; i < to; i++) {
            long[] page = flows.page(i);
            int base = flows.base(i);
            if (decisions[i] >= 0) {
                notes.note(server(i), FEW);
            } else if (isFirst(i)) {
                notes.note(FlowRecords.endpoint(page, base, false), weight(page, base, false));
                notes.note(FlowRecords.endpoint(page, base, true), weight(page, base, true));
            }
        }
        return notes;
    }

    private PeerCounts count(int from, int to) {
        PeerCounts found = new PeerCounts();
        for (int i = from; i < to; i++) {
            if (decisions[i] < 0 && isFirst(i)) {
                count(found, i, false);
                count(found, i, true);
            }
        }
        return found;
    }

    private void count(PeerCounts found, int flow, boolean b) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        long endpoint = FlowRecords.endpoint(page, base, b);
        if (filter.many(endpoint)) {
            found.add(endpoint, weight(page, base, b));
        }
    }

    private PeerCounts countKnown(int from, int to) {
        PeerCounts found = new PeerCounts();
        for (int i = from; i < to && counts.size() > 0; i++) {
            if (decisions[i] >= 0) {
                long endpoint = server(i);
                if (counts.has(endpoint)) {
                    found.add(endpoint, FEW);
                }
            }
        }
        return found;
    }

    private static PeerCounts joined(List<PeerCounts> parts) {
        PeerCounts all = parts.get(0);
        parts.subList(1, parts.size()).forEach(all::addAll);
        return all;
    }

    private static int weight(long[] page, int base, boolean b) {
        boolean connected = Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]));
        return connected || PacketEvidence.isFirstFromB(page, base) != b ? 1 : 0;
    }

    private long server(int flow) {
        return FlowRecords.endpoint(flows.page(flow), flows.base(flow), !Decision.clientIsB(decisions[flow]));
    }

    /** Later flows of one 5-tuple are no further peers. */
    private boolean isFirst(int flow) {
        return flows.earlier(flow) < 0;
    }
}
