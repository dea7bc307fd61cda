package org.wirewarrant.flow;

import org.wirewarrant.wire.PacketView;

/**
 * What the first bytes of a payload say about its sender: that it asks, or that it answers. Only forms that one side alone sends are
 * recognised, and a form is recognised by enough of its bytes that data in the middle of a stream is hardly ever mistaken for it;
 * everything else is unknown.
 */
final class PayloadRole {
    static final int UNKNOWN = 0;
    /** The sender is the client. */
    static final int CLIENT = 1;
    /** The sender is the server. */
    static final int SERVER = 2;

    private static final int SHORTEST_SEGMENT = 6;
    private static final int SHORTEST_DATAGRAM = 4;

    private PayloadRole() {}

    static int ofTcp(PacketView packet, byte[] bytes) {
        int length = packet.payloadCaptured;
        if (length < SHORTEST_SEGMENT) {
            return UNKNOWN;
        }
        int at = packet.payloadOffset;
        int first = bytes[at];
        boolean text = first >= '*' && first <= 'z';
        int role = text ? TextRole.of(bytes, at, at + length) : UNKNOWN;
        if (role != UNKNOWN) {
            return role;
        }
        role = BinaryRole.of(bytes, at, length, packet.payloadLength);
        return role != UNKNOWN ? role : SegmentRole.of(packet, bytes, at, at + length);
    }

    static int ofUdp(PacketView packet, byte[] bytes) {
        int length = packet.payloadCaptured;
        if (length < SHORTEST_DATAGRAM) {
            return UNKNOWN;
        }
        int at = packet.payloadOffset;
        int role = DatagramRole.of(packet.destinationPort, bytes, at, at + length);
        if (role == UNKNOWN && packet.sourcePort != packet.destinationPort) {
            role = DatagramRole.of(packet.sourcePort, bytes, at, at + length);
        }
        return role != UNKNOWN ? role : HandshakeRole.of(bytes, at, at + length);
    }
}
