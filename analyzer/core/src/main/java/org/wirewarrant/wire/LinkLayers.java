package org.wirewarrant.wire;

import org.wirewarrant.capture.LinkTypes;

/** Link layers other than Ethernet, as tcpdump.org describes their headers. */
final class LinkLayers {
    private static final int AF_INET = 2;
    private static final int COOKED_LLC = 4;
    private static final int COOKED_ETHERNET = 3;
    private static final int COOKED_PPP = 7;
    private static final int ARPHRD_FRAME_RELAY = 770;
    private static final int ARPHRD_RADIOTAP = 803;
    private static final int ARPHRD_NETLINK = 824;
    private static final int NFLOG_PAYLOAD = 9;

    private LinkLayers() {}

    static void decode(HeaderDecoder d, int linkType, int p) {
        switch (linkType) {
            case LinkTypes.ETHERNET -> d.ethernet(p);
            case LinkTypes.RAW, LinkTypes.RAW_BSD, LinkTypes.RAW_OPENBSD -> ip(d, p);
            case LinkTypes.IPV4 -> d.ipv4(p);
            case LinkTypes.IPV6 -> d.ipv6(p);
            case LinkTypes.NULL, LinkTypes.LOOP -> loopback(d, p);
            case LinkTypes.LINUX_SLL -> cooked(d, p);
            case LinkTypes.LINUX_SLL2 -> cooked2(d, p);
            case LinkTypes.PPP, LinkTypes.PPP_HDLC -> PointToPoint.hdlc(d, p);
            case LinkTypes.PPP_ETHER -> PointToPoint.pppoe(d, p);
            case LinkTypes.C_HDLC -> PointToPoint.cisco(d, p);
            case LinkTypes.PPP_WITH_DIR, LinkTypes.PPP_PPPD -> PointToPoint.directed(d, p);
            case LinkTypes.C_HDLC_WITH_DIR -> PointToPoint.cisco(d, p + 1);
            case LinkTypes.FRELAY -> PointToPoint.frameRelay(d, p);
            case LinkTypes.FRELAY_WITH_DIR -> PointToPoint.frameRelay(d, p + 1);
            case LinkTypes.IEEE802_11 -> Wireless.decode(d, p);
            case LinkTypes.IEEE802_11_RADIOTAP -> Wireless.radiotap(d, p);
            case LinkTypes.IEEE802_11_PRISM, LinkTypes.IEEE802_11_AVS -> Wireless.prism(d, p);
            case LinkTypes.PPI -> Wireless.perPacketInformation(d, p);
            case LinkTypes.IEEE802_5 -> tokenRing(d, p);
            case LinkTypes.FDDI -> LogicalLink.decode(d, p + 13);
            case LinkTypes.ATM_RFC1483 -> LogicalLink.decode(d, p);
            case LinkTypes.SUNATM -> LogicalLink.decode(d, p + 4);
            case LinkTypes.IP_OVER_FC -> LogicalLink.decode(d, p + 16);
            case LinkTypes.IPOIB -> typeAt(d, p + 40, 4);
            case LinkTypes.APPLE_IP_OVER_IEEE1394 -> typeAt(d, p + 16, 2);
            case LinkTypes.PFLOG -> pflog(d, p);
            case LinkTypes.IPNET -> ip(d, p + 24);
            case LinkTypes.NFLOG -> nflog(d, p);
            case LinkTypes.NETANALYZER -> Ethertypes.inner(d, p, 4);
            case LinkTypes.NETANALYZER_TRANSPARENT -> Ethertypes.inner(d, p, 12);
            case LinkTypes.ETHERNET_MPACKET -> Ethertypes.inner(d, p, 8);
            case LinkTypes.PKTAP -> pktap(d, p);
            case LinkTypes.DSA_TAG_BRCM, LinkTypes.DSA_TAG_DSA -> typeAt(d, p + 16, 2);
            case LinkTypes.DSA_TAG_BRCM_PREPEND -> Ethertypes.inner(d, p, 4);
            case LinkTypes.DSA_TAG_EDSA -> typeAt(d, p + 20, 2);
            case LinkTypes.ERF -> erf(d, p);
            default -> d.stop(DecodeStop.UNSUPPORTED, linkType);
        }
    }

    /** An IP packet whose version is told by its first nibble. */
    static void ip(HeaderDecoder d, int p) {
        if (!d.has(p, 1)) {
            return;
        }
        switch (d.bytes[p] & 0xf0) {
            case 0x40 -> d.ipv4(p);
            case 0x60 -> d.ipv6(p);
            default -> d.malformed();
        }
    }

    /** An ethertype, then its payload. */
    private static void typeAt(HeaderDecoder d, int p, int length) {
        if (d.has(p, length)) {
            d.ethertype(Bytes.u16(d.bytes, p), p + length);
        }
    }

    /** BSD loopback. The host's byte order shows in the value, because address families are small. */
    private static void loopback(HeaderDecoder d, int p) {
        if (!d.has(p, 4)) {
            return;
        }
        int value = Bytes.i32(d.bytes, p);
        if (value >>> 16 == 0xff03) {
            PointToPoint.ppp(d, p);
            return;
        }
        int family = (value & 0xffff_0000) != 0 ? Integer.reverseBytes(value) : value;
        if (family == AF_INET) {
            d.ipv4(p + 4);
        } else if (isInet6(family)) {
            inet6(d, family, p + 4);
        } else if (family > 1500 && family <= 0xffff) {
            d.ethertype(family, p + 4);
        } else {
            d.stop(DecodeStop.NOT_IP, family);
        }
    }

