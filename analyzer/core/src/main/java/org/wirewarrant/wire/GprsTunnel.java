package org.wirewarrant.wire;

/** GTP-U (3GPP TS 29.281) and version 0 (GSM 09.60): only G-PDUs carry packets. */
final class GprsTunnel {
    private static final int G_PDU = 255;
    private static final int PROTOCOL_TYPE_GTP = 0x10;
    private static final int EXTENSION = 0x04;
    private static final int ANY_OPTION = 0x07;

    private GprsTunnel() {}

    static void decode(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 8) {
            return;
        }
        int flags = Bytes.u8(b, p);
        int version = flags >>> 5;
        if (Bytes.u8(b, p + 1) != G_PDU || (flags & PROTOCOL_TYPE_GTP) == 0 || version > 1) {
            return;
        }
        if (version == 0) {
            if (d.has(p, 20)) {
                payload(d, Bytes.i32(b, p + 12), p + 20);
            }
            return;
        }
        int q = p + 8;
        if ((flags & ANY_OPTION) != 0) {
            if (!d.has(p, 12)) {
                return;
            }
            int next = (flags & EXTENSION) != 0 ? Bytes.u8(b, p + 11) : 0;
            q += 4;
            while (next != 0) {
                if (!d.has(q, 4)) {
                    return;
                }
                int length = Bytes.u8(b, q) << 2;
                if (length == 0) {
                    d.malformed();
                    return;
                }
                if (!d.has(q, length)) {
                    return;
                }
                next = Bytes.u8(b, q + length - 1);
                q += length;
            }
        }
        payload(d, Bytes.i32(b, p + 4), q);
    }

    /** The PDP type was agreed on the control plane: told by the first byte, as Wireshark does; else only what is beyond doubt. */
    private static void payload(HeaderDecoder d, int tunnel, int p) {
        if (p >= d.wireEnd || !d.has(p, 1) || !d.hop()) {
            return;
        }
        int first = Bytes.u8(d.bytes, p);
        if (first >= 0x45 && first <= 0x4e) {
            d.enter(Encapsulation.GTP_U, tunnel);
            d.ipv4(p);
        } else if (first >>> 4 == 6) {
            d.enter(Encapsulation.GTP_U, tunnel);
            d.ipv6(p);
        } else if (Ethertypes.plausibleEthernet(d, p)) {
            d.enter(Encapsulation.GTP_U, tunnel);
            d.ethernet(p);
        } else if (PointToPoint.plausible(d, p)) {
            d.enter(Encapsulation.GTP_U, tunnel);
            PointToPoint.ppp(d, p);
        }
    }
}
