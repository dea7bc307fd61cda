package org.wirewarrant.wire;

/**
 * Tunnels over UDP. A port alone is no proof: each header is checked, and where the check fails the datagram is an ordinary one.
 */
final class UdpTunnels {
    private static final int L2TP = 1701;
    private static final int GTP_U = 2152;
    private static final int AMT = 2268;
    private static final int GTP_PRIME = 3386;
    private static final int TEREDO = 3544;
    private static final int LISP = 4341;
    private static final int GRE = 4754;
    private static final int VXLAN = 4789;
    private static final int VXLAN_GPE = 4790;
    private static final int AYIYA = 5072;
    private static final int CAPWAP_DATA = 5247;
    private static final int GENEVE = 6081;
    private static final int MPLS = 6635;
    private static final int VXLAN_LINUX = 8472;
    private static final int TZSP = 37008;

    private static final long[] PORTS = new long[1024];

    static {
        for (int port : new int[] {
            L2TP,
            GTP_U,
            AMT,
            GTP_PRIME,
            TEREDO,
            LISP,
            GRE,
            VXLAN,
            VXLAN_GPE,
            AYIYA,
            CAPWAP_DATA,
            GENEVE,
            MPLS,
            VXLAN_LINUX,
            TZSP
        }) {
            PORTS[port >>> 6] |= 1L << port;
        }
    }

    private UdpTunnels() {}

    static boolean mayBe(int sourcePort, int destinationPort) {
        return (((PORTS[sourcePort >>> 6] >>> sourcePort) | (PORTS[destinationPort >>> 6] >>> destinationPort)) & 1)
                != 0;
    }

    private static boolean isTunnel(int port) {
        return ((PORTS[port >>> 6] >>> port) & 1) != 0;
    }

    /** Goes into a datagram whose header is at {@code p}; the lower port is asked first, as Wireshark does. */
    static void decode(HeaderDecoder d, PacketView view, int p) {
        int length = Bytes.u16(d.bytes, p + 4);
        if (length >= 8) {
            d.trim(p, length);
        }
        int low = Math.min(view.sourcePort, view.destinationPort);
        int high = Math.max(view.sourcePort, view.destinationPort);
        int port = isTunnel(low) ? low : high;
        int q = p + 8;
        switch (port) {
            case L2TP -> LayerTwoTunnel.overUdp(d, q);
            case GTP_U, GTP_PRIME -> GprsTunnel.decode(d, q);
            case AMT -> multicastTunnel(d, q);
            case TEREDO -> teredo(d, q);
            case LISP -> lisp(d, q);
            case GRE -> IpTunnels.gre(d, q);
            case VXLAN -> vxlan(d, q, false);
            case VXLAN_LINUX -> vxlan(d, q, true);
            case VXLAN_GPE -> vxlanGpe(d, q);
            case AYIYA -> ayiya(d, q);
            case CAPWAP_DATA -> capwap(d, q);
            case GENEVE -> geneve(d, q);
            case MPLS -> Mpls.tunnelled(d, q);
            case TZSP -> tzsp(d, q);
            default -> throw new IllegalStateException("port " + port);
        }
    }

    /**
     * RFC 7348: the I flag must be set, and the last byte 0 unless a frame clearly follows (Cisco's fabrics use that byte). On the
     * unregistered port everything reserved must be 0, and a frame must follow.
     */
    private static void vxlan(HeaderDecoder d, int p, boolean strict) {
        if (d.limit - p < 8) {
            return;
        }
        int flags = Bytes.i32(d.bytes, p);
        int identifier = Bytes.i32(d.bytes, p + 4);
        if ((flags & 0x0800_0000) == 0) {
            return;
        }
        boolean reserved = (identifier & 0xff) != 0;
        if ((strict || reserved) && !Ethertypes.plausibleEthernet(d, p + 8)) {
            return;
        }
        if (strict && (reserved || flags != 0x0800_0000)) {
            return;
        }
        d.enter(Encapsulation.VXLAN, identifier >>> 8);
        if (d.hop()) {
            d.ethernet(p + 8);
        }
    }

    private static void vxlanGpe(HeaderDecoder d, int p) {
        if (d.limit - p < 8 || (Bytes.u8(d.bytes, p) & 0xf0) != 0) {
            return;
        }
        int flags = Bytes.u8(d.bytes, p);
        d.enter(Encapsulation.VXLAN, Bytes.i32(d.bytes, p + 4) >>> 8);
        int next = (flags & 0x04) != 0 ? Bytes.u8(d.bytes, p + 3) : ServiceHeader.NEXT_ETHERNET;
        ServiceHeader.next(d, next, p + 8);
    }

    /** RFC 8926: version 0, options in words. */
    private static void geneve(HeaderDecoder d, int p) {
        if (d.limit - p < 8) {
            return;
        }
        int first = Bytes.u8(d.bytes, p);
        if (first >>> 6 != 0) {
            return;
        }
        int header = 8 + ((first & 0x3f) << 2);
        if (d.has(p, header) && d.hop()) {
            d.enter(Encapsulation.GENEVE, Bytes.i32(d.bytes, p + 4) >>> 8);
            d.ethertype(Bytes.u16(d.bytes, p + 2), p + header);
        }
    }

