package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;

/** Which ICMP types answer which: a request and its reply are one flow, whose server port is the request's type. */
final class IcmpExchange {
    private IcmpExchange() {}

    /** The type of the request that a type answers; the type itself when it is a request or stands alone. */
    static int request(int protocol, int type) {
        if (protocol == IpProtocol.ICMP) {
            return switch (type) {
                case 0 -> 8; // echo, RFC 792
                case 9 -> 10; // router advertisement, solicitation, RFC 1256
                case 14 -> 13; // timestamp, RFC 792
                case 16 -> 15; // information, RFC 792
                case 18 -> 17; // address mask, RFC 950
                case 43 -> 42; // extended echo, RFC 8335
                default -> type;
            };
        }
        return switch (type) {
            case 129 -> 128; // echo, RFC 4443
            case 134 -> 133; // router advertisement, solicitation, RFC 4861
            case 136 -> 135; // neighbour advertisement, solicitation, RFC 4861
            case 161 -> 160; // extended echo, RFC 8335
            default -> type;
        };
    }
}
