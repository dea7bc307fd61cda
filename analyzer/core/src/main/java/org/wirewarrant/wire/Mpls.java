package org.wirewarrant.wire;

/** MPLS label stacks (RFC 3032) and a guess at what lies under them, because the labels do not say. */
final class Mpls {
    private static final int BOTTOM = 0x100;
    private static final int MAX_LABELS = 32;

    private Mpls() {}

    /** A label stack directly on a link. */
    static void decode(HeaderDecoder d, int p) {
        int q = bottom(d, p);
        if (q >= 0) {
            payload(d, q);
        }
    }

    /** A label stack in UDP (RFC 7510) or IP (RFC 4023). */
    static void tunnelled(HeaderDecoder d, int p) {
        int q = bottom(d, p);
        if (q >= 0) {
            d.enter(Encapsulation.MPLS, Bytes.i32(d.bytes, q - 4) >>> 12);
            payload(d, q);
        }
    }

    private static int bottom(HeaderDecoder d, int p) {
        if (!d.hop()) {
            return -1;
        }
        int q = p;
        for (int labels = 0; labels < MAX_LABELS; labels++) {
            if (!d.has(q, 4)) {
                return -1;
            }
            boolean last = (Bytes.i32(d.bytes, q) & BOTTOM) != 0;
            q += 4;
            if (last) {
                return q;
            }
        }
        d.malformed();
        return -1;
    }

    /** RFC 4928: the first nibble tells IP apart, and a control word (RFC 4385) begins with 0 or 1. */
    private static void payload(HeaderDecoder d, int p) {
        if (!d.has(p, 1)) {
            return;
        }
        int nibble = Bytes.u8(d.bytes, p) >>> 4;
        if (nibble == 4 && (Bytes.u8(d.bytes, p) & 0xf) >= 5) {
            d.ipv4(p);
        } else if (nibble == 6 && !Ethertypes.plausibleEthernet(d, p)) {
            d.ipv6(p);
        } else if (nibble == 0 && Ethertypes.plausibleEthernet(d, p + 4)) {
            d.ethernet(p + 4);
        } else if (Ethertypes.plausibleEthernet(d, p)) {
            d.ethernet(p);
        } else {
            d.stop(DecodeStop.NOT_IP, Ethertypes.MPLS);
        }
    }
}
