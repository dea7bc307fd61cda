package org.wirewarrant.flow;

/** Who the client of a flow is and how that was told, in one byte that is never negative. */
final class Decision {
    private static final int CLIENT_B = 0x40;
    private static final Orientation[] ORIENTATIONS = Orientation.values();

    private Decision() {}

    static byte of(Orientation orientation, boolean clientIsB) {
        return (byte) (orientation.ordinal() | (clientIsB ? CLIENT_B : 0));
    }

    static boolean clientIsB(byte decision) {
        return (decision & CLIENT_B) != 0;
    }

    static Orientation orientation(byte decision) {
        return ORIENTATIONS[decision & ~CLIENT_B];
    }
}
