package org.wirewarrant.wire;

import org.wirewarrant.capture.LinkTypes;

/** Link layers other than Ethernet. */
final class LinkLayers {
    private LinkLayers() {}

    static void decode(HeaderDecoder d, int linkType, int p) {
        switch (linkType) {
            case LinkTypes.RAW, LinkTypes.RAW_BSD, LinkTypes.RAW_OPENBSD -> ip(d, p);
            case LinkTypes.IPV4 -> d.ipv4(p);
            case LinkTypes.IPV6 -> d.ipv6(p);
            default -> d.stop(DecodeStop.UNSUPPORTED, linkType);
        }
    }

    /** An IP packet whose version is told by its first nibble. */
    static void ip(HeaderDecoder d, int p) {
        if (!d.has(p, 1)) {
            return;
        }
        switch (d.bytes[p] & 0xf0) {
            case 0x40 -> d.ipv4(p);
            case 0x60 -> d.ipv6(p);
            default -> d.malformed();
        }
    }
}
