package org.wirewarrant.wire;

/** IPv6 extension headers (RFC 8200, 4) up to the transport header, jumbograms (RFC 2675) and fragments. */
final class Ipv6Extensions {
    private static final int FIXED = 40;
    private static final int OPTION_JUMBO = 0xc2;
    /** More of them than any packet needs. */
    private static final int MAX_HEADERS = 32;

    private Ipv6Extensions() {}

    static void decode(HeaderDecoder d, PacketView view, int p, int payload, int first) {
        int next = first;
        int q = p + FIXED;
        long length = FIXED + (long) payload;
        boolean narrowed = payload != 0;
        if (narrowed) {
            d.narrow(p, (int) length);
        }
        for (int count = 0; count < MAX_HEADERS; count++) {
            switch (next) {
                case IpProtocol.HOP_BY_HOP, IpProtocol.DESTINATION_OPTIONS, IpProtocol.ROUTING -> {
                    int size = headerSize(d, q);
                    if (size < 0) {
                        return;
                    }
                    if (next == IpProtocol.HOP_BY_HOP && payload == 0) {
                        long jumbo = jumboLength(d.bytes, q + 2, q + size);
                        length = jumbo < 0 ? length : FIXED + jumbo;
                        narrowed |= jumbo >= 0;
                    }
                    next = Bytes.u8(d.bytes, q);
                    q += size;
                }
                case IpProtocol.MOBILITY, IpProtocol.HIP, IpProtocol.SHIM6 -> {
                    int size = headerSize(d, q);
                    if (size < 0) {
                        return;
                    }
                    if (Bytes.u8(d.bytes, q) == IpProtocol.NO_NEXT_HEADER) {
                        end(d, view, next, q, p, length);
                        return;
                    }
                    next = Bytes.u8(d.bytes, q);
                    q += size;
                }
                case IpProtocol.AH -> {
                    if (!d.has(q, 8)) {
                        return;
                    }
                    int size = (Bytes.u8(d.bytes, q + 1) + 2) << 2;
                    if (!d.has(q, size)) {
                        return;
                    }
                    next = Bytes.u8(d.bytes, q);
                    q += size;
                }
                case IpProtocol.FRAGMENT -> {
                    if (!d.has(q, 8)) {
                        return;
                    }
                    int offset = Bytes.u16(d.bytes, q + 2);
                    next = Bytes.u8(d.bytes, q);
                    view.fragmentId = Bytes.i32(d.bytes, q + 4);
                    view.fragmentProtocol = 0;
                    q += 8;
                    if (offset >>> 3 != 0) {
                        view.fragment = PacketView.LATER_FRAGMENT;
                        end(d, view, next, q, p, length);
                        return;
                    }
                    view.fragment = (offset & 1) != 0 ? PacketView.FIRST_FRAGMENT : PacketView.WHOLE;
                    if (view.fragment == PacketView.WHOLE) {
                        view.fragmentId = 0;
                    }
                }
                default -> {
                    boolean offloaded =
                            !narrowed && (next == IpProtocol.TCP || next == IpProtocol.UDP || next == IpProtocol.SCTP);
                    long total = offloaded ? d.wireEnd - p : length;
                    view.ipLength = (int) Math.min(total, Integer.MAX_VALUE);
                    int end = d.narrow(p, view.ipLength);
                    d.transport(view, next, q, end);
                    return;
                }
            }
        }
        d.malformed();
    }

    private static void end(HeaderDecoder d, PacketView view, int protocol, int q, int p, long length) {
        view.ipLength = (int) Math.min(length, Integer.MAX_VALUE);
        d.commit(view, protocol, q, d.narrow(p, view.ipLength));
    }

    private static int headerSize(HeaderDecoder d, int q) {
        if (!d.has(q, 8)) {
            return -1;
        }
        int size = (Bytes.u8(d.bytes, q + 1) + 1) << 3;
        return d.has(q, size) ? size : -1;
    }

    private static long jumboLength(byte[] b, int from, int to) {
        int q = from;
        while (q + 1 < to) {
            int type = Bytes.u8(b, q);
            if (type == 0) {
                q++;
                continue;
            }
            int length = Bytes.u8(b, q + 1);
            if (type == OPTION_JUMBO && length == 4 && q + 6 <= to) {
                return Bytes.i32(b, q + 2) & 0xffff_ffffL;
            }
            q += 2 + length;
        }
        return -1;
    }
}
