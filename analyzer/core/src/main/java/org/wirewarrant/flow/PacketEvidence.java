package org.wirewarrant.flow;

import org.wirewarrant.wire.IpAddress;

/** What a flow's own packets say about who its client is: handshake, groups, payload. */
final class PacketEvidence {
    static final byte OPEN = -1;

    private PacketEvidence() {}

    /** A decision, or {@link #OPEN}. */
    static byte decide(long[] page, int base) {
        if (Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]))) {
            int side = byHandshake(page[base + FlowRecords.HISTORY]);
            if (side >= 0) {
                boolean syn = Event.has(page[base + FlowRecords.HISTORY], Event.SYN | side);
                return Decision.of(syn ? Orientation.SYN : Orientation.SYN_ACK, side != 0);
            }
        }
        boolean clientA = (page[base + FlowRecords.MISC] & FlowRecords.CLIENT_A) != 0;
        boolean clientB = (page[base + FlowRecords.MISC] & FlowRecords.CLIENT_B) != 0;
        int version = FlowKey.version6(page[base + FlowRecords.KEY]) ? 6 : 4;
        boolean groupA = IpAddress.isGroup(version, page[base], page[base + 1]);
        boolean groupB = IpAddress.isGroup(version, page[base + 2], page[base + 3]);
        if (groupA != groupB) {
            // A group opens nothing, whatever is told to it (mDNS answers, DHCP offers).
            boolean agrees = clientA != clientB && clientB == groupA;
            return Decision.of(agrees ? Orientation.PAYLOAD : Orientation.FAN_IN, groupA);
        }
        return clientA != clientB ? Decision.of(Orientation.PAYLOAD, clientB) : OPEN;
    }

    /** Whether the first packet came from B. */
    static boolean isFirstFromB(long[] page, int base) {
        return (Event.at(page[base + FlowRecords.HISTORY], 0) & Event.FROM_B) != 0;
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
}