    /** RFC 4380: an authentication and an origin indication may come first. */
    private static void teredo(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        int q = p;
        if (d.limit - q >= 4 && Bytes.u16(b, q) == 1) {
            q += 4 + Bytes.u8(b, q + 2) + Bytes.u8(b, q + 3) + 9;
        }
        if (d.limit - q >= 8 && Bytes.u16(b, q) == 0) {
            q += 8;
        }
        int room = d.wireEnd - q - 40;
        boolean fits = room >= 0 && (d.limit - q < 6 || Bytes.u16(b, q + 4) <= room);
        if (d.limit - q >= 1 && (b[q] & 0xf0) == 0x60 && fits && d.hop()) {
            d.enter(Encapsulation.TEREDO, 0);
            d.ipv6(q);
        }
    }

    /** RFC 9300: flags and nonce, instance or locator bits, then an IP packet. */
    private static void lisp(HeaderDecoder d, int p) {
        int q = p + 8;
        if (Ethertypes.plausibleIpv4(d, q) || Ethertypes.plausibleIpv6(d, q)) {
            boolean instance = (d.bytes[p] & 0x08) != 0;
            d.enter(Encapsulation.LISP, instance ? Bytes.i32(d.bytes, p + 4) >>> 8 : 0);
            LinkLayers.ip(d, q);
        }
    }

    /** RFC 7450: data, and the queries and updates that carry IGMP or MLD. */
    private static void multicastTunnel(HeaderDecoder d, int p) {
        if (d.limit - p < 2) {
            return;
        }
        int header = switch (Bytes.u8(d.bytes, p)) {
            case 4, 5 -> 12;
            case 6 -> 2;
            default -> -1;
        };
        int q = p + header;
        if (header > 0 && (Ethertypes.plausibleIpv4(d, q) || Ethertypes.plausibleIpv6(d, q))) {
            d.enter(Encapsulation.AMT, 0);
            LinkLayers.ip(d, q);
        }
    }

    /** Identity and signature of stated lengths, then a packet of a stated protocol. */
    private static void ayiya(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 8) {
            return;
        }
        int identity = 1 << (Bytes.u8(b, p) >>> 4);
        int signature = (Bytes.u8(b, p + 1) >>> 4) << 2;
        int next = Bytes.u8(b, p + 3);
        boolean forward = (b[p + 2] & 0xf) == 1;
        int q = p + 8 + identity + signature;
        if (!forward || (next != IpProtocol.IPV6 && next != IpProtocol.IPIP) || !d.has(p, q - p)) {
            return;
        }
        d.enter(Encapsulation.AYIYA, 0);
        if (next == IpProtocol.IPV6) {
            d.ipv6(q);
        } else {
            d.ipv4(q);
        }
    }

    /** RFC 5415: a native 802.11 frame or an 802.3 one; what is under DTLS is not read. */
    private static void capwap(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 8) {
            return;
        }
        int word = Bytes.i32(b, p);
        int header = ((word >>> 19) & 0x1f) << 2;
        int binding = (word >>> 9) & 0x1f;
        boolean isNative = (word & 0x100) != 0;
        boolean fragment = (word & 0x080) != 0;
        boolean keepAlive = (word & 0x008) != 0;
        boolean first = Bytes.u16(b, p + 6) >>> 3 == 0;
        if (word >>> 24 != 0 || header < 8 || keepAlive || (fragment && !first) || !d.has(p, header) || !d.hop()) {
            return;
        }
        int q = p + header;
        if (!isNative) {
            d.enter(Encapsulation.CAPWAP, 0);
            d.ethernet(q);
        } else if (binding == 1 && d.has(q, 2)) {
            d.enter(Encapsulation.CAPWAP, 0);
            // some controllers send the frame control bytes the wrong way round; the version bits of the right one are
            // 0
            boolean swapped = (b[q] & 3) != 0 && (b[q + 1] & 3) == 0;
            Wireless.decode(d, q, false, swapped);
        }
    }

    /** TaZmen sniffer protocol: version 1, a received or sent packet, tags up to an end tag. */
    private static void tzsp(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 5 || b[p] != 1 || (b[p + 1] != 0 && b[p + 1] != 1)) {
            return;
        }
        int protocol = Bytes.u16(b, p + 2);
        int q = p + 4;
        while (d.has(q, 1) && b[q] != 1) {
            if (b[q] == 0) {
                q++;
            } else if (d.has(q, 2)) {
                q += 2 + Bytes.u8(b, q + 1);
            } else {
                return;
            }
        }
        if (!d.has(q, 1) || !d.hop()) {
            return;
        }
        switch (protocol) {
            case 1 -> {
                d.enter(Encapsulation.TZSP, 0);
                d.ethernet(q + 1);
            }
            case 18 -> {
                d.enter(Encapsulation.TZSP, 0);
                Wireless.decode(d, q + 1);
            }
            default -> d.stop(DecodeStop.UNSUPPORTED, protocol);
        }
    }
}
