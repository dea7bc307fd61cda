package org.wirewarrant.flow;

/**
 * A port that the payload of a control flow announces: who will speak to whom on it, and when.
 *
 * @param controlHash hash of the control flow's key, {@link FlowKey#hash}
 * @param protocol IANA protocol number of the flow announced
 * @param path encapsulations it travels in, those of the control flow
 * @param version6 whether the addresses are IPv6
 * @param knownHigh address of the end whose port is known, upper half
 * @param knownLow lower half
 * @param knownPort its port
 * @param knownIsServer whether that end is the server; else the client
 * @param peerHigh address of the other end, upper half
 * @param peerLow lower half
 * @param from earliest first packet, nanoseconds since the epoch
 * @param until latest first packet
 */
record Negotiation(
        long controlHash,
        int protocol,
        int path,
        boolean version6,
        long knownHigh,
        long knownLow,
        int knownPort,
        boolean knownIsServer,
        long peerHigh,
        long peerLow,
        long from,
        long until) {
    /** Hash of the end whose port is known. */
    long endpoint() {
        return FlowKey.endpoint(knownHigh, knownLow, knownPort, protocol);
    }

    /** Whether a flow, with one of its ends as the known one, is what was announced. */
    boolean announces(long[] page, int base, boolean knownIsB) {
        long word = page[base + FlowRecords.KEY];
        int known = knownIsB ? 2 : 0;
        long first = page[base + FlowRecords.FIRST];
        return FlowKey.protocol(word) == protocol
                && FlowKey.path(word) == path
                && FlowKey.version6(word) == version6
                && (knownIsB ? FlowKey.portB(word) : FlowKey.portA(word)) == knownPort
                && page[base + known] == knownHigh
                && page[base + known + 1] == knownLow
                && page[base + 2 - known] == peerHigh
                && page[base + 3 - known] == peerLow
                && first >= from
                && first <= until
                && hash(page, base) != controlHash;
    }

    private static long hash(long[] page, int base) {
        return FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], page[base + 4]);
    }
}
