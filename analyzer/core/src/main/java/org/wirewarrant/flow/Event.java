package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;

/**
 * The events of a flow's history: each is one of six kinds from one of two sides and stands in the history once, where it first
 * happened. A history is one long: the events in order, four bits each from the lowest, and above bit 48 a mask of those present.
 * Appending the events of a later part that are not yet present joins two histories; the operation is associative.
 */
final class Event {
    static final int SYN = 1;
    static final int SYN_ACK = 2;
    static final int ACK = 3;
    static final int DATA = 4;
    static final int FIN = 5;
    static final int RST = 6;

    /** Added to a kind when the second of the canonical endpoints sent it. */
    static final int FROM_B = 8;

    private static final int MASK_SHIFT = 48;
    private static final int TCP_FIN = 0x01;
    private static final int TCP_SYN = 0x02;
    private static final int TCP_RST = 0x04;
    private static final int TCP_ACK = 0x10;

    private Event() {}

    /** Events of one packet, at most two, in order: the low four bits happened first; sides are added by the caller. */
    static int ofTcp(int flags, int payloadLength) {
        if ((flags & TCP_RST) != 0) {
            return RST;
        }
        if ((flags & TCP_SYN) != 0) {
            return (flags & TCP_ACK) != 0 ? SYN_ACK : SYN;
        }
        if ((flags & TCP_FIN) != 0) {
            return payloadLength > 0 ? DATA | FIN << 4 : FIN;
        }
        return payloadLength > 0 ? DATA : ACK;
    }

    /** Event of the first chunk of an SCTP packet (RFC 9260 section 3.2), in TCP's terms. */
    static int ofSctpChunk(int type) {
        return switch (type) {
            case 0 -> DATA;
            case 1 -> SYN;
            case 2 -> SYN_ACK;
            case 6 -> RST;
            case 7, 8, 14 -> FIN;
            default -> ACK;
        };
    }

    static boolean has(long history, int event) {
        return (history >>> (MASK_SHIFT + event) & 1) != 0;
    }

    static long append(long history, int event) {
        if (has(history, event)) {
            return history;
        }
        int count = Long.bitCount(history >>> MASK_SHIFT);
        return history | (long) event << (4 * count) | 1L << (MASK_SHIFT + event);
    }

    static int count(long history) {
        return Long.bitCount(history >>> MASK_SHIFT);
    }

    /** The event at a position, from 0. */
    static int at(long history, int position) {
        return (int) (history >>> (4 * position)) & 15;
    }

    /** Position of an event, or -1. */
    static int position(long history, int event) {
        for (int i = 0; i < count(history); i++) {
            if (at(history, i) == event) {
                return i;
            }
        }
        return -1;
    }

    static long join(long earlier, long later) {
        long joined = earlier;
        for (int i = 0; i < count(later); i++) {
            joined = append(joined, at(later, i));
        }
        return joined;
    }

    /** The same history seen with the two ends exchanged. */
    static long swapSides(long history) {
        long swapped = 0;
        for (int i = 0; i < count(history); i++) {
            swapped = append(swapped, at(history, i) ^ FROM_B);
        }
        return swapped;
    }

    /** Whether the protocol has connection state of TCP's kind. */
    static boolean hasStates(int protocol) {
        return protocol == IpProtocol.TCP || protocol == IpProtocol.SCTP;
    }
}
