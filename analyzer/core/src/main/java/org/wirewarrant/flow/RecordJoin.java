package org.wirewarrant.flow;

/** Joins two records of one flow, the earlier one first. Associative. */
final class RecordJoin {
    private static final long UPPER = 0xffffffff00000000L;

    private static final long FLAGS = FlowRecords.CLIENT_A
            | FlowRecords.CLIENT_B
            | FlowRecords.REFUSED_A
            | FlowRecords.REFUSED_B
            | FlowRecords.ACKED_A
            | FlowRecords.ACKED_B
            | FlowRecords.SEQUENCED_A
            | FlowRecords.SEQUENCED_B
            | FlowRecords.WEAKNESS_MASK;

    private RecordJoin() {}

    /**
     * Adds a record to the flow that it belongs to.
     *
     * @param flow page of the flow
     * @param f its index
     * @param later page of the record
     * @param l its index
     */
    static void join(long[] flow, int f, long[] later, int l) {
        if (later[l + FlowRecords.FIRST] == FlowRecords.NO_PACKET) {
            flow[f + FlowRecords.MISC] |= later[l + FlowRecords.MISC] & FLAGS;
            return;
        }
        flow[f + FlowRecords.SEQUENCE] = sequences(flow, f, later, l);
        flow[f + FlowRecords.ACKNOWLEDGED] = acknowledged(flow, f, later, l);
        flow[f + FlowRecords.FIRST] = Math.min(flow[f + FlowRecords.FIRST], later[l + FlowRecords.FIRST]);
        flow[f + FlowRecords.LAST] = Math.max(flow[f + FlowRecords.LAST], later[l + FlowRecords.LAST]);
        for (int word = FlowRecords.PACKETS_A; word <= FlowRecords.BYTES_B; word++) {
            flow[f + word] += later[l + word];
        }
        flow[f + FlowRecords.PAYLOAD_A] += later[l + FlowRecords.PAYLOAD_A];
        flow[f + FlowRecords.PAYLOAD_B] += later[l + FlowRecords.PAYLOAD_B];
        flow[f + FlowRecords.HISTORY] = Event.join(flow[f + FlowRecords.HISTORY], later[l + FlowRecords.HISTORY]);
        flow[f + FlowRecords.CHAIN] += later[l + FlowRecords.CHAIN] & ~UPPER;
        long misc = flow[f + FlowRecords.MISC];
        long laterMisc = later[l + FlowRecords.MISC];
        misc |= laterMisc & FLAGS;
        misc |= (misc & FlowRecords.VLAN_MASK) == 0 ? laterMisc & FlowRecords.VLAN_MASK : 0;
        misc |= (misc & FlowRecords.CARRIES_MASK) == 0 ? laterMisc & FlowRecords.CARRIES_MASK : 0;
        flow[f + FlowRecords.MISC] = misc;
    }

    private static long sequences(long[] flow, int f, long[] later, int l) {
        long upper =
                takesLater(flow, f, later, l, 0) ? later[l + FlowRecords.SEQUENCE] : flow[f + FlowRecords.SEQUENCE];
        long lower = takesLater(flow, f, later, l, Event.FROM_B)
                ? later[l + FlowRecords.SEQUENCE]
                : flow[f + FlowRecords.SEQUENCE];
        return (upper & UPPER) | (lower & ~UPPER);
    }

    private static boolean takesLater(long[] flow, int f, long[] later, int l, int side) {
        int known = rank(flow, f, side);
        int offered = rank(later, l, side);
        return offered > known || (offered == known && offered > 1);
    }

    /** How a side's sequence number is known: 3 by its own SYN, 2 by what the other's SYN+ACK acknowledges, 1 by its first packet. */
    private static int rank(long[] page, int base, int side) {
        long history = page[base + FlowRecords.HISTORY];
        if (FlowStart.opened(history, side)) {
            return 3;
        }
        if (Event.has(history, Event.SYN_ACK | (side ^ Event.FROM_B))) {
            return 2;
        }
        long sequenced = side == 0 ? FlowRecords.SEQUENCED_A : FlowRecords.SEQUENCED_B;
        return (page[base + FlowRecords.MISC] & sequenced) != 0 ? 1 : 0;
    }

    private static long acknowledged(long[] flow, int f, long[] later, int l) {
        long known = flow[f + FlowRecords.ACKNOWLEDGED];
        long offered = later[l + FlowRecords.ACKNOWLEDGED];
        long misc = later[l + FlowRecords.MISC];
        long upper = (misc & FlowRecords.ACKED_A) != 0 ? offered : known;
        long lower = (misc & FlowRecords.ACKED_B) != 0 ? offered : known;
        return (upper & UPPER) | (lower & ~UPPER);
    }
}
