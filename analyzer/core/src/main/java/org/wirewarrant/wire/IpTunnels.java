package org.wirewarrant.wire;

/** Tunnels that are IP protocols of their own. */
final class IpTunnels {
    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GRE_ACKNOWLEDGMENT = 0x0080;
    private static final int GRE_VERSION = 0x0007;
    private static final int PROTOCOL_WCCP = 0x883e;
    private static final int PROTOCOL_ERSPAN = 0x88be;
    private static final int PROTOCOL_ERSPAN_III = 0x22eb;
    private static final int PROTOCOL_EOIP = 0x6400;
    private static final int PROTOCOL_HDLC_3GPP2 = 0x88d2;
    private static final int PROTOCOL_HDLC_CDMA = 0x8881;

    private IpTunnels() {}

    /** IP in IP, by the versions of both. */
    static void ipInIp(HeaderDecoder d, int outerVersion, int innerVersion, int p) {
        if (innerVersion == 4) {
            d.enter(outerVersion == 4 ? Encapsulation.IPIP : Encapsulation.FOURINSIX, 0);
            d.ipv4(p);
        } else {
            d.enter(outerVersion == 4 ? Encapsulation.SIXINFOUR : Encapsulation.SIXINSIX, 0);
            d.ipv6(p);
        }
    }

    /** GRE (RFC 2784, RFC 2890), PPTP's version 1 (RFC 2637), and what vendors put into both. */
    static void gre(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (!d.hop() || !d.has(p, 4)) {
            return;
        }
        int flags = Bytes.u16(b, p);
        int protocol = Bytes.u16(b, p + 2);
        if ((flags & GRE_VERSION) == 1) {
            greVersion1(d, flags, protocol, p);
            return;
        } else if ((flags & GRE_VERSION) != 0) {
            d.stop(DecodeStop.UNSUPPORTED, IpProtocol.GRE);
            return;
        }
        int q = p + 4;
        if ((flags & (GRE_CHECKSUM | GRE_ROUTING)) != 0) {
            q += 4;
        }
        int key = 0;
        if ((flags & GRE_KEY) != 0) {
            if (!d.has(q, 4)) {
                return;
            }
            key = Bytes.i32(b, q);
            q += 4;
        }
        if ((flags & GRE_SEQUENCE) != 0) {
            q += 4;
        }
        if ((flags & GRE_ROUTING) != 0) {
            q = routes(d, q);
            if (q < 0) {
                return;
            }
        }
        if (!d.has(p, q - p)) {
            return;
        }
        switch (protocol) {
            case PROTOCOL_ERSPAN -> erspan(d, flags, q);
            case PROTOCOL_ERSPAN_III -> erspan3(d, q);
            case Ethertypes.TRANSPARENT_ETHERNET -> {
                boolean virtual = (flags & (GRE_CHECKSUM | GRE_ROUTING | GRE_KEY | GRE_SEQUENCE)) == GRE_KEY;
                d.enter(virtual ? Encapsulation.NVGRE : Encapsulation.GRE, virtual ? key >>> 8 : key);
                d.ethernet(q);
            }
            default -> {
                d.enter(Encapsulation.GRE, key);
                grePayload(d, protocol, q);
            }
        }
    }

    private static void grePayload(HeaderDecoder d, int protocol, int p) {
        switch (protocol) {
            case PROTOCOL_WCCP -> {
                // version 2 puts a redirect header of four bytes in front of the packet
                if (d.has(p, 1)) {
                    LinkLayers.ip(d, (d.bytes[p] & 0xf0) == 0x40 ? p : p + 4);
                }
            }
            case PROTOCOL_EOIP -> d.ethernet(p);
            case PROTOCOL_HDLC_3GPP2, PROTOCOL_HDLC_CDMA -> PointToPoint.hdlc(d, p);
            default -> {
                if (protocol >= 0x8200 && protocol <= 0x8370 && (protocol & 0xf) == 0) {
                    Wireless.decode(d, p);
                } else {
                    d.ethertype(protocol, p);
                }
            }
        }
    }

