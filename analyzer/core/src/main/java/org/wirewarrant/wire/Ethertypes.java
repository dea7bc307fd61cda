package org.wirewarrant.wire;

/** What follows the rarer ethertypes: further tags, label stacks, PPPoE, and Ethernet inside Ethernet. */
final class Ethertypes {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int TRILL = 0x22f3;
    static final int TRANSPARENT_ETHERNET = 0x6558;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;
    static final int PPP = 0x880b;
    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_DISCOVERY = 0x8863;
    static final int PPPOE_SESSION = 0x8864;
    static final int JUMBO_LLC = 0x8870;
    static final int BROADCOM_TAG = 0x8874;
    static final int PROVIDER_BRIDGE = 0x88a8;
    static final int MACSEC = 0x88e5;
    static final int BACKBONE_BRIDGE = 0x88e7;
    static final int FABRIC_PATH = 0x8903;
    static final int CISCO_META_DATA = 0x8909;
    static final int VN_TAG = 0x8926;
    static final int HSR = 0x892f;
    static final int E_TAG = 0x893f;
    static final int NSH = 0x894f;
    static final int R_TAG = 0xf1c1;

    /** Longest 802.3 length; ethertypes begin at 1536, and what lies between is neither. */
    static final int MAX_LENGTH = 1500;

    private static final int MIN_ETHERTYPE = 1536;

    private Ethertypes() {}

    static void decode(HeaderDecoder d, int type, int p) {
        while (true) {
            int tag = tagLength(type);
            if (tag < 0) {
                break;
            }
            if (!d.hop() || !d.has(p, tag)) {
                return;
            }
            if (isVlan(type)) {
                d.tag(Bytes.u16(d.bytes, p));
            }
            type = Bytes.u16(d.bytes, p + tag - 2);
            p += tag;
        }
        switch (type) {
            case IPV4 -> d.ipv4(p);
            case IPV6 -> d.ipv6(p);
            case MPLS, MPLS_MULTICAST -> Mpls.decode(d, p);
            case PPPOE_SESSION -> PointToPoint.pppoe(d, p);
            case PPP -> PointToPoint.ppp(d, p);
            case TRANSPARENT_ETHERNET -> inner(d, p, 0);
            case BACKBONE_BRIDGE -> inner(d, p, 4);
            case FABRIC_PATH -> inner(d, p, 2);
            case TRILL -> trill(d, p);
            case MACSEC -> macsec(d, p);
            case CISCO_META_DATA -> ciscoMetaData(d, p);
            case NSH -> ServiceHeader.decode(d, p);
            case JUMBO_LLC -> LogicalLink.decode(d, p);
            default -> other(d, type, p);
        }
    }

    private static void other(HeaderDecoder d, int type, int p) {
        if (type <= MAX_LENGTH) {
            LogicalLink.length(d, type, p);
        } else if (type < MIN_ETHERTYPE) {
            d.malformed();
        } else {
            d.stop(DecodeStop.NOT_IP, type);
        }
    }

    private static boolean isVlan(int type) {
        return type == VLAN || type == PROVIDER_BRIDGE || ((type & 0xfcff) == 0x9000 && type != 0x9000);
    }

    /** Bytes of a tag whose last two are the next ethertype, or -1. */
    private static int tagLength(int type) {
        if (isVlan(type)) {
            return 4;
        }
        return switch (type) {
            case VN_TAG, HSR, R_TAG -> 6;
            case BROADCOM_TAG -> 6;
            case E_TAG -> 8;
            default -> -1;
        };
    }

    /** An Ethernet frame some bytes on. */
    static void inner(HeaderDecoder d, int p, int skip) {
        if (d.hop() && d.has(p, skip)) {
            d.ethernet(p + skip);
        }
    }

    /** RFC 6325: six bytes and options in words, then the inner frame. */
    private static void trill(HeaderDecoder d, int p) {
        if (d.has(p, 6)) {
            int options = ((Bytes.u16(d.bytes, p) >>> 6) & 0x1f) << 2;
            inner(d, p, 6 + options);
        }
    }

    /** IEEE 802.1AE: only a frame that is not encrypted is read on. */
    private static void macsec(HeaderDecoder d, int p) {
        if (!d.has(p, 6)) {
            return;
        }
        int control = Bytes.u8(d.bytes, p);
        boolean encrypted = (control & 0x0c) != 0;
        int header = (control & 0x20) != 0 ? 14 : 6;
        if (encrypted) {
            d.stop(DecodeStop.NOT_IP, MACSEC);
        } else if (d.hop() && d.has(p, header + 2)) {
            d.ethertype(Bytes.u16(d.bytes, p + header), p + header + 2);
        }
    }

    /** Version, length in words of the options, options, ethertype. */
    private static void ciscoMetaData(HeaderDecoder d, int p) {
        if (!d.has(p, 2)) {
            return;
        }
        int options = Bytes.u8(d.bytes, p + 1) << 2;
        if (d.hop() && d.has(p, 2 + options + 2)) {
            d.ethertype(Bytes.u16(d.bytes, p + 2 + options), p + 2 + options + 2);
        }
    }

    /**
     * Whether bytes look like an Ethernet frame strongly enough to guess it: an ethertype that is known and agrees with what follows.
     */
    static boolean plausibleEthernet(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        int q = p + 12;
        for (int tags = 0; tags < 3; tags++) {
            if (d.limit - q < 4) {
                return false;
            }
            int type = Bytes.u16(b, q);
            if (!isVlan(type)) {
                return plausible(d, type, q + 2);
            }
            q += 4;
        }
        return false;
    }

    private static boolean plausible(HeaderDecoder d, int type, int p) {
        byte[] b = d.bytes;
        return switch (type) {
            case IPV4 -> plausibleIpv4(d, p);
            case IPV6 -> plausibleIpv6(d, p);
            case ARP -> d.limit - p >= 4 && Bytes.i32(b, p) == 0x0001_0800;
            case MPLS, MPLS_MULTICAST, PPPOE_DISCOVERY, PPPOE_SESSION, 0x88cc, 0x8809, 0x888e, 0x8902 -> true;
            default -> type >= 3 && type <= MAX_LENGTH && type <= d.wireEnd - p && plausibleLlc(b, p, d.limit);
        };
    }

    private static boolean plausibleLlc(byte[] b, int p, int limit) {
        if (limit - p < 3) {
            return false;
        }
        int saps = Bytes.u16(b, p);
        return saps == 0xaaaa || saps == 0x4242 || saps == 0xfefe || saps == 0xe0e0 || saps == 0xf0f0;
    }

    static boolean plausibleIpv4(HeaderDecoder d, int p) {
        if (d.limit - p < 20) {
            return false;
        }
        int first = Bytes.u8(d.bytes, p);
        int total = Bytes.u16(d.bytes, p + 2);
        return first >= 0x45 && first <= 0x4f && total >= (first & 0xf) << 2 && total <= d.wireEnd - p;
    }

    static boolean plausibleIpv6(HeaderDecoder d, int p) {
        return d.limit - p >= 40 && (d.bytes[p] & 0xf0) == 0x60 && Bytes.u16(d.bytes, p + 4) <= d.wireEnd - p - 40;
    }
}
