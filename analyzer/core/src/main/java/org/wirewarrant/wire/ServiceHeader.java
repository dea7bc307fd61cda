package org.wirewarrant.wire;

/** Network service header (RFC 8300). */
final class ServiceHeader {
    static final int NEXT_IPV4 = 1;
    static final int NEXT_IPV6 = 2;
    static final int NEXT_ETHERNET = 3;
    static final int NEXT_NSH = 4;
    static final int NEXT_MPLS = 5;

    private ServiceHeader() {}

    static void decode(HeaderDecoder d, int p) {
        if (!d.has(p, 8)) {
            return;
        }
        int length = (Bytes.u16(d.bytes, p) & 0x3f) << 2;
        if (length < 8) {
            d.malformed();
        } else if (d.has(p, length)) {
            next(d, Bytes.u8(d.bytes, p + 3), p + length);
        }
    }

    /** What a next-protocol number of NSH or VXLAN-GPE names. */
    static void next(HeaderDecoder d, int protocol, int p) {
        if (!d.hop()) {
            return;
        }
        switch (protocol) {
            case NEXT_IPV4 -> d.ipv4(p);
            case NEXT_IPV6 -> d.ipv6(p);
            case NEXT_ETHERNET -> d.ethernet(p);
            case NEXT_NSH -> decode(d, p);
            case NEXT_MPLS -> Mpls.decode(d, p);
            default -> d.stop(DecodeStop.NOT_IP, Ethertypes.NSH);
        }
    }
}
