package org.wirewarrant.wire;

/** L2TP version 2 (RFC 2661) and version 3 (RFC 3931), data messages. */
final class LayerTwoTunnel {
    private static final int CONTROL = 0x8000;
    private static final int LENGTH = 0x4000;
    private static final int SEQUENCE = 0x0800;
    private static final int OFFSET = 0x0200;

    private LayerTwoTunnel() {}

    static void overUdp(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 6) {
            return;
        }
        int flags = Bytes.u16(b, p);
        int version = flags & 0xf;
        if ((flags & CONTROL) != 0) {
            return;
        }
        if (version == 3) {
            session(d, p + 4);
        } else if (version == 2) {
            version2(d, flags, p);
        }
    }

    private static void version2(HeaderDecoder d, int flags, int p) {
        int q = p + 2 + ((flags & LENGTH) != 0 ? 2 : 0);
        int ids = q;
        q += 4 + ((flags & SEQUENCE) != 0 ? 4 : 0);
        if ((flags & OFFSET) != 0) {
            if (!d.has(q, 2)) {
                return;
            }
            q += 2 + Bytes.u16(d.bytes, q);
        }
        if (!d.has(p, q - p) || q == d.wireEnd) {
            return;
        }
        if ((flags & LENGTH) != 0) {
            int length = Bytes.u16(d.bytes, p + 2);
            if (length < q - p) {
                return;
            }
            d.trim(p, length);
        }
        d.enter(Encapsulation.L2TP, Bytes.i32(d.bytes, ids));
        PointToPoint.ppp(d, q);
    }

    /** Over IP: a session of 0 is the control channel. */
    static void overIp(HeaderDecoder d, int p) {
        if (d.has(p, 4) && Bytes.i32(d.bytes, p) != 0) {
            session(d, p);
        }
    }

    /**
     * A version 3 data message. Cookie and sublayer lengths were agreed on the control channel, so the payload is looked for behind each
     * combination of them, and taken only where it is beyond doubt.
     */
    private static void session(HeaderDecoder d, int p) {
        if (!d.hop() || !d.has(p, 4)) {
            return;
        }
        int session = Bytes.i32(d.bytes, p);
        for (int skip = 0; skip <= 12; skip += 4) {
            int q = p + 4 + skip;
            if (Ethertypes.plausibleEthernet(d, q)) {
                d.enter(Encapsulation.L2TP, session);
                d.ethernet(q);
                return;
            } else if (PointToPoint.plausible(d, q)) {
                d.enter(Encapsulation.L2TP, session);
                PointToPoint.ppp(d, q);
                return;
            }
        }
    }
}
