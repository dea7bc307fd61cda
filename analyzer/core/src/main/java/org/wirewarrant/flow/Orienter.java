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

    private final FlowRecords records;
    private final DirectionHint hint;
    private final byte[] decisions;

    Orienter(FlowRecords records, DirectionHint hint) {
        this.records = records;
        this.hint = hint;
        this.decisions = new byte[records.count()];
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
        return new OrientedFlows(records, decisions);
    }

    /** A decision, or -1 while it is open. */
    private byte fromPackets(int record) {
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
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
        if (clientA != clientB) {
            return Decision.of(Orientation.PAYLOAD, clientB);
        }
        int earlier = (int) (page[base + FlowRecords.CHAIN] >>> 32) - 1;
        if (earlier >= 0 && decisions[earlier] >= 0) {
            return decisions[earlier];
        }
        boolean groupA = address(page, base, false).isGroup();
        boolean groupB = address(page, base, true).isGroup();
        return groupA == groupB ? -1 : Decision.of(Orientation.FAN_IN, groupA);
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

    private byte fromSurroundings(int record, PeerCounts peers) {
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
        long word = page[base + FlowRecords.KEY];
        int portA = FlowKey.portA(word);
        int portB = FlowKey.portB(word);
        int favoured = hint.favours(
                address(page, base, false), portA, address(page, base, true), portB, FlowKey.protocol(word));
        if (favoured != 0) {
            return Decision.of(Orientation.ROLE, favoured < 0);
        }
        boolean firstB = Event.count(page[base + FlowRecords.HISTORY]) > 0
                && (Event.at(page[base + FlowRecords.HISTORY], 0) & Event.FROM_B) != 0;
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
        if (portA < EPHEMERAL != portB < EPHEMERAL) {
            return Decision.of(Orientation.PORT, portA < EPHEMERAL);
        }
        return Decision.of(Orientation.UNDECIDED, firstB);
    }

    /**
     * How many sockets each endpoint of an open flow talks with. A flow whose server is known from its packets weighs as much as
     * {@link #FEW_PEERS} open ones.
     */
    private PeerCounts countPeers() {
        PeerCounts peers = new PeerCounts();
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] < 0 && isNewestOrOnly(i)) {
                long[] page = records.page(i);
                int base = FlowRecords.base(i);
                peers.add(endpoint(page, base, false), 1);
                peers.add(endpoint(page, base, true), 1);
            }
        }
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] >= 0) {
                long[] page = records.page(i);
                peers.addIfPresent(endpoint(page, FlowRecords.base(i), !Decision.clientIsB(decisions[i])), FEW_PEERS);
            }
        }
        return peers;
    }

    /** Later flows of one 5-tuple are no further peers. */
    private boolean isNewestOrOnly(int record) {
        return records.page(record)[FlowRecords.base(record) + FlowRecords.CHAIN] >>> 32 == 0;
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