    /** Source route entries (RFC 1701), up to the one of length 0. */
    private static int routes(HeaderDecoder d, int p) {
        int q = p;
        while (d.has(q, 4)) {
            int length = Bytes.u8(d.bytes, q + 3);
            q += 4 + length;
            if (length == 0) {
                return q;
            }
        }
        return -1;
    }

    private static void greVersion1(HeaderDecoder d, int flags, int protocol, int p) {
        byte[] b = d.bytes;
        if (!d.has(p, 8)) {
            return;
        }
        int length = Bytes.u16(b, p + 4);
        int call = Bytes.u16(b, p + 6);
        if (protocol == PROTOCOL_EOIP) {
            d.enter(Encapsulation.GRE, Short.toUnsignedInt(Short.reverseBytes((short) call)));
            d.ethernet(p + 8);
            return;
        }
        int q = p + 8;
        if ((flags & GRE_SEQUENCE) != 0) {
            q += 4;
        }
        if ((flags & GRE_ACKNOWLEDGMENT) != 0) {
            q += 4;
        }
        if (protocol != Ethertypes.PPP) {
            d.stop(DecodeStop.UNSUPPORTED, IpProtocol.GRE);
        } else if ((flags & GRE_SEQUENCE) != 0 && length != 0 && d.has(p, q - p)) {
            d.enter(Encapsulation.GRE, call);
            d.trim(q, length);
            PointToPoint.ppp(d, q);
        }
    }

    /** Type I has no header of its own and no sequence number; type II has 8 bytes, and some senders give type III this number. */
    private static void erspan(HeaderDecoder d, int flags, int p) {
        if ((flags & GRE_SEQUENCE) == 0) {
            d.enter(Encapsulation.ERSPAN, 0);
            d.ethernet(p);
        } else if (d.has(p, 8)) {
            if (Bytes.u8(d.bytes, p) >>> 4 == 2) {
                erspan3(d, p);
            } else {
                d.enter(Encapsulation.ERSPAN, Bytes.u16(d.bytes, p + 2) & 0x3ff);
                d.ethernet(p + 8);
            }
        }
    }

    private static void erspan3(HeaderDecoder d, int p) {
        if (!d.has(p, 12)) {
            return;
        }
        int last = Bytes.u16(d.bytes, p + 10);
        boolean platform = (last & 1) != 0;
        int frameType = (last >>> 10) & 0x1f;
        d.enter(Encapsulation.ERSPAN, Bytes.u16(d.bytes, p + 2) & 0x3ff);
        int q = p + (platform ? 20 : 12);
        if (frameType == 2) {
            LinkLayers.ip(d, q);
        } else {
            d.ethernet(q);
        }
    }

    /** EtherIP (RFC 3378). */
    static void etherIp(HeaderDecoder d, int p) {
        if (!d.has(p, 2)) {
            return;
        }
        if (Bytes.u8(d.bytes, p) >>> 4 != 3) {
            d.stop(DecodeStop.UNSUPPORTED, IpProtocol.ETHERIP);
        } else if (d.hop()) {
            d.enter(Encapsulation.ETHERIP, 0);
            d.ethernet(p + 2);
        }
    }

    /** PIM register messages (RFC 7761, 4.9.3) carry a source's packets to the rendezvous point; null registers carry none. */
    static void pimRegister(HeaderDecoder d, int p) {
        if (d.limit - p < 8 || d.bytes[p] != 0x21 || (d.bytes[p + 4] & 0x40) != 0) {
            return;
        }
        int q = p + 8;
        if (Ethertypes.plausibleIpv4(d, q) || Ethertypes.plausibleIpv6(d, q)) {
            d.enter(Encapsulation.PIM, 0);
            LinkLayers.ip(d, q);
        }
    }

    /** Ethernet as an IP protocol (RFC 8986, 9.1). */
    static void ethernet(HeaderDecoder d, int p) {
        if (d.hop() && d.has(p, 14)) {
            d.enter(Encapsulation.ETHERNET, 0);
            d.ethernet(p);
        }
    }
}
