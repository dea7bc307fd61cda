package org.wirewarrant.wire;

/** Transport headers other than a whole TCP or UDP one, and protocols that carry further packets. */
final class Transports {
    private Transports() {}

    static void decode(HeaderDecoder d, PacketView view, int protocol, int p, int end) {
        switch (protocol) {
            case IpProtocols.TCP -> ports(d, view, protocol, p, 20, end);
            case IpProtocols.UDP, IpProtocols.UDP_LITE -> ports(d, view, protocol, p, 8, end);
            case IpProtocols.SCTP, IpProtocols.DCCP -> ports(d, view, protocol, p, 12, end);
            case IpProtocols.ICMP, IpProtocols.ICMPV6 -> icmp(d, view, protocol, p, end);
            default -> d.commit(view, protocol, p, end);
        }
    }

    /** Ports of a header of which at least they are there; what else is missing is told by the stop. */
    private static void ports(HeaderDecoder d, PacketView view, int protocol, int p, int headerLength, int end) {
        if (!d.has(p, 4)) {
            return;
        }
        int ports = Bytes.i32(d.bytes, p);
        d.has(p, headerLength);
        d.commit(view, protocol, Math.min(p + headerLength, end), end);
        view.transportOffset = p;
        view.hasPorts = true;
        view.sourcePort = ports >>> 16;
        view.destinationPort = ports & 0xffff;
    }

    private static void icmp(HeaderDecoder d, PacketView view, int protocol, int p, int end) {
        if (!d.has(p, 2)) {
            return;
        }
        view.icmpType = Bytes.u8(d.bytes, p);
        view.icmpCode = Bytes.u8(d.bytes, p + 1);
        d.commit(view, protocol, p, end);
    }
}
