package org.wirewarrant.flow;

/** What the two ports of a flow suggest about who its client is. */
final class PortEvidence {
    private static final int WELL_KNOWN = 1024;
    private static final int EPHEMERAL = 32_768;

    private PortEvidence() {}

    /** A decision, if only that the first sender stands as the client. */
    static byte decide(long[] page, int base) {
        long word = page[base + FlowRecords.KEY];
        int portA = FlowKey.portA(word);
        int portB = FlowKey.portB(word);
        boolean firstB = PacketEvidence.isFirstFromB(page, base);
        if (portA == 0 && portB == 0) {
            return Decision.of(Orientation.UNDECIDED, firstB);
        }
        if (portA < WELL_KNOWN != portB < WELL_KNOWN) {
            return Decision.of(Orientation.PORT, portA < WELL_KNOWN);
        }
        boolean serverA = portA < EPHEMERAL;
        boolean differ = serverA != portB < EPHEMERAL;
        if (differ && (Event.hasStates(FlowKey.protocol(word)) || !spokeFirst(serverA, page, base))) {
            return Decision.of(Orientation.PORT, serverA);
        }
        return Decision.of(Orientation.UNDECIDED, firstB);
    }

    /** Whether one side sent the first packet and the other one answered: what ephemeral ports suggest does not outweigh that. */
    private static boolean spokeFirst(boolean sideA, long[] page, int base) {
        return page[base + FlowRecords.PACKETS_A] > 0
                && page[base + FlowRecords.PACKETS_B] > 0
                && PacketEvidence.isFirstFromB(page, base) != sideA;
    }
}
