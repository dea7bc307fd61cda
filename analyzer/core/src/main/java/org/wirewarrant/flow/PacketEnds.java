package org.wirewarrant.flow;

import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/** Ports of a packet as flows have them: for ICMP the type of the request stands where the server's port would. */
final class PacketEnds {
    private PacketEnds() {}

    static int sourcePort(PacketView packet) {
        return IpProtocol.isIcmp(packet.protocol) ? (isReply(packet) ? request(packet) : 0) : packet.sourcePort;
    }

    static int destinationPort(PacketView packet) {
        return IpProtocol.isIcmp(packet.protocol) ? (isReply(packet) ? 0 : request(packet)) : packet.destinationPort;
    }

    private static boolean isReply(PacketView packet) {
        return request(packet) != packet.icmpType;
    }

    /** What is told to a group answers nobody. */
    private static int request(PacketView packet) {
        return IpAddress.isGroup(packet.version, packet.destinationHigh, packet.destinationLow)
                ? packet.icmpType
                : IcmpExchange.request(packet.protocol, packet.icmpType);
    }
}
