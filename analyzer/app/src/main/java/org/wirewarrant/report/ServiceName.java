package org.wirewarrant.report;

import org.wirewarrant.wire.IpProtocol;

/** What a server offers: protocol and port. */
final class ServiceName {
    private ServiceName() {}

    /** {@code tcp/443}, {@code icmp/8} for a type, {@code gre} for a protocol without ports. */
    static String of(int protocol, int port) {
        String name = IpProtocol.keyword(protocol);
        return hasPort(protocol) ? name + "/" + port : name;
    }

    /** Whether conversations of this protocol have a server port, or a type that stands for it. */
    static boolean hasPort(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP,
                    IpProtocol.UDP,
                    IpProtocol.SCTP,
                    IpProtocol.DCCP,
                    IpProtocol.UDP_LITE,
                    IpProtocol.ICMP,
                    IpProtocol.ICMPV6 -> true;
            default -> false;
        };
    }
}
