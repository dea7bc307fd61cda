package org.wirewarrant.wire;

/** PPP in its framings (RFC 1661, RFC 1662, RFC 2516) and Cisco HDLC. */
final class PointToPoint {
    private static final int PROTOCOL_IPV4 = 0x0021;
    private static final int PROTOCOL_BRIDGED = 0x0031;
    private static final int PROTOCOL_MULTILINK = 0x003d;
    private static final int PROTOCOL_IPV6 = 0x0057;
    private static final int PROTOCOL_MPLS = 0x0281;
    private static final int PROTOCOL_MPLS_MULTICAST = 0x0283;
    private static final int ADDRESS_AND_CONTROL = 0xff03;
    private static final int CISCO_UNICAST = 0x0f;
    private static final int CISCO_MULTICAST = 0x8f;

    private PointToPoint() {}

    /** PPPoE session header, then PPP. */
    static void pppoe(HeaderDecoder d, int p) {
        if (!d.has(p, 6)) {
            return;
        }
        if (d.bytes[p] != 0x11) {
            d.malformed();
        } else if (d.bytes[p + 1] != 0) {
            d.stop(DecodeStop.NOT_IP, Ethertypes.PPPOE_SESSION);
        } else {
            d.trim(p + 6, Bytes.u16(d.bytes, p + 4));
            ppp(d, p + 6);
        }
    }

    /** PPP, with or without address and control, and with its protocol in one byte or two. */
    static void ppp(HeaderDecoder d, int p) {
        if (!d.hop() || !d.has(p, 2)) {
            return;
        }
        int q = Bytes.u16(d.bytes, p) == ADDRESS_AND_CONTROL ? p + 2 : p;
        if (!d.has(q, 1)) {
            return;
        }
        int protocol = Bytes.u8(d.bytes, q);
        if ((protocol & 1) != 0) {
            protocol(d, protocol, q + 1);
        } else if (d.has(q, 2)) {
            protocol(d, Bytes.u16(d.bytes, q), q + 2);
        }
    }

    /** Whether PPP with an IP packet in it is there beyond doubt. */
    static boolean plausible(HeaderDecoder d, int p) {
        if (d.limit - p < 4) {
            return false;
        }
        int q = Bytes.u16(d.bytes, p) == ADDRESS_AND_CONTROL ? p + 2 : p;
        int protocol = Bytes.u16(d.bytes, q);
        return (protocol == PROTOCOL_IPV4 && Ethertypes.plausibleIpv4(d, q + 2))
                || (protocol == PROTOCOL_IPV6 && Ethertypes.plausibleIpv6(d, q + 2));
    }

    private static void protocol(HeaderDecoder d, int protocol, int p) {
        switch (protocol) {
            case PROTOCOL_IPV4, Ethertypes.IPV4 -> d.ipv4(p);
            case PROTOCOL_IPV6, Ethertypes.IPV6 -> d.ipv6(p);
            case PROTOCOL_MPLS, PROTOCOL_MPLS_MULTICAST -> Mpls.decode(d, p);
            case PROTOCOL_BRIDGED -> bridged(d, p);
            case PROTOCOL_MULTILINK -> multilink(d, p);
            default -> d.stop(DecodeStop.NOT_IP, protocol);
        }
    }

    /** RFC 3518: flags and pad count, MAC type 1 for Ethernet; other types are not IP over Ethernet. */
    private static void bridged(HeaderDecoder d, int p) {
        if (!d.has(p, 2)) {
            return;
        }
        if (d.bytes[p + 1] == 1) {
            d.ethernet(p + 2);
        } else {
            d.stop(DecodeStop.NOT_IP, PROTOCOL_BRIDGED);
        }
    }

    /** RFC 1990 with long sequence numbers; only a first fragment has a header inside. */
    private static void multilink(HeaderDecoder d, int p) {
        if (!d.has(p, 4)) {
            return;
        }
        if ((d.bytes[p] & 0x80) != 0) {
            ppp(d, p + 4);
        } else {
            d.stop(DecodeStop.NOT_IP, PROTOCOL_MULTILINK);
        }
    }

    /** HDLC-like framing: PPP, or Cisco's when its addresses say so. */
    static void hdlc(HeaderDecoder d, int p) {
        if (!d.has(p, 2)) {
            return;
        }
        int address = Bytes.u8(d.bytes, p);
        if (address == CISCO_UNICAST || address == CISCO_MULTICAST) {
            cisco(d, p);
        } else {
            ppp(d, p);
        }
    }

    /** Cisco HDLC, or PPP on a link that calls itself that. */
    static void cisco(HeaderDecoder d, int p) {
        if (!d.hop() || !d.has(p, 4)) {
            return;
        }
        if (Bytes.u16(d.bytes, p) == ADDRESS_AND_CONTROL) {
            ppp(d, p);
        } else {
            d.ethertype(Bytes.u16(d.bytes, p + 2), p + 4);
        }
    }

    /** A direction byte, then PPP, whose address byte pppd replaces by it. */
    static void directed(HeaderDecoder d, int p) {
        if (d.has(p, 2)) {
            ppp(d, d.bytes[p + 1] == 0x03 ? p + 2 : p + 1);
        }
    }

    /** Frame Relay: Q.922 address, then Q.933 with a network-layer identifier, or Cisco's ethertype. */
    static void frameRelay(HeaderDecoder d, int p) {
        int q = p;
        for (int bytes = 0; bytes < 4; bytes++) {
            if (!d.has(q, 1)) {
                return;
            }
            if ((d.bytes[q++] & 1) != 0) {
                break;
            }
        }
        if (!d.hop() || !d.has(q, 2)) {
            return;
        }
        if (d.bytes[q] == 0x03) {
            LogicalLink.networkLayer(d, d.bytes[q + 1] == 0 ? q + 2 : q + 1);
        } else {
            d.ethertype(Bytes.u16(d.bytes, q), q + 2);
        }
    }
}
