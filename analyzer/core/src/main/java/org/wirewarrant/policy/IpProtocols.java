package org.wirewarrant.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keywords of IP protocol numbers, lower case, as the IANA registry "Protocol Numbers" gives them. */
public final class IpProtocols {
    private static final Map<String, Integer> NUMBERS = new TreeMap<>();
    private static final Map<Integer, String> KEYWORDS = new HashMap<>();

    static {
        Object[] registry = {
            "icmp",
            1,
            "igmp",
            2,
            "ipv4",
            4,
            "tcp",
            6,
            "egp",
            8,
            "igp",
            9,
            "udp",
            17,
            "dccp",
            33,
            "ipv6",
            41,
            "rsvp",
            46,
            "gre",
            47,
            "esp",
            50,
            "ah",
            51,
            "ipv6-icmp",
            58,
            "eigrp",
            88,
            "ospfigp",
            89,
            "ipip",
            94,
            "etherip",
            97,
            "pim",
            103,
            "ipcomp",
            108,
            "vrrp",
            112,
            "l2tp",
            115,
            "sctp",
            132,
            "udplite",
            136,
            "mpls-in-ip",
            137,
            "hip",
            139,
            "shim6",
            140,
            "ethernet",
            143
        };
        for (int i = 0; i < registry.length; i += 2) {
            NUMBERS.put((String) registry[i], (Integer) registry[i + 1]);
            KEYWORDS.put((Integer) registry[i + 1], (String) registry[i]);
        }
    }

    private IpProtocols() {}

    /** The keyword of a protocol number, or the number itself. */
    public static String keyword(int number) {
        String keyword = KEYWORDS.get(number);
        return keyword == null ? Integer.toString(number) : keyword;
    }

    /** Keywords that packs and sites may use. */
    public static Set<String> keywords() {
        return Set.copyOf(NUMBERS.keySet());
    }

    /** The number of a keyword, or of a number as text; -1 when unknown. */
    static int number(String keyword) {
        Integer known = NUMBERS.get(keyword);
        if (known != null) {
            return known;
        }
        return keyword.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(keyword) < 256 ? Integer.parseInt(keyword) : -1;
    }
}
