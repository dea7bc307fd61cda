package org.wirewarrant.wire;

import java.util.Map;
import java.util.OptionalInt;

/** IANA protocol numbers that have a meaning here, and their keywords in lower case. */
public final class IpProtocol {
    /** RFC 8200 section 4.3. */
    public static final int HOP_BY_HOP = 0;
    /** RFC 792. */
    public static final int ICMP = 1;
    /** RFC 9776. */
    public static final int IGMP = 2;
    /** RFC 2003. */
    public static final int IPIP = 4;
    /** RFC 9293. */
    public static final int TCP = 6;
    /** RFC 768. */
    public static final int UDP = 17;
    /** RFC 4340. */
    public static final int DCCP = 33;
    /** RFC 2473. */
    public static final int IPV6 = 41;
    /** RFC 8200 section 4.4. */
    public static final int ROUTING = 43;
    /** RFC 8200 section 4.5. */
    public static final int FRAGMENT = 44;
    /** RFC 2784. */
    public static final int GRE = 47;
    /** RFC 4302. */
    public static final int AH = 51;
    /** RFC 4443. */
    public static final int ICMPV6 = 58;
    /** RFC 8200 section 4.7. */
    public static final int NO_NEXT_HEADER = 59;
    /** RFC 8200 section 4.6. */
    public static final int DESTINATION_OPTIONS = 60;
    /** RFC 3378. */
    public static final int ETHERIP = 97;
    /** RFC 7761. */
    public static final int PIM = 103;
    /** RFC 3931. */
    public static final int L2TP = 115;
    /** RFC 9260. */
    public static final int SCTP = 132;
    /** RFC 6275. */
    public static final int MOBILITY = 135;
    /** RFC 3828. */
    public static final int UDP_LITE = 136;
    /** RFC 4023. */
    public static final int MPLS = 137;
    /** RFC 7401. */
    public static final int HIP = 139;
    /** RFC 5533. */
    public static final int SHIM6 = 140;
    /** RFC 8986. */
    public static final int ETHERNET = 143;

    private static final Map<Integer, String> KEYWORDS =
            Map.of(ICMP, "icmp", TCP, "tcp", UDP, "udp", GRE, "gre", ICMPV6, "ipv6-icmp", SCTP, "sctp");

    private IpProtocol() {}

    /** The keyword used in every table ({@code tcp}, {@code udp}, {@code sctp}, {@code icmp}, {@code ipv6-icmp}, {@code gre}), else the number. */
    public static String keyword(int protocol) {
        String keyword = KEYWORDS.get(protocol);
        return keyword != null ? keyword : Integer.toString(protocol);
    }

    /** The number of a keyword (any case) or decimal number from 0 to 255; empty for anything else. */
    public static OptionalInt parse(String text) {
        for (Map.Entry<Integer, String> entry : KEYWORDS.entrySet()) {
            if (entry.getValue().equalsIgnoreCase(text)) {
                return OptionalInt.of(entry.getKey());
            }
        }
        if (text.equalsIgnoreCase("igmp")) {
            return OptionalInt.of(IGMP);
        }
        if (text.length() <= 3 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(text);
            return number <= 255 ? OptionalInt.of(number) : OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** Whether endpoints of the protocol have port numbers. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case TCP, UDP, SCTP, DCCP, UDP_LITE -> true;
            default -> false;
        };
    }

    /** Whether the protocol is ICMP or ICMPv6, whose type stands in for the server port. */
    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }
}
