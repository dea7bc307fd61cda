package org.wirewarrant.capture;

/** LINKTYPE_ values of capture files and their names (the registry of tcpdump.org). */
public final class LinkTypes {
    /** BSD loopback: a 4-byte address family in the byte order of the capturing host. */
    public static final int NULL = 0;
    /** Ethernet. */
    public static final int ETHERNET = 1;
    /** Token Ring. */
    public static final int IEEE802_5 = 6;
    /** PPP, with or without address and control bytes. */
    public static final int PPP = 9;
    /** FDDI. */
    public static final int FDDI = 10;
    /** Raw IP as BSD numbers it (12). */
    public static final int RAW_BSD = 12;
    /** Raw IP as OpenBSD numbers it (14). */
    public static final int RAW_OPENBSD = 14;
    /** PPP in HDLC-like framing. */
    public static final int PPP_HDLC = 50;
    /** PPPoE session packets, from the PPPoE header on. */
    public static final int PPP_ETHER = 51;
    /** RFC 1483 LLC-encapsulated ATM. */
    public static final int ATM_RFC1483 = 100;
    /** Raw IPv4 or IPv6, told apart by the version nibble. */
    public static final int RAW = 101;
    /** Cisco HDLC, or PPP in HDLC framing. */
    public static final int C_HDLC = 104;
    /** IEEE 802.11 without metadata. */
    public static final int IEEE802_11 = 105;
    /** Frame Relay. */
    public static final int FRELAY = 107;
    /** OpenBSD loopback: a 4-byte address family in network byte order. */
    public static final int LOOP = 108;
    /** Linux cooked capture. */
    public static final int LINUX_SLL = 113;
    /** OpenBSD packet filter log. */
    public static final int PFLOG = 117;
    /** IEEE 802.11 after a Prism header. */
    public static final int IEEE802_11_PRISM = 119;
    /** RFC 2625 IP over Fibre Channel. */
    public static final int IP_OVER_FC = 122;
    /** Sun raw ATM: four bytes, then LLC. */
    public static final int SUNATM = 123;
    /** IEEE 802.11 after a radiotap header. */
    public static final int IEEE802_11_RADIOTAP = 127;
    /** Apple IP over IEEE 1394. */
    public static final int APPLE_IP_OVER_IEEE1394 = 138;
    /** IEEE 802.11 after an AVS header. */
    public static final int IEEE802_11_AVS = 163;
    /** PPP as pppd captures it, a direction byte first. */
    public static final int PPP_PPPD = 166;
    /** Per-packet information header, then the link layer that it names. */
    public static final int PPI = 192;
    /** ERF record headers. */
    public static final int ERF = 197;
    /** PPP after a direction byte. */
    public static final int PPP_WITH_DIR = 204;
    /** Cisco HDLC after a direction byte. */
    public static final int C_HDLC_WITH_DIR = 205;
    /** Frame Relay after a direction byte. */
    public static final int FRELAY_WITH_DIR = 206;
    /** Solaris ipnet. */
    public static final int IPNET = 226;
    /** Raw IPv4. */
    public static final int IPV4 = 228;
    /** Raw IPv6. */
    public static final int IPV6 = 229;
    /** Linux netfilter log. */
    public static final int NFLOG = 239;
    /** Hilscher netANALYZER: 4 bytes, then Ethernet with its frame check sequence. */
    public static final int NETANALYZER = 240;
    /** Hilscher netANALYZER with preamble and start of frame. */
    public static final int NETANALYZER_TRANSPARENT = 241;
    /** IP over InfiniBand, from the InfiniBand GRH-less 40-byte header on. */
    public static final int IPOIB = 242;
    /** Linux netlink. */
    public static final int NETLINK = 253;
    /** Apple PKTAP. */
    public static final int PKTAP = 258;
    /** Ethernet with its preamble (IEEE 802.3br). */
    public static final int ETHERNET_MPACKET = 274;
    /** DSA-tagged Ethernet, Broadcom. */
    public static final int DSA_TAG_BRCM = 281;
    /** DSA-tagged Ethernet, Broadcom tag in front of the addresses. */
    public static final int DSA_TAG_BRCM_PREPEND = 282;
    /** DSA-tagged Ethernet, Marvell. */
    public static final int DSA_TAG_DSA = 284;
    /** DSA-tagged Ethernet, Marvell with an ethertype. */
    public static final int DSA_TAG_EDSA = 285;
    /** Linux cooked capture, version 2. */
    public static final int LINUX_SLL2 = 276;

    private LinkTypes() {}

