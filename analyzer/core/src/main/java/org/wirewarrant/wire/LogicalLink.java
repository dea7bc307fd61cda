package org.wirewarrant.wire;

/** 802.2 LLC and SNAP, and the network-layer identifiers of ISO/IEC TR 9577. */
final class LogicalLink {
    private static final int SAP_IP = 0x06;
    private static final int SAP_ISO = 0xfe;
    private static final int BOTH_SNAP = 0xaaaa;
    private static final int BOTH_ISO = 0xfefe;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int OUI_ETHERNET = 0x000000;
    private static final int OUI_BRIDGED_ETHERNET = 0x0000f8;
    private static final int OUI_802_1 = 0x0080c2;
    private static final int INTER_SWITCH_HEADER = 26;
    /** {@link Headers#stopDetail()} of an LLC frame. */
    private static final int LLC_DETAIL = 0x1_0000;

    private LogicalLink() {}

    /** An 802.3 frame, or Cisco's inter-switch link, which begins with a group address of its own. */
    static void ieee8023(HeaderDecoder d, int length, int p) {
        byte[] b = d.bytes;
        boolean interSwitch = (Bytes.i32(b, p) & 0xf3ff_ffff) == 0x0100_0c00 && b[p + 4] == 0;
        if (interSwitch && (b[p + 5] & 0xf0) == 0) {
            Ethertypes.inner(d, p, INTER_SWITCH_HEADER);
        } else {
            length(d, length, p + 14);
        }
    }

    /** An 802.3 frame of a length: it ends there, what follows is padding. */
    static void length(HeaderDecoder d, int length, int p) {
        d.trim(p, length);
        decode(d, p);
    }

    /** LLC at {@code p}. */
    static void decode(HeaderDecoder d, int p) {
        byte[] b = d.bytes;
        if (!d.hop() || !d.has(p, 3)) {
            return;
        }
        int saps = Bytes.u16(b, p);
        int control = Bytes.u8(b, p + 2);
        if (saps == BOTH_SNAP && control == UNNUMBERED_INFORMATION) {
            snap(d, p + 3);
        } else if (saps >>> 8 == SAP_IP && control == UNNUMBERED_INFORMATION) {
            d.ipv4(p + 3);
        } else if (saps >>> 8 == SAP_ISO && control == UNNUMBERED_INFORMATION) {
            networkLayer(d, p + 3);
        } else {
            d.stop(DecodeStop.NOT_IP, LLC_DETAIL | saps);
        }
    }

    static void snap(HeaderDecoder d, int p) {
        if (!d.has(p, 5)) {
            return;
        }
        int oui = Bytes.u24(d.bytes, p);
        int type = Bytes.u16(d.bytes, p + 3);
        if (oui == OUI_ETHERNET || oui == OUI_BRIDGED_ETHERNET) {
            d.ethertype(type, p + 5);
        } else if (oui == OUI_802_1 && (type == 1 || type == 7)) {
            // RFC 2684: two bytes of padding where the bridged frame came from ATM
            d.ethernet(p + 5 + (d.limit - p >= 7 && Bytes.u16(d.bytes, p + 5) == 0 ? 2 : 0));
        } else {
            d.stop(DecodeStop.NOT_IP, LLC_DETAIL | BOTH_SNAP);
        }
    }

    /** A network-layer protocol identifier. */
    static void networkLayer(HeaderDecoder d, int p) {
        if (!d.has(p, 1)) {
            return;
        }
        int identifier = Bytes.u8(d.bytes, p);
        switch (identifier) {
            case 0xcc -> d.ipv4(p + 1);
            case 0x8e -> d.ipv6(p + 1);
            case 0xcf -> PointToPoint.ppp(d, p + 1);
            case 0x80 -> snap(d, p + 1);
            default -> d.stop(DecodeStop.NOT_IP, LLC_DETAIL | BOTH_ISO);
        }
    }
}