    /** Some of these numbers mean another family elsewhere, so the version must agree. */
    private static void inet6(HeaderDecoder d, int family, int p) {
        if (!d.has(p, 1)) {
            return;
        }
        if ((d.bytes[p] & 0xf0) == 0x60) {
            d.ipv6(p);
        } else {
            d.stop(DecodeStop.NOT_IP, family);
        }
    }

    /** Linux 10; Windows 23; NetBSD, OpenBSD 24; FreeBSD 28; macOS 30. */
    private static boolean isInet6(int family) {
        return family == 10 || family == 23 || family == 24 || family == 28 || family == 30;
    }

    private static void cooked(HeaderDecoder d, int p) {
        if (d.has(p, 16)) {
            cooked(d, Bytes.u16(d.bytes, p + 2), Bytes.u16(d.bytes, p + 14), p + 16);
        }
    }

    private static void cooked2(HeaderDecoder d, int p) {
        if (d.has(p, 20)) {
            cooked(d, Bytes.u16(d.bytes, p + 8), Bytes.u16(d.bytes, p), p + 20);
        }
    }

    private static void cooked(HeaderDecoder d, int hardware, int protocol, int p) {
        if (hardware == ARPHRD_NETLINK) {
            d.stop(DecodeStop.UNSUPPORTED, LinkTypes.NETLINK);
        } else if (hardware == ARPHRD_RADIOTAP) {
            Wireless.radiotap(d, p);
        } else if (hardware == ARPHRD_FRAME_RELAY) {
            PointToPoint.frameRelay(d, p);
        } else {
            switch (protocol) {
                case COOKED_LLC -> LogicalLink.decode(d, p);
                case COOKED_ETHERNET -> d.ethernet(p);
                case COOKED_PPP -> PointToPoint.ppp(d, p);
                default -> protocol(d, protocol, p);
            }
        }
    }

    private static void protocol(HeaderDecoder d, int protocol, int p) {
        if (protocol < 0x600) {
            d.stop(DecodeStop.NOT_IP, protocol);
        } else {
            d.ethertype(protocol, p);
        }
    }

    /** Access and frame control, addresses, a route where the source says so, LLC. */
    private static void tokenRing(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (!d.has(p, 15)) {
            return;
        }
        if (Bytes.u8(b, p + 1) >>> 6 != 1) {
            d.stop(DecodeStop.NOT_IP, LinkTypes.IEEE802_5);
            return;
        }
        int route = (b[p + 8] & 0x80) != 0 ? b[p + 14] & 0x1f : 0;
        LogicalLink.decode(d, p + 14 + route);
    }

    private static void pflog(HeaderDecoder d, int p) {
        if (!d.has(p, 2)) {
            return;
        }
        int length = (Bytes.u8(d.bytes, p) + 3) & ~3;
        if (d.has(p, length)) {
            ip(d, p + length);
        }
    }

    /** Type-length-value fields in the byte order of the capturing host; the packet is one of them. */
    private static void nflog(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (!d.has(p, 8)) {
            return;
        }
        boolean little = b[p + 5] == 0;
        int q = p + 4;
        while (d.has(q, 4)) {
            int length = order(Bytes.u16(b, q), little);
            int type = order(Bytes.u16(b, q + 2), little);
            if (length < 4) {
                d.malformed();
                return;
            }
            if ((type & 0x7fff) == NFLOG_PAYLOAD) {
                ip(d, q + 4);
                return;
            }
            q += (length + 3) & ~3;
        }
    }

    private static int order(int value, boolean little) {
        return little ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : value;
    }

    /** Little-endian header length, record type and link type first. */
    private static void pktap(HeaderDecoder d, int p) {
        if (!d.hop() || !d.has(p, 12)) {
            return;
        }
        int length = Integer.reverseBytes(Bytes.i32(d.bytes, p));
        int linkType = Integer.reverseBytes(Bytes.i32(d.bytes, p + 8));
        if (length < 12 || length > 4096) {
            d.malformed();
        } else if (d.has(p, length)) {
            d.link(linkType, p + length);
        }
    }

    /** An ERF record in another capture format: 16 bytes, extension headers, and for Ethernet two bytes of offset and padding. */
    private static void erf(HeaderDecoder d, int p) {
        if (!d.has(p, 16)) {
            return;
        }
        int type = Bytes.u8(d.bytes, p + 8);
        int q = p + 16;
        boolean more = (type & 0x80) != 0;
        for (int headers = 0; more && headers < 16; headers++) {
            if (!d.has(q, 8)) {
                return;
            }
            more = (d.bytes[q] & 0x80) != 0;
            q += 8;
        }
        if ((type & 0x7f) == 2) {
            Ethertypes.inner(d, q, 2);
        } else {
            d.stop(DecodeStop.UNSUPPORTED, LinkTypes.ERF);
        }
    }
}