    /** Name without its LINKTYPE_ prefix and the number, as in {@code ETHERNET (1)}; the bare number when unknown. */
    public static String name(int linkType) {
        String name = bareName(linkType);
        return name == null ? Integer.toString(linkType) : name + " (" + linkType + ")";
    }

    private static String bareName(int linkType) {
        return switch (linkType) {
            case NULL -> "NULL";
            case ETHERNET -> "ETHERNET";
            case 3 -> "AX25";
            case IEEE802_5 -> "IEEE802_5";
            case 7 -> "ARCNET_BSD";
            case 8 -> "SLIP";
            case PPP -> "PPP";
            case FDDI -> "FDDI";
            case RAW_BSD, RAW_OPENBSD, RAW -> "RAW";
            case PPP_HDLC -> "PPP_HDLC";
            case PPP_ETHER -> "PPP_ETHER";
            case ATM_RFC1483 -> "ATM_RFC1483";
            case C_HDLC -> "C_HDLC";
            case IEEE802_11 -> "IEEE802_11";
            case FRELAY -> "FRELAY";
            case LOOP -> "LOOP";
            case LINUX_SLL -> "LINUX_SLL";
            case 114 -> "LTALK";
            case PFLOG -> "PFLOG";
            case IEEE802_11_PRISM -> "IEEE802_11_PRISM";
            case IP_OVER_FC -> "IP_OVER_FC";
            case SUNATM -> "SUNATM";
            case IEEE802_11_RADIOTAP -> "IEEE802_11_RADIOTAP";
            case 129 -> "ARCNET_LINUX";
            case APPLE_IP_OVER_IEEE1394 -> "APPLE_IP_OVER_IEEE1394";
            case 139 -> "MTP2_WITH_PHDR";
            case 140 -> "MTP2";
            case 141 -> "MTP3";
            case 142 -> "SCCP";
            case 143 -> "DOCSIS";
            case 144 -> "LINUX_IRDA";
            case IEEE802_11_AVS -> "IEEE802_11_AVS";
            case PPP_PPPD -> "PPP_PPPD";
            case 169 -> "GPRS_LLC";
            case 177 -> "LINUX_LAPD";
            case 182 -> "MFR";
            case 187 -> "BLUETOOTH_HCI_H4";
            case 189 -> "USB_LINUX";
            case PPI -> "PPI";
            case 195 -> "IEEE802_15_4_WITHFCS";
            case 196 -> "SITA";
            case ERF -> "ERF";
            case 201 -> "BLUETOOTH_HCI_H4_WITH_PHDR";
            case PPP_WITH_DIR -> "PPP_WITH_DIR";
            case C_HDLC_WITH_DIR -> "C_HDLC_WITH_DIR";
            case FRELAY_WITH_DIR -> "FRELAY_WITH_DIR";
            case 209 -> "IPMB_LINUX";
            case 215 -> "IEEE802_15_4_NONASK_PHY";
            case 220 -> "USB_LINUX_MMAPPED";
            case 224 -> "FC_2";
            case IPNET -> "IPNET";
            case 227 -> "CAN_SOCKETCAN";
            case IPV4 -> "IPV4";
            case IPV6 -> "IPV6";
            case 230 -> "IEEE802_15_4_NOFCS";
            case 231 -> "DBUS";
            case NFLOG -> "NFLOG";
            case NETANALYZER -> "NETANALYZER";
            case NETANALYZER_TRANSPARENT -> "NETANALYZER_TRANSPARENT";
            case IPOIB -> "IPOIB";
            case 243 -> "MPEG_2_TS";
            case 247 -> "INFINIBAND";
            case 248 -> "SCTP";
            case 249 -> "USBPCAP";
            case 251 -> "BLUETOOTH_LE_LL";
            case NETLINK -> "NETLINK";
            case 254 -> "BLUETOOTH_LINUX_MONITOR";
            case PKTAP -> "PKTAP";
            case 259 -> "EPON";
            case 266 -> "USB_DARWIN";
            case 272 -> "NORDIC_BLE";
            case ETHERNET_MPACKET -> "ETHERNET_MPACKET";
            case LINUX_SLL2 -> "LINUX_SLL2";
            case DSA_TAG_BRCM -> "DSA_TAG_BRCM";
            case DSA_TAG_BRCM_PREPEND -> "DSA_TAG_BRCM_PREPEND";
            case 283 -> "IEEE802_15_4_TAP";
            case DSA_TAG_DSA -> "DSA_TAG_DSA";
            case DSA_TAG_EDSA -> "DSA_TAG_EDSA";
            case 289 -> "Z_WAVE_SERIAL";
            default -> null;
        };
    }
}
