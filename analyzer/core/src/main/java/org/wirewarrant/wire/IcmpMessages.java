package org.wirewarrant.wire;

/** ICMP (RFC 792) and ICMPv6 (RFC 4443): type, code, echo identifier, and the datagram that an error quotes. */
final class IcmpMessages {
    private static final int HEADER = 8;

    private IcmpMessages() {}

    static void decode(HeaderDecoder d, PacketView view, int protocol, int p, int end) {
        if (!d.has(p, 2)) {
            return;
        }
        int type = Bytes.u8(d.bytes, p);
        view.icmpType = type;
        view.icmpCode = Bytes.u8(d.bytes, p + 1);
        view.icmpId = 0;
        d.commit(view, protocol, p + HEADER, end);
        view.transportOffset = p;
        boolean v6 = protocol == IpProtocol.ICMPV6;
        if (hasIdentifier(type, v6) && d.limit - p >= 6) {
            view.icmpId = Bytes.u16(d.bytes, p + 4);
        } else if (isError(type, v6)) {
            quote(d, view, p + HEADER);
        }
    }

    private static boolean hasIdentifier(int type, boolean v6) {
        return v6 ? type == 128 || type == 129 : type == 0 || type == 8 || (type >= 13 && type <= 18);
    }

    private static boolean isError(int type, boolean v6) {
        return v6 ? type >= 1 && type <= 4 : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    }

    private static void quote(HeaderDecoder d, PacketView view, int p) {
        byte[] b = d.bytes;
        if (d.limit - p < 20) {
            return;
        }
        int first = Bytes.u8(b, p);
        if (first >>> 4 == 4 && (first & 0xf) >= 5) {
            view.quotedSourceHigh = 0;
            view.quotedSourceLow = Bytes.i32(b, p + 12) & 0xffff_ffffL;
            view.quotedDestinationHigh = 0;
            view.quotedDestinationLow = Bytes.i32(b, p + 16) & 0xffff_ffffL;
            boolean later = (Bytes.u16(b, p + 6) & 0x1fff) != 0;
            ports(d, view, Bytes.u8(b, p + 9), later ? d.limit : p + ((first & 0xf) << 2));
        } else if (first >>> 4 == 6 && d.limit - p >= 40) {
            view.quotedSourceHigh = Bytes.i64(b, p + 8);
            view.quotedSourceLow = Bytes.i64(b, p + 16);
            view.quotedDestinationHigh = Bytes.i64(b, p + 24);
            view.quotedDestinationLow = Bytes.i64(b, p + 32);
            quotedExtensions(d, view, Bytes.u8(b, p + 6), p + 40);
        }
    }

    private static void quotedExtensions(HeaderDecoder d, PacketView view, int first, int p) {
        int next = first;
        int q = p;
        while (d.limit - q >= 8) {
            int size;
            if (next == IpProtocol.HOP_BY_HOP || next == IpProtocol.ROUTING || next == IpProtocol.DESTINATION_OPTIONS) {
                size = (Bytes.u8(d.bytes, q + 1) + 1) << 3;
            } else if (next == IpProtocol.AH) {
                size = (Bytes.u8(d.bytes, q + 1) + 2) << 2;
            } else if (next == IpProtocol.FRAGMENT && Bytes.u16(d.bytes, q + 2) >>> 3 == 0) {
                size = 8;
            } else {
                break;
            }
            next = Bytes.u8(d.bytes, q);
            q += size;
        }
        ports(d, view, next, q);
    }

    private static void ports(HeaderDecoder d, PacketView view, int protocol, int p) {
        view.quoted = true;
        view.quotedProtocol = protocol;
        boolean there = d.limit - p >= 4 && hasPorts(protocol);
        int ports = there ? Bytes.i32(d.bytes, p) : 0;
        view.quotedSourcePort = ports >>> 16;
        view.quotedDestinationPort = ports & 0xffff;
    }

    private static boolean hasPorts(int protocol) {
        return protocol == IpProtocol.TCP
                || protocol == IpProtocol.UDP
                || protocol == IpProtocol.SCTP
                || protocol == IpProtocol.DCCP
                || protocol == IpProtocol.UDP_LITE;
    }
}
