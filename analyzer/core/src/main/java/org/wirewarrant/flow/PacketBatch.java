package org.wirewarrant.flow;

/**
 * Packets on their way from decoding to the flow table, {@link #STRIDE} longs each, in capture order. Filled by one thread, then read by
 * another; reused.
 */
final class PacketBatch {
    static final int CAPACITY = 2048;

    /** Words 0 to 3 are the addresses A high, A low, B high, B low; word 4 is {@link FlowKey}'s. */
    static final int KEY = 4;

    /** Nanoseconds since the epoch. */
    static final int TIME = 5;

    /** IP length above, transport payload length below. */
    static final int LENGTHS = 6;

    /** TCP sequence number above, acknowledgement below; of an SCTP INIT or INIT ACK the tags in their place. */
    static final int SEQUENCE = 7;

    /** Bits of {@link Meta}. */
    static final int META = 8;

    /** Hash of the key. */
    static final int HASH = 9;

    /** Fingerprint that only a mirrored copy of the same packet shares, 0 where it is not known; of fragments the identification of the datagram. */
    static final int FINGERPRINT = 10;

    static final int STRIDE = 11;

    final long[] words = new long[CAPACITY * STRIDE];
    int count;

    /** Bits of {@link #META}. */
    static final class Meta {
        /** Endpoint B sent it. */
        static final long FROM_B = 1;

        /** Low bit of the first event (four bits), then the second. */
        static final int EVENTS_SHIFT = 1;

        static final long EVENTS_MASK = 0xff;

        /** The payload says that A, or B, is the client. */
        static final long CLIENT_A = 1L << 9;

        static final long CLIENT_B = 1L << 10;

        /** What kind of entry it is: two bits. */
        static final int KIND_SHIFT = 11;

        static final int KIND_PACKET = 0;
        static final int KIND_FIRST_FRAGMENT = 1;
        static final int KIND_LATER_FRAGMENT = 2;

        /** No packet: an ICMP error quotes a packet of this flow. */
        static final int KIND_QUOTED = 3;

        /** ACK flag set, so that the acknowledgement counts. */
        static final long ACKNOWLEDGES = 1L << 13;

        /** The frame is in no flow unless this fragment finds one. */
        static final long FRAME_PENDING = 1L << 14;

        /** What this packet carries: five bits, an encapsulation. */
        static final int CARRIES_SHIFT = 15;

        /** The outermost packet of its frame. */
        static final long OUTERMOST = 1L << 46;

        /** What the payload gives away: nine bits of {@link WeaknessReader}. */
        static final int WEAKNESS_SHIFT = 47;

        /** VLAN tags as in {@link org.wirewarrant.wire.PacketView#vlan}, 26 bits. */
        static final int VLAN_SHIFT = 20;

        private Meta() {}
    }
}
