package org.wirewarrant.wire;

/** What follows the rarer ethertypes. */
final class Ethertypes {
    static final int IPV4 = 0x0800;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;
    static final int PROVIDER_BRIDGE = 0x88a8;

    private Ethertypes() {}

    static void decode(HeaderDecoder d, int type, int p) {
        while (isTag(type)) {
            if (!d.has(p, 4)) {
                return;
            }
            d.tag(Bytes.u16(d.bytes, p));
            type = Bytes.u16(d.bytes, p + 2);
            p += 4;
        }
        switch (type) {
            case IPV4 -> d.ipv4(p);
            case IPV6 -> d.ipv6(p);
            default -> d.stop(DecodeStop.NOT_IP, type);
        }
    }

    private static boolean isTag(int type) {
        return type == VLAN || type == PROVIDER_BRIDGE || type == 0x9100 || type == 0x9200 || type == 0x9300;
    }
}
