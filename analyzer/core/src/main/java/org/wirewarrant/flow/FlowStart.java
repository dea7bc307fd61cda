package org.wirewarrant.flow;

/**
 * Tells a SYN or SYN+ACK that opens a new flow on a known 5-tuple from one that belongs to the flow already there, by sequence numbers.
 * There are two questions. While packets come in, the flow's beginning may lie in another part of the capture: a record takes an opening
 * only if it would belong there whatever came before ({@link #surelySame}), else a new record begins. When all parts are there, records
 * of one flow are put together ({@link #isNew}). SCTP has no such numbers: its initiate tags (RFC 9260 section 3.3.2) stand in for them.
 */
final class FlowStart {
    /** Bytes by which numbers of one opening may differ: data on a SYN (RFC 7413), or packets that overtook it. */
    private static final int REACH = 1 << 14;

    private FlowStart() {}

    /**
     * Whether an opening belongs to the flow of a record, whatever other records came before it.
     *
     * @param history of the record
     * @param sequences of the record, as in {@link FlowRecords#SEQUENCE}
     * @param event SYN or SYN+ACK, with its side
     * @param sequence its sequence number
     * @param acknowledgment its acknowledgement number
     */
    static boolean surelySame(long history, long sequences, int event, int sequence, int acknowledgment) {
        int side = event & Event.FROM_B;
        int peer = side ^ Event.FROM_B;
        int first = Event.at(history, 0);
        boolean answer = event == (Event.SYN_ACK | side);
        if (first == event) {
            return of(sequences, side) == sequence && (!answer || of(sequences, peer) == acknowledgment - 1);
        }
        return answer && first == (Event.SYN | peer) && reaches(of(sequences, peer), acknowledgment - 1);
    }

    /**
     * Whether a record that begins with an opening is a new flow.
     *
     * @param flow page of the flow before it on the 5-tuple
     * @param flowBase its index
     * @param record page of the record
     * @param recordBase its index
     */
    static boolean isNew(long[] flow, int flowBase, long[] record, int recordBase) {
        long history = flow[flowBase + FlowRecords.HISTORY];
        long sequences = flow[flowBase + FlowRecords.SEQUENCE];
        long misc = flow[flowBase + FlowRecords.MISC];
        int event = Event.at(record[recordBase + FlowRecords.HISTORY], 0);
        int side = event & Event.FROM_B;
        int peer = side ^ Event.FROM_B;
        int number = of(record[recordBase + FlowRecords.SEQUENCE], side);
        int told = of(record[recordBase + FlowRecords.SEQUENCE], peer);
        boolean spoken = hasSpoken(misc, side);
        boolean late = spoken && reaches(number, of(sequences, side));
        if (event == (Event.SYN_ACK | side)) {
            if (opened(history, peer) && reaches(of(sequences, peer), told)) {
                return false;
            }
            if (opened(history, side)) {
                return number != of(sequences, side);
            }
            if (!opened(history, peer) && hasSpoken(misc, peer)) {
                return (spoken && !late) || !reaches(told, of(sequences, peer));
            }
            return opened(history, peer) || !late;
        }
        if (opened(history, side)) {
            return number != of(sequences, side);
        }
        if (Event.has(history, Event.SYN_ACK | peer)) {
            return !reaches(number, of(sequences, side));
        }
        // A SYN from the other side alone is the other half of a simultaneous open (RFC 9293 section 3.5).
        return spoken ? !late : !opened(history, peer);
    }

    /** Whether a side sent a SYN or SYN+ACK. */
    static boolean opened(long history, int side) {
        return Event.has(history, Event.SYN | side) || Event.has(history, Event.SYN_ACK | side);
    }

    /** The number of a side. */
    static int of(long sequences, int side) {
        return (int) (side == 0 ? sequences >>> 32 : sequences);
    }

    private static boolean hasSpoken(long misc, int side) {
        return (misc & (side == 0 ? FlowRecords.SEQUENCED_A : FlowRecords.SEQUENCED_B)) != 0;
    }

    private static boolean reaches(int from, int to) {
        return to - from >= 0 && to - from < REACH;
    }
}
