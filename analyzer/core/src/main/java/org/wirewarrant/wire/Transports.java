package org.wirewarrant.wire;

/** Transport headers other than a whole TCP or UDP one, and protocols that carry further packets. */
final class Transports {
    private static final int TCP_ACKNOWLEDGMENT_END = 12;
    private static final int TCP_FLAGS_END = 14;

    private Transports() {}

    static void decode(HeaderDecoder d, PacketView view, int protocol, int p, int end) {
        switch (protocol) {
            case IpProtocol.TCP -> cutTcp(d, view, p, end);
            case IpProtocol.UDP, IpProtocol.UDP_LITE -> ports(d, view, protocol, p, 8, end);
            case IpProtocol.SCTP, IpProtocol.DCCP -> ports(d, view, protocol, p, 12, end);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> IcmpMessages.decode(d, view, protocol, p, end);
            case IpProtocol.AH -> authenticated(d, view, p, end);
            default -> {
                d.commit(view, protocol, p, end);
                tunnel(d, view.version, protocol, p);
            }
        }
    }

    private static void tunnel(HeaderDecoder d, int version, int protocol, int p) {
        switch (protocol) {
            case IpProtocol.IPIP -> IpTunnels.ipInIp(d, version, 4, p);
            case IpProtocol.IPV6 -> IpTunnels.ipInIp(d, version, 6, p);
            case IpProtocol.GRE -> IpTunnels.gre(d, p);
            case IpProtocol.ETHERIP -> IpTunnels.etherIp(d, p);
            case IpProtocol.ETHERNET -> IpTunnels.ethernet(d, p);
            case IpProtocol.PIM -> IpTunnels.pimRegister(d, p);
            case IpProtocol.L2TP -> LayerTwoTunnel.overIp(d, p);
            case IpProtocol.MPLS -> Mpls.tunnelled(d, p);
            default -> {}
        }
    }

    /** AH (RFC 4302) protects without hiding: what it names comes after it. */
    private static void authenticated(HeaderDecoder d, PacketView view, int p, int end) {
        if (!d.has(p, 8)) {
            return;
        }
        int length = (Bytes.u8(d.bytes, p + 1) + 2) << 2;
        if (length < 8) {
            d.malformed();
        } else if (d.hop() && d.has(p, length)) {
            d.transport(view, Bytes.u8(d.bytes, p), p + length, end);
        }
    }

    /** Ports of a header of which at least they are there; what else is missing is told by the stop. */
    private static void ports(HeaderDecoder d, PacketView view, int protocol, int p, int headerLength, int end) {
        if (!d.has(p, 4)) {
            return;
        }
        int ports = Bytes.i32(d.bytes, p);
        d.has(p, headerLength);
        d.commit(view, protocol, p + headerLength, end);
        view.transportOffset = p;
        view.hasPorts = true;
        view.sourcePort = ports >>> 16;
        view.destinationPort = ports & 0xffff;
    }

    private static void cutTcp(HeaderDecoder d, PacketView view, int p, int end) {
        ports(d, view, IpProtocol.TCP, p, 20, end);
        int there = d.limit - p;
        if (there >= TCP_ACKNOWLEDGMENT_END) {
            view.tcpSequence = Bytes.i32(d.bytes, p + 4);
            view.tcpAcknowledgment = Bytes.i32(d.bytes, p + 8);
        }
        if (there >= TCP_FLAGS_END && (d.bytes[p + 12] & 0xf0) >= 0x50) {
            view.tcpFlags = Bytes.u8(d.bytes, p + 13);
        }
    }
}
