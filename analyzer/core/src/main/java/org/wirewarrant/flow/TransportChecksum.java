package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/** The 16-bit checksum field of a transport header; 0 where the protocol has none or it lies at or behind the captured limit. */
final class TransportChecksum {
    private TransportChecksum() {}

    static int read(PacketView packet, byte[] bytes, int limit) {
        int at = switch (packet.protocol) {
            case IpProtocol.TCP -> packet.transportOffset + 16;
            case IpProtocol.UDP, IpProtocol.UDP_LITE -> packet.transportOffset + 6;
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> packet.transportOffset + 2;
            case IpProtocol.SCTP -> packet.transportOffset + 10;
            default -> -1;
        };
        return at < 0 || at + 2 > limit ? 0 : (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
