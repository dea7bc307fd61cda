package org.wirewarrant.flow;

/**
 * A record that stands for many flows which were handed on early, all with the same fate. The client is always endpoint A. A port of 0
 * and an address of zeroes stand for many. Its {@link FlowRecords#SEQUENCE} is the number of flows; {@link FlowRecords#MISC} has, above
 * {@link FlowRecords#AGGREGATE}, orientation (3 bits), state (4), answered, refused.
 */
final class Aggregate {
    /** Bits of {@link FlowRecords#MISC} that flows of one aggregate have in common. */
    static final long TRAITS = 0xffffL << 39 | FlowRecords.CARRIES_MASK;

    static final long ANSWERED = 1L << 47;
    static final long REFUSED = 1L << 48;
    private static final int ORIENTATION_SHIFT = 40;
    private static final int STATE_SHIFT = 43;
    private static final ConnState[] STATES = ConnState.values();
    private static final Orientation[] ORIENTATIONS = Orientation.values();

    private Aggregate() {}

    /** Makes an aggregate of one flow in an empty record. */
    static void of(FlowView flow, long[] from, int f, long[] to, int t) {
        boolean clientIsB = flow.clientIsB();
        int client = clientIsB ? 2 : 0;
        to[t] = from[f + client];
        to[t + 1] = from[f + client + 1];
        to[t + 2] = from[f + 2 - client];
        to[t + 3] = from[f + 3 - client];
        long key = from[f + FlowRecords.KEY];
        // The client's port is what flows of one conversation differ in; while it is open who the client is, both ports
        // are needed.
        int clientPort = flow.orientation() == Orientation.UNDECIDED ? flow.clientPort() : 0;
        to[t + FlowRecords.KEY] =
                FlowKey.word(clientPort, flow.serverPort(), flow.protocol(), FlowKey.version6(key), FlowKey.path(key));
        to[t + FlowRecords.FIRST] = flow.firstNanos();
        to[t + FlowRecords.LAST] = flow.lastNanos();
        to[t + FlowRecords.PACKETS_A] = flow.clientPackets();
        to[t + FlowRecords.PACKETS_B] = flow.serverPackets();
        to[t + FlowRecords.BYTES_A] = flow.clientBytes();
        to[t + FlowRecords.BYTES_B] = flow.serverBytes();
        to[t + FlowRecords.SEQUENCE] = 1;
        to[t + FlowRecords.PAYLOAD_A] = flow.payloadBytes();
        to[t + FlowRecords.MISC] =
                traits(flow.orientation().ordinal(), flow.connState().ordinal(), flow.answered(), flow.refused())
                        | (from[f + FlowRecords.MISC]
                                & (FlowRecords.CARRIES_MASK | FlowRecords.VLAN_MASK | FlowRecords.WEAKNESS_MASK));
        to[t + FlowRecords.CHAIN] = from[f + FlowRecords.CHAIN] & 0xffffffffL;
    }

    /** Adds an aggregate to one with the same key and traits. */
    static void add(long[] sum, int s, long[] more, int m) {
        sum[s + FlowRecords.FIRST] = Math.min(sum[s + FlowRecords.FIRST], more[m + FlowRecords.FIRST]);
        sum[s + FlowRecords.LAST] = Math.max(sum[s + FlowRecords.LAST], more[m + FlowRecords.LAST]);
        for (int word = FlowRecords.PACKETS_A; word <= FlowRecords.BYTES_B; word++) {
            sum[s + word] += more[m + word];
        }
        sum[s + FlowRecords.SEQUENCE] += more[m + FlowRecords.SEQUENCE];
        sum[s + FlowRecords.PAYLOAD_A] += more[m + FlowRecords.PAYLOAD_A];
        sum[s + FlowRecords.CHAIN] += more[m + FlowRecords.CHAIN];
        sum[s + FlowRecords.MISC] |= more[m + FlowRecords.MISC] & FlowRecords.WEAKNESS_MASK;
        boolean otherVlan = ((sum[s + FlowRecords.MISC] ^ more[m + FlowRecords.MISC]) & FlowRecords.VLAN_MASK) != 0;
        if (otherVlan) {
            sum[s + FlowRecords.MISC] &= ~FlowRecords.VLAN_MASK;
        }
    }

    /** The bits of {@link FlowRecords#MISC} that say what an aggregate stands for. */
    static long traits(int orientation, int state, boolean answered, boolean refused) {
        return FlowRecords.AGGREGATE
                | ((long) orientation << ORIENTATION_SHIFT)
                | ((long) state << STATE_SHIFT)
                | (answered ? ANSWERED : 0)
                | (refused ? REFUSED : 0);
    }

    static byte decision(long[] page, int base) {
        int orientation = (int) (page[base + FlowRecords.MISC] >>> ORIENTATION_SHIFT) & 7;
        return Decision.of(ORIENTATIONS[orientation], false);
    }

    static ConnState state(long[] page, int base) {
        return STATES[(int) (page[base + FlowRecords.MISC] >>> STATE_SHIFT) & 15];
    }
}
