package org.wirewarrant.flow;

import org.wirewarrant.wire.IpAddress;

/**
 * Tells client from server, by the strongest evidence there is: bare SYN; SYN+ACK that a later ACK or data confirms (a lone one may be
 * backscatter); payload; the site's roles; many peers on one port; port numbers. What stays open is undecided.
 */
final class Orienter {
    private static final int WELL_KNOWN = 1024;
    private static final int EPHEMERAL = 32_768;
    private static final int FEW_PEERS = 3;

    private final FlowList flows;
    private final DirectionHint hint;
    private final byte[] decisions;

    Orienter(FlowList flows, DirectionHint hint) {
        this.flows = flows;
        this.hint = hint;
        this.decisions = new byte[flows.count()];
    }

    OrientedFlows orient() {
        int open = 0;
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = fromPackets(i);
            open += decisions[i] < 0 ? 1 : 0;
        }
        if (open > 0) {
            PeerCounts peers = countPeers();
            for (int i = 0; i < decisions.length; i++) {
                if (decisions[i] < 0) {
                    decisions[i] = fromSurroundings(i, peers);
                }
            }
        }
        return new OrientedFlows(flows, decisions);
    }

    /** A decision, or -1 while it is open. */
    private byte fromPackets(int flow) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        long word = page[base + FlowRecords.KEY];
        if (Event.hasStates(FlowKey.protocol(word))) {
            int side = byHandshake(page[base + FlowRecords.HISTORY]);
            if (side >= 0) {
                boolean syn = Event.has(page[base + FlowRecords.HISTORY], Event.SYN | side);
                return Decision.of(syn ? Orientation.SYN : Orientation.SYN_ACK, side != 0);
            }
        }
        boolean clientA = (page[base + FlowRecords.MISC] & FlowRecords.CLIENT_A) != 0;
        boolean clientB = (page[base + FlowRecords.MISC] & FlowRecords.CLIENT_B) != 0;
        boolean groupA = address(page, base, false).isGroup();
        boolean groupB = address(page, base, true).isGroup();
        if (groupA != groupB) {
            // A group opens nothing, whatever is told to it (mDNS answers, DHCP offers).
            boolean agrees = clientA != clientB && clientB == groupA;
            return Decision.of(agrees ? Orientation.PAYLOAD : Orientation.FAN_IN, groupA);
        }
        if (clientA != clientB) {
            return Decision.of(Orientation.PAYLOAD, clientB);
        }
        int earlier = flows.earlier(flow);
        return earlier >= 0 ? decisions[earlier] : -1;
    }

    /** Side of the client (0 or {@link Event#FROM_B}), or -1. */
    private static int byHandshake(long history) {
        boolean synA = Event.has(history, Event.SYN);
        boolean synB = Event.has(history, Event.SYN | Event.FROM_B);
        if (synA && synB) {
            return Event.position(history, Event.SYN) < Event.position(history, Event.SYN | Event.FROM_B)
                    ? 0
                    : Event.FROM_B;
        }
        if (synA || synB) {
            return synA ? 0 : Event.FROM_B;
        }
        boolean answerA = Event.has(history, Event.SYN_ACK);
        boolean answerB = Event.has(history, Event.SYN_ACK | Event.FROM_B);
        boolean confirmed = Event.has(history, Event.ACK)
                || Event.has(history, Event.ACK | Event.FROM_B)
                || Event.has(history, Event.DATA)
                || Event.has(history, Event.DATA | Event.FROM_B);
        if (answerA == answerB || !confirmed) {
            return -1;
        }
        return answerA ? Event.FROM_B : 0;
    }

    private byte fromSurroundings(int flow, PeerCounts peers) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        long word = page[base + FlowRecords.KEY];
        int portA = FlowKey.portA(word);
        int portB = FlowKey.portB(word);
        int favoured = hint.favours(
                address(page, base, false), portA, address(page, base, true), portB, FlowKey.protocol(word));
        if (favoured != 0) {
            return Decision.of(Orientation.ROLE, favoured < 0);
        }
        boolean firstB = isFirstFromB(page, base);
        if (portA == 0 && portB == 0) {
            return Decision.of(Orientation.UNDECIDED, firstB);
        }
        int peersA = peers.get(endpoint(page, base, false));
        int peersB = peers.get(endpoint(page, base, true));
        if (Math.max(peersA, peersB) >= FEW_PEERS && Math.max(peersA, peersB) > 2 * Math.min(peersA, peersB)) {
            return Decision.of(Orientation.FAN_IN, peersA > peersB);
        }
        if (portA < WELL_KNOWN != portB < WELL_KNOWN) {
            return Decision.of(Orientation.PORT, portA < WELL_KNOWN);
        }
        boolean connected = Event.hasStates(FlowKey.protocol(word));
        boolean differ = portA < EPHEMERAL != portB < EPHEMERAL;
        if (differ && (connected || !spokeFirst(portA < EPHEMERAL, page, base))) {
            return Decision.of(Orientation.PORT, portA < EPHEMERAL);
        }
        return Decision.of(Orientation.UNDECIDED, firstB);
    }

    /**
     * How many sockets each endpoint of an open flow talks with; without connections only those that spoke first, because one that
     * calls many from one port is a client (a resolver, a scanner). A flow whose server is known from its packets weighs as much as
     * {@link #FEW_PEERS} open ones.
     */
    private PeerCounts countPeers() {
        PeerCounts peers = new PeerCounts();
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] < 0 && isFirst(i)) {
                long[] page = flows.page(i);
                int base = flows.base(i);
                boolean connected = Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]));
                boolean firstB = isFirstFromB(page, base);
                peers.add(endpoint(page, base, false), connected || firstB ? 1 : 0);
                peers.add(endpoint(page, base, true), connected || !firstB ? 1 : 0);
            }
        }
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] >= 0) {
                long[] page = flows.page(i);
                peers.addIfPresent(endpoint(page, flows.base(i), !Decision.clientIsB(decisions[i])), FEW_PEERS);
            }
        }
        return peers;
    }

    /** Later flows of one 5-tuple are no further peers. */
    private boolean isFirst(int flow) {
        return flows.earlier(flow) < 0;
    }

    /** Whether one side sent the first packet and the other one answered: what ports merely suggest does not outweigh that. */
    private static boolean spokeFirst(boolean sideA, long[] page, int base) {
        return page[base + FlowRecords.PACKETS_A] > 0
                && page[base + FlowRecords.PACKETS_B] > 0
                && isFirstFromB(page, base) != sideA;
    }

    private static boolean isFirstFromB(long[] page, int base) {
        return (Event.at(page[base + FlowRecords.HISTORY], 0) & Event.FROM_B) != 0;
    }

    private static long endpoint(long[] page, int base, boolean b) {
        long word = page[base + FlowRecords.KEY];
        int port = b ? FlowKey.portB(word) : FlowKey.portA(word);
        long high = page[base + (b ? 2 : 0)];
        long low = page[base + (b ? 3 : 1)];
        long mixed = FlowKey.mix(FlowKey.mix(high ^ (long) FlowKey.protocol(word) << 32 ^ port) ^ low);
        return mixed == 0 ? 1 : mixed;
    }

    static IpAddress address(long[] page, int base, boolean b) {
        boolean version6 = FlowKey.version6(page[base + FlowRecords.KEY]);
        return new IpAddress(version6 ? 6 : 4, page[base + (b ? 2 : 0)], page[base + (b ? 3 : 1)]);
    }
}
