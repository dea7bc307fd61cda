package org.wirewarrant.report;

/** IANA keywords of IP protocols. */
final class ProtocolName {
    private ProtocolName() {}

    /** The keyword in lower case for the protocols that have one in every output, else the number. */
    static String of(int protocol) {
        return switch (protocol) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 47 -> "gre";
            case 58 -> "ipv6-icmp";
            case 132 -> "sctp";
            default -> Integer.toString(protocol);
        };
    }

    /** Whether a conversation of this protocol has a server port; the type stands for it in ICMP. */
    static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case 1, 6, 17, 33, 58, 132, 136 -> true;
            default -> false;
        };
    }
}
