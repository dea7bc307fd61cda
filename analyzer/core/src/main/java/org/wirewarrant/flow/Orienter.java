package org.wirewarrant.flow;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells client from server, by the strongest evidence there is: bare SYN; SYN+ACK that a later ACK or data confirms (a lone one may be
 * backscatter); payload; the site's roles; many peers on one port; port numbers. What stays open is undecided.
 */
final class Orienter {
    private final FlowList flows;
    private final Announcements announcements;
    private final DirectionHint hint;
    private final int threads;
    private final byte[] decisions;

    Orienter(FlowList flows, Announcements announcements, DirectionHint hint, int threads) {
        this.flows = flows;
        this.announcements = announcements;
        this.hint = hint;
        this.threads = threads;
        this.decisions = new byte[flows.count()];
    }

    OrientedFlows orient() {
        int open = Workers.ranges(threads, decisions.length, this::fromPackets).stream()
                .mapToInt(Integer::intValue)
                .sum();
        inherit();
        if (open > 0) {
            PeerTable peers = new PeerTable(flows, decisions, open, threads);
            Workers.ranges(threads, decisions.length, (from, to) -> fromSurroundings(from, to, peers));
        }
        return new OrientedFlows(flows, decisions, related());
    }

    /** Announced flows that went the way that was announced. */
    private Map<Integer, Negotiation> related() {
        Map<Integer, Negotiation> related = new HashMap<>();
        for (int i = 0; !announcements.isEmpty() && i < decisions.length; i++) {
            Announcements.Announced announced = announcements.of(flows.page(i), flows.base(i));
            if (announced != null && announced.clientIsB() == Decision.clientIsB(decisions[i])) {
                related.put(i, announced.by());
            }
        }
        return related;
    }

    /** Decides what packets tell; gives the number of flows that stay open. */
    private int fromPackets(int from, int to) {
        int open = 0;
        for (int i = from; i < to; i++) {
            decisions[i] = fromPackets(i);
            open += decisions[i] < 0 ? 1 : 0;
        }
        return open;
    }

    /** The next flow of a 5-tuple goes the way of the one before. */
    private void inherit() {
        for (int i = 0; flows.hasEarlier() && i < decisions.length; i++) {
            int earlier = flows.earlier(i);
            decisions[i] = decisions[i] < 0 && earlier >= 0 ? decisions[earlier] : decisions[i];
        }
    }

    private boolean fromSurroundings(int from, int to, PeerTable peers) {
        for (int i = from; i < to; i++) {
            if (decisions[i] < 0) {
                decisions[i] = fromSurroundings(i, peers);
            }
        }
        return true;
    }

    /** A decision, or {@link PacketEvidence#OPEN}. */
    private byte fromPackets(int flow) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        if (FlowRecords.isAggregate(page, base)) {
            return Aggregate.decision(page, base);
        }
        byte decision = PacketEvidence.decide(page, base);
        if (decision < 0 && !announcements.isEmpty()) {
            Announcements.Announced announced = announcements.of(page, base);
            decision = announced == null ? decision : Decision.of(Orientation.PAYLOAD, announced.clientIsB());
        }
        return decision;
    }

    private byte fromSurroundings(int flow, PeerTable peers) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        long word = page[base + FlowRecords.KEY];
        int portA = FlowKey.portA(word);
        int portB = FlowKey.portB(word);
        int favoured = hint.favours(
                FlowRecords.address(page, base, false),
                portA,
                FlowRecords.address(page, base, true),
                portB,
                FlowKey.protocol(word));
        if (favoured != 0) {
            return Decision.of(Orientation.ROLE, favoured < 0);
        }
        if (portA != 0 || portB != 0) {
            int peersA = peers.get(FlowRecords.endpoint(page, base, false));
            int peersB = peers.get(FlowRecords.endpoint(page, base, true));
            if (Math.max(peersA, peersB) >= PeerTable.FEW && Math.max(peersA, peersB) > 2 * Math.min(peersA, peersB)) {
                return Decision.of(Orientation.FAN_IN, peersA > peersB);
            }
        }
        return PortEvidence.decide(page, base);
    }
}
