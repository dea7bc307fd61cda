package org.wirewarrant.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Tells client from server, by the strongest evidence there is: bare SYN; SYN+ACK that a later ACK or data confirms (a lone one may be
 * backscatter); payload; the site's roles; many peers on one port; port numbers. What stays open is undecided.
 */
final class Orienter {
    private static final int FEW_PEERS = 3;

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
        List<Integer> open = Workers.ranges(threads, decisions.length, this::fromPackets);
        inherit();
        if (open.stream().mapToInt(Integer::intValue).sum() > 0) {
            PeerTable peers = countPeers();
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
            if (Math.max(peersA, peersB) >= FEW_PEERS && Math.max(peersA, peersB) > 2 * Math.min(peersA, peersB)) {
                return Decision.of(Orientation.FAN_IN, peersA > peersB);
            }
        }
        return PortEvidence.decide(page, base);
    }

    /**
     * How many sockets each endpoint of an open flow talks with; without connections only those that spoke first, because one that
     * calls many from one port is a client (a resolver, a scanner). A flow whose server is known from its packets weighs as much as
     * {@link #FEW_PEERS} open ones.
     */
    private PeerTable countPeers() {
        PeerTable peers = new PeerTable(threads);
        List<Callable<Boolean>> tasks = IntStream.range(0, threads)
                .mapToObj(share -> (Callable<Boolean>) () -> {
                    countPeers(peers.share(share));
                    return true;
                })
                .toList();
        Workers.all(threads, tasks);
        return peers;
    }

    private void countPeers(PeerTable.Share peers) {
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] < 0 && isFirst(i)) {
                long[] page = flows.page(i);
                int base = flows.base(i);
                boolean connected = Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]));
                boolean firstB = PacketEvidence.isFirstFromB(page, base);
                peers.add(FlowRecords.endpoint(page, base, false), connected || firstB ? 1 : 0);
                peers.add(FlowRecords.endpoint(page, base, true), connected || !firstB ? 1 : 0);
            }
        }
        peers.flush();
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] >= 0) {
                long[] page = flows.page(i);
                peers.addIfPresent(
                        FlowRecords.endpoint(page, flows.base(i), !Decision.clientIsB(decisions[i])), FEW_PEERS);
            }
        }
    }

    /** Later flows of one 5-tuple are no further peers. */
    private boolean isFirst(int flow) {
        return flows.earlier(flow) < 0;
    }
}
