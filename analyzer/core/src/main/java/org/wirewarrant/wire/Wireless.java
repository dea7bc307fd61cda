package org.wirewarrant.wire;

/** IEEE 802.11 data frames that are not encrypted, and the headers that capture tools put in front of them. */
final class Wireless {
    private static final int TYPE_DATA = 0x08;
    private static final int TYPE_MASK = 0x0c;
    private static final int SUBTYPE_NO_DATA = 0x40;
    private static final int SUBTYPE_QOS = 0x80;
    private static final int TO_DS = 0x01;
    private static final int FROM_DS = 0x02;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;
    private static final int AVS_MAGIC = 0x80211001;
    private static final int AVS_MAGIC_2 = 0x80211002;
    /** {@link Headers#stopDetail()} of a frame that carries no data, by its frame control. */
    private static final int DETAIL = 0x2_0000;

    private Wireless() {}

    static void decode(HeaderDecoder d, int p) {
        decode(d, p, false, false);
    }

    /**
     * A MAC header and what it carries.
     *
     * @param padded whether the header is padded to whole words
     * @param swapped whether the two frame control bytes come in reverse
     */
    static void decode(HeaderDecoder d, int p, boolean padded, boolean swapped) {
        byte[] b = d.bytes;
        if (!d.hop() || !d.has(p, 2)) {
            return;
        }
        int kind = Bytes.u8(b, swapped ? p + 1 : p);
        int flags = Bytes.u8(b, swapped ? p : p + 1);
        if ((kind & TYPE_MASK) != TYPE_DATA || (kind & SUBTYPE_NO_DATA) != 0 || (kind & 3) != 0) {
            d.stop(DecodeStop.NOT_IP, DETAIL | kind);
            return;
        }
        int length = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS) ? 30 : 24;
        int qos = -1;
        if ((kind & SUBTYPE_QOS) != 0) {
            if (!d.has(p, length + 2)) {
                return;
            }
            qos = Bytes.u16(b, p + length);
            length += (flags & ORDER) != 0 ? 6 : 2;
        }
        if (!d.has(p, length)) {
            return;
        }
        int fragment = Bytes.u8(b, p + 22) & 0xf;
        if ((flags & PROTECTED) != 0 || fragment != 0) {
            d.stop(DecodeStop.UNSUPPORTED, DETAIL | kind);
            return;
        }
        int q = p + (padded ? (length + 3) & ~3 : length);
        if (qos >= 0 && (qos & 0x8000) != 0) {
            // an aggregate: the first subframe's addresses and length stand for the frame
            q += 14;
        } else if (qos >= 0 && (qos & 1) != 0 && d.limit - q > 6 && mesh(b, q)) {
            q += 6 + 6 * (b[q] & 3);
        }
        LogicalLink.decode(d, q);
    }

    /** Whether a mesh control field is there: its reserved bits are 0, and LLC follows. */
    private static boolean mesh(byte[] b, int q) {
        return (b[q] & 0xfc) == 0 && Bytes.u8(b, q) != 0xaa;
    }

    /** Radiotap: little-endian, of a length, with a bit for padding between MAC header and payload. */
    static void radiotap(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (!d.has(p, 8)) {
            return;
        }
        int length = Short.toUnsignedInt(Short.reverseBytes((short) Bytes.u16(b, p + 2)));
        if (b[p] != 0 || length < 8) {
            d.malformed();
            return;
        }
        if (!d.has(p, length)) {
            return;
        }
        int present = Integer.reverseBytes(Bytes.i32(b, p + 4));
        int field = p + 8;
        for (int words = present; words < 0 && field + 4 <= p + length; field += 4) {
            words = Integer.reverseBytes(Bytes.i32(b, field));
        }
        boolean padded = false;
        if ((present & 2) != 0) {
            if ((present & 1) != 0) {
                field = p + ((field - p + 7) & ~7) + 8;
            }
            padded = field < p + length && (b[field] & 0x20) != 0;
        }
        decode(d, p + length, padded, false);
    }

    /** Prism (little-endian length at 4) or AVS (big-endian). */
    static void prism(HeaderDecoder d, int p) {
        if (!d.has(p, 8)) {
            return;
        }
        int magic = Bytes.i32(d.bytes, p);
        int stored = Bytes.i32(d.bytes, p + 4);
        int length = magic == AVS_MAGIC || magic == AVS_MAGIC_2 ? stored : Integer.reverseBytes(stored);
        if (length < 8 || length > 4096) {
            d.malformed();
        } else if (d.has(p, length)) {
            decode(d, p + length);
        }
    }

    /** Per-packet information: a link type of its own behind it. */
    static void perPacketInformation(HeaderDecoder d, int p) {
        if (!d.hop() || !d.has(p, 8)) {
            return;
        }
        int length = Short.toUnsignedInt(Short.reverseBytes((short) Bytes.u16(d.bytes, p + 2)));
        int linkType = Integer.reverseBytes(Bytes.i32(d.bytes, p + 4));
        if (length < 8) {
            d.malformed();
        } else if (d.has(p, length)) {
            d.link(linkType, p + length);
        }
    }
}
