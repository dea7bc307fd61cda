package org.wirewarrant.wire;

import static org.wirewarrant.wire.Packets.bytes;
import static org.wirewarrant.wire.Packets.cat;
import static org.wirewarrant.wire.Packets.ethernet;
import static org.wirewarrant.wire.Packets.hex;
import static org.wirewarrant.wire.Packets.ieee8023;
import static org.wirewarrant.wire.Packets.ipv4;
import static org.wirewarrant.wire.Packets.ipv4WithOptions;
import static org.wirewarrant.wire.Packets.ipv6;
import static org.wirewarrant.wire.Packets.snap;
import static org.wirewarrant.wire.Packets.tag;
import static org.wirewarrant.wire.Packets.tcp;
import static org.wirewarrant.wire.Packets.tcp4;
import static org.wirewarrant.wire.Packets.tcp6;
import static org.wirewarrant.wire.Packets.u16;
import static org.wirewarrant.wire.Packets.u32;
import static org.wirewarrant.wire.Packets.udp;
import static org.wirewarrant.wire.Packets.udp4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.capture.LinkTypes;

/** One frame of every layer that is decoded, with what must be found in it. */
final class LayerCases {
    /** A frame and the line that {@link Layers} must make of it. */
    static final class Case {
        final String name;
        final int linkType;
        final byte[] frame;
        final String expected;

        Case(String name, int linkType, byte[] frame, String expected) {
            this.name = name;
            this.linkType = linkType;
            this.frame = frame;
            this.expected = expected;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final byte[] V4 = tcp4("192.168.1.1", 4000, "192.168.1.2", 5000);
    static final byte[] V6 = tcp6("2001:db8::1", 4000, "2001:db8::2", 5000);
    static final String V4_LINE = "192.168.1.1:4000>192.168.1.2:5000 p6 flags 18 len 43 payload 3";
    static final String V6_LINE = "[2001:db8::1]:4000>[2001:db8::2]:5000 p6 flags 18 len 63 payload 3";

    private final List<Case> cases = new ArrayList<>();

    private LayerCases() {}

    static List<Case> all() {
        LayerCases all = new LayerCases();
        all.links();
        all.tags();
        all.pointToPoint();
        all.wireless();
        all.network();
        all.transports();
        all.ipTunnels();
        all.udpTunnels();
        all.notTunnels();
        return all.cases;
    }

    private void add(String name, int linkType, byte[] frame, String expected) {
        cases.add(new Case(name, linkType, frame, expected));
    }

    private void wire(String name, byte[] frame, String expected) {
        add(name, LinkTypes.ETHERNET, frame, expected);
    }

    private void links() {
        wire("Ethernet, IPv4", ethernet(V4), V4_LINE);
        wire("Ethernet, IPv6", ethernet(V6), V6_LINE);
        wire("Ethernet, padding after IP", cat(ethernet(V4), new byte[6]), V4_LINE);
        wire("Ethernet, ARP", ethernet(0x0806, new byte[28]), "NOT_IP 0x0806");
        wire("Ethernet, IPv6 announced as IPv4", ethernet(0x0800, V6), V6_LINE);
        wire("802.3, SNAP", ieee8023(snap(0x0800, V4)), V4_LINE);
        wire("802.3, SNAP, padding", cat(ieee8023(snap(0x86dd, V6)), new byte[9]), V6_LINE);
        wire("802.3, SAP of IP", ieee8023(cat(hex("06 06 03"), V4)), V4_LINE);
        wire("802.3, NLPID of IPv4", ieee8023(cat(hex("fe fe 03 cc"), V4)), V4_LINE);
        wire("802.3, spanning tree", ieee8023(cat(hex("42 42 03"), new byte[35])), "NOT_IP 0x14242");
        wire("802.3, SNAP of Cisco", ieee8023(cat(hex("aa aa 03 00 00 0c 20 00"), new byte[20])), "NOT_IP 0x1aaaa");
        wire("Ethernet, neither type nor length", ethernet(0x05f0, new byte[46]), "MALFORMED");
        wire(
                "inter-switch link",
                cat(hex("01000c0000 00 001b21000001"), u16(100), hex("aaaa03 00000c 000a 0000 0000"), ethernet(V4)),
                V4_LINE);
        add("raw IPv4", LinkTypes.RAW, V4, V4_LINE);
        add("raw IPv6", LinkTypes.RAW, V6, V6_LINE);
        add("raw IPv4 as BSD numbers it", LinkTypes.RAW_BSD, V4, V4_LINE);
        add("IPV4", LinkTypes.IPV4, V4, V4_LINE);
        add("IPV6", LinkTypes.IPV6, V6, V6_LINE);
        add("NULL, little-endian", LinkTypes.NULL, cat(hex("02 00 00 00"), V4), V4_LINE);
        add("NULL, big-endian", LinkTypes.NULL, cat(hex("00 00 00 02"), V4), V4_LINE);
        for (int family : new int[] {24, 28, 30}) {
            add("NULL, IPv6 as family " + family, LinkTypes.NULL, cat(bytes(family, 0, 0, 0), V6), V6_LINE);
        }
        add("LOOP", LinkTypes.LOOP, cat(hex("00 00 00 1c"), V6), V6_LINE);
        add("NULL, other family", LinkTypes.NULL, cat(hex("10 00 00 00"), new byte[20]), "NOT_IP 0x0010");
        add("SLL", LinkTypes.LINUX_SLL, cooked(0x0800, V4), V4_LINE);
        add("SLL, VLAN", LinkTypes.LINUX_SLL, cooked(0x8100, tag(5, 0x0800, V4)), "vlan 5 " + V4_LINE);
        add("SLL, LLC", LinkTypes.LINUX_SLL, cooked(4, snap(0x0800, V4)), V4_LINE);
        add("SLL, CAN", LinkTypes.LINUX_SLL, cooked(0x000c, new byte[16]), "NOT_IP 0x000c");
        add("SLL2", LinkTypes.LINUX_SLL2, cat(hex("86dd 0000 00000002 0001 00 06 001b21000001 0000"), V6), V6_LINE);
        add("Token Ring", LinkTypes.IEEE802_5, cat(hex("10 40"), new byte[12], snap(0x0800, V4)), V4_LINE);
        add(
                "Token Ring, route",
                LinkTypes.IEEE802_5,
                cat(hex("10 40 0000f6000001 8000f6000002 06 90 0011 0020"), snap(0x0800, V4)),
                V4_LINE);
        add("FDDI", LinkTypes.FDDI, cat(hex("50"), new byte[12], snap(0x86dd, V6)), V6_LINE);
        add("RFC 1483", LinkTypes.ATM_RFC1483, snap(0x0800, V4), V4_LINE);
        add("IP over Fibre Channel", LinkTypes.IP_OVER_FC, cat(new byte[16], snap(0x0800, V4)), V4_LINE);
        add("IP over InfiniBand", LinkTypes.IPOIB, cat(new byte[40], hex("0800 0000"), V4), V4_LINE);
        add("IP over FireWire", LinkTypes.APPLE_IP_OVER_IEEE1394, cat(new byte[16], hex("0800"), V4), V4_LINE);
        add("pflog", LinkTypes.PFLOG, cat(hex("3d 02 00 00"), new byte[60], V4), V4_LINE);
        add("ipnet", LinkTypes.IPNET, cat(hex("01 02 0001"), u32(V4.length), new byte[16], V4), V4_LINE);
        add(
                "nflog",
                LinkTypes.NFLOG,
                cat(hex("02 00 0000  0800 0100 08000300  0500 0a00 41 000000  2f00 0900"), V4),
                V4_LINE);
        add("pktap", LinkTypes.PKTAP, cat(hex("10000000 01000000 01000000 00000000"), ethernet(V4)), V4_LINE);
        add("Broadcom DSA tag", LinkTypes.DSA_TAG_BRCM, cat(new byte[16], hex("0800"), V4), V4_LINE);
        add("unknown link type", 9999, V4, "UNSUPPORTED 0x270f");
    }

    private static byte[] cooked(int protocol, byte[] payload) {
        return cat(hex("0000 0001 0006 001b210000010000"), u16(protocol), payload);
    }

    private void tags() {
        wire("802.1Q", ethernet(0x8100, tag(7, 0x0800, V4)), "vlan 7 " + V4_LINE);
        wire("802.1ad", ethernet(0x88a8, tag(8, 0x8100, tag(9, 0x86dd, V6))), "vlan 8.9 " + V6_LINE);
        wire("Q-in-Q", ethernet(0x8100, tag(1, 0x8100, tag(2, 0x0800, V4))), "vlan 1.2 " + V4_LINE);
        wire("Q-in-Q, old ethertype", ethernet(0x9100, tag(1, 0x8100, tag(2, 0x0800, V4))), "vlan 1.2 " + V4_LINE);
        wire("three tags", ethernet(0x88a8, tag(1, 0x8100, tag(2, 0x8100, tag(3, 0x0800, V4)))), "vlan 1.2 " + V4_LINE);
        wire("VLAN 0", ethernet(0x8100, tag(0xe000, 0x0800, V4)), "vlan 0 " + V4_LINE);
        wire("VLAN, LLC", ethernet(0x8100, cat(u16(4), u16(51), snap(0x0800, V4))), "vlan 4 " + V4_LINE);
        wire("VN-tag", ethernet(0x8926, cat(u32(0x12345678), u16(0x8100), tag(7, 0x0800, V4))), "vlan 7 " + V4_LINE);
        wire("E-TAG", ethernet(0x893f, cat(new byte[6], u16(0x0800), V4)), V4_LINE);
        wire("HSR", ethernet(0x892f, cat(hex("0040 0001"), u16(0x0800), V4)), V4_LINE);
        wire("PBB", ethernet(0x88e7, cat(u32(0x12345), ethernet(0x8100, tag(3, 0x0800, V4)))), "vlan 3 " + V4_LINE);
        wire("FabricPath", ethernet(0x8903, cat(hex("0460"), ethernet(V4))), V4_LINE);
        wire("TRILL", ethernet(0x22f3, cat(hex("0006 0001 0002"), ethernet(V4))), V4_LINE);
        wire("MACsec, not encrypted", ethernet(0x88e5, cat(hex("00 00 00000001"), u16(0x0800), V4)), V4_LINE);
        wire("MACsec, encrypted", ethernet(0x88e5, cat(hex("0c 00 00000001"), new byte[60])), "NOT_IP 0x88e5");
        wire("Cisco MetaData", ethernet(0x8909, cat(hex("01 01 0001 000f"), u16(0x0800), V4)), V4_LINE);
        wire("NSH", ethernet(0x894f, cat(hex("0fc6 01 01 000001ff"), new byte[16], V4)), V4_LINE);
        wire("MPLS", ethernet(0x8847, cat(u32(0x00010140), V4)), V4_LINE);
        wire(
                "MPLS, three labels",
                ethernet(0x8847, cat(u32(0x00010040), u32(0x00020040), u32(0x00030140), V6)),
                V6_LINE);
        wire("MPLS, control word", ethernet(0x8847, cat(u32(0x00010140), u32(0), ethernet(V4))), V4_LINE);
        wire("MPLS, no control word", ethernet(0x8847, cat(u32(0x00010140), ethernet(V4))), V4_LINE);
        wire(
                "MPLS, other",
                ethernet(0x8847, cat(u32(0x00010140), hex("10000021 0000"), new byte[40])),
                "NOT_IP 0x8847");
    }

    private void pointToPoint() {
        byte[] ppp4 = cat(hex("0021"), V4);
        byte[] ppp6 = cat(hex("0057"), V6);
        wire("PPPoE", ethernet(0x8864, cat(hex("11 00 0001"), u16(ppp4.length), ppp4)), V4_LINE);
        wire(
                "PPPoE, IPv6, padding",
                ethernet(0x8864, cat(hex("11 00 0001"), u16(ppp6.length), ppp6, new byte[8])),
                V6_LINE);
        wire("PPPoE, LCP", ethernet(0x8864, cat(hex("11 00 0001 000a c021 09000008"), new byte[30])), "NOT_IP 0xc021");
        wire("PPPoE discovery", ethernet(0x8863, new byte[46]), "NOT_IP 0x8863");
        add("PPP", LinkTypes.PPP, cat(hex("ff03"), ppp4), V4_LINE);
        add("PPP without address", LinkTypes.PPP, ppp6, V6_LINE);
        add("PPP, protocol in one byte", LinkTypes.PPP, cat(hex("21"), V4), V4_LINE);
        add("PPP, Cisco HDLC", LinkTypes.PPP_HDLC, cat(hex("0f00 0800"), V4), V4_LINE);
        add("PPP, MPLS", LinkTypes.PPP, cat(hex("ff03 0281"), u32(0x00010140), V4), V4_LINE);
        add("PPP, bridged Ethernet", LinkTypes.PPP, cat(hex("ff03 0031 00 01"), ethernet(V4)), V4_LINE);
        add("PPP, multilink", LinkTypes.PPP, cat(hex("ff03 003d c0000001"), ppp4), V4_LINE);
        add("PPP with direction", LinkTypes.PPP_WITH_DIR, cat(hex("00 ff03"), ppp4), V4_LINE);
        add("PPPoE as a link", LinkTypes.PPP_ETHER, cat(hex("11 00 0001"), u16(ppp4.length), ppp4), V4_LINE);
        add("Cisco HDLC", LinkTypes.C_HDLC, cat(hex("8f00 86dd"), V6), V6_LINE);
        add("Frame Relay", LinkTypes.FRELAY, cat(hex("1841 03 cc"), V4), V4_LINE);
        add("Frame Relay, SNAP", LinkTypes.FRELAY, cat(hex("1841 03 00 80 000000 0800"), V4), V4_LINE);
        add("Frame Relay, Cisco", LinkTypes.FRELAY, cat(hex("1841 0800"), V4), V4_LINE);
    }

    private void wireless() {
        byte[] llc = snap(0x0800, V4);
        byte[] mac = new byte[22];
        byte[] data = cat(hex("0801"), mac, llc);
        add("802.11", LinkTypes.IEEE802_11, data, V4_LINE);
        add("802.11, four addresses", LinkTypes.IEEE802_11, cat(hex("0803"), mac, new byte[6], llc), V4_LINE);
        add("802.11, QoS", LinkTypes.IEEE802_11, cat(hex("8801"), mac, hex("0000"), llc), V4_LINE);
        add("802.11, HT control", LinkTypes.IEEE802_11, cat(hex("8881"), mac, hex("0000 00000000"), llc), V4_LINE);
        add(
                "802.11, A-MSDU",
                LinkTypes.IEEE802_11,
                cat(hex("8801"), mac, hex("8000"), new byte[12], u16(llc.length), llc),
                V4_LINE);
        add("802.11, beacon", LinkTypes.IEEE802_11, cat(hex("8000"), new byte[50]), "NOT_IP 0x20080");
        add("802.11, null data", LinkTypes.IEEE802_11, cat(hex("4801"), mac), "NOT_IP 0x20048");
        add("802.11, protected", LinkTypes.IEEE802_11, cat(hex("0841"), mac, new byte[60]), "UNSUPPORTED 0x20008");
        add("radiotap", LinkTypes.IEEE802_11_RADIOTAP, cat(hex("00 00 0900 02000000 10"), data), V4_LINE);
        add(
                "radiotap, padded header",
                LinkTypes.IEEE802_11_RADIOTAP,
                cat(hex("00 00 1100 03000000 0000000000000000 20"), hex("8801"), mac, hex("0000 0000"), llc),
                V4_LINE);
        add("Prism", LinkTypes.IEEE802_11_PRISM, cat(hex("44000000 90000000"), new byte[136], data), V4_LINE);
        add("AVS", LinkTypes.IEEE802_11_AVS, cat(hex("80211001 00000040"), new byte[56], data), V4_LINE);
        add("PPI", LinkTypes.PPI, cat(hex("00 00 0800 69000000"), data), V4_LINE);
    }

    private void network() {
        byte[] segment = tcp(4000, 5000, 0x02, bytes());
        wire(
                "IPv4 options",
                ethernet(ipv4WithOptions("10.0.0.1", "10.0.0.2", 6, hex("94040000"), segment)),
                "10.0.0.1:4000>10.0.0.2:5000 p6 flags 02 len 44 payload 0");
        byte[] offloaded = ethernet(tcp4("10.0.0.1", 4000, "10.0.0.2", 5000));
        offloaded[16] = 0;
        offloaded[17] = 0;
        wire("IPv4, length left to the card", offloaded, "10.0.0.1:4000>10.0.0.2:5000 p6 flags 18 len 43 payload 3");
        byte[] offloaded6 = ethernet(V6);
        offloaded6[18] = 0;
        offloaded6[19] = 0;
        wire("IPv6, length left to the card", offloaded6, V6_LINE);
        byte[] message = udp(4000, 5000, new byte[8]);
        wire(
                "IPv4, first fragment",
                ethernet(ipv4("10.0.0.1", "10.0.0.2", 17, 77, 0x2000, message)),
                "10.0.0.1:4000>10.0.0.2:5000 p17 first fragment 77 len 36 payload 8");
        wire(
                "IPv4, later fragment",
                ethernet(ipv4("10.0.0.1", "10.0.0.2", 17, 77, 0x0002, message)),
                "10.0.0.1>10.0.0.2 p17 later fragment 77 len 36 payload 16");
        wire("IPv6, no next header", v6(59, bytes()), "[fe80::1]>[fe80::2] p59 len 40 payload 0");
        wire("IPv6, ESP", v6(50, new byte[20]), "[fe80::1]>[fe80::2] p50 len 60 payload 20");
        String tcp = "[fe80::1]:4000>[fe80::2]:5000 p6 flags 02 len ";
        wire("IPv6, hop-by-hop", v6(0, cat(hex("06 00 0502 0000 0100"), segment)), tcp + "68 payload 0");
        wire("IPv6, routing", v6(43, cat(hex("06 02 00 00 00000000"), new byte[16], segment)), tcp + "84 payload 0");
        wire("IPv6, destination options", v6(60, cat(hex("06 00 0104 00000000"), segment)), tcp + "68 payload 0");
        wire("IPv6, AH", v6(51, cat(hex("06 04 0000 00000001 00000001"), new byte[12], segment)), tcp + "84 payload 0");
        wire("IPv6, shim6", v6(140, cat(hex("06 00 8000 00000000"), segment)), tcp + "68 payload 0");
        wire("IPv6, HIP", v6(139, cat(hex("06 00 0111 00000000"), segment)), tcp + "68 payload 0");
        wire("IPv6, mobility", v6(135, hex("3b 00 0000 0000 0000")), "[fe80::1]>[fe80::2] p135 len 48 payload 8");
        wire(
                "IPv6, several",
                v6(0, cat(hex("3c 00 0502 0000 0100  2b 00 0104 00000000  06 00 0000 00000000"), segment)),
                tcp + "84 payload 0");
        wire("IPv6, atomic fragment", v6(44, cat(hex("06 00 0000 00000009"), segment)), tcp + "68 payload 0");
        wire(
                "IPv6, first fragment",
                v6(44, cat(hex("06 00 0001 00000009"), segment)),
                "[fe80::1]:4000>[fe80::2]:5000 p6 flags 02 first fragment 9 len 68 payload 0");
        wire(
                "IPv6, later fragment",
                v6(44, cat(hex("06 00 0100 00000009"), segment)),
                "[fe80::1]>[fe80::2] p6 later fragment 9 len 68 payload 20");
        byte[] jumbo = v6(0, cat(hex("06 00 c204 0001 11a4"), segment, new byte[70000 - 28]));
        jumbo[18] = 0;
        jumbo[19] = 0;
        jumbo[58] = 0;
        jumbo[59] = 1;
        jumbo[60] = 0x11;
        jumbo[61] = 0x70;
        wire("IPv6, jumbogram", jumbo, tcp + "70040 payload 69972");
    }

    private static byte[] v6(int next, byte[] payload) {
        byte[] packet = ipv6("fe80::1", "fe80::2", next, payload);
        return ethernet(packet);
    }

    private void transports() {
        wire("UDP", v4(17, udp(53, 4000, bytes(1, 2))), "10.0.0.1:53>10.0.0.2:4000 p17 len 30 payload 2");
        wire("UDP-Lite", v4(136, udp(53, 4000, bytes(1, 2))), "10.0.0.1:53>10.0.0.2:4000 p136 len 30 payload 2");
        wire(
                "SCTP",
                v4(132, cat(hex("0bb8 0bb9 00000001 00000000 01000004"))),
                "10.0.0.1:3000>10.0.0.2:3001 p132 len 36 payload 4");
        wire(
                "DCCP",
                v4(33, cat(hex("0bb8 0bb9 04 00 0000 00000000"))),
                "10.0.0.1:3000>10.0.0.2:3001 p33 len 32 payload 0");
        wire("IGMP", v4(2, hex("16000000 e0000001")), "10.0.0.1>10.0.0.2 p2 len 28 payload 8");
        wire("unknown protocol", v4(253, new byte[12]), "10.0.0.1>10.0.0.2 p253 len 32 payload 12");
        wire("ESP", v4(50, new byte[24]), "10.0.0.1>10.0.0.2 p50 len 44 payload 24");
        wire(
                "AH",
                v4(51, cat(hex("11 04 0000 00000001 00000001"), new byte[12], udp(9, 10, bytes()))),
                "10.0.0.1:9>10.0.0.2:10 p17 len 52 payload 0");
        wire("ICMP echo", v4(1, hex("0800 0000 0042 0001 00")), "10.0.0.1>10.0.0.2 p1 icmp 8/0 id 66 len 29 payload 1");
        byte[] quoted = udp4("10.0.0.2", 4000, "10.0.0.1", 53, bytes());
        wire(
                "ICMP unreachable",
                v4(1, cat(hex("0303 0000 00000000"), quoted)),
                "10.0.0.1>10.0.0.2 p1 icmp 3/3 len 56 payload 28 quotes 10.0.0.2:4000>10.0.0.1:53 p17");
        byte[] quoted6 = ipv6("fe80::2", "fe80::1", 0, cat(hex("11 00 0502 0000 0100"), udp(4000, 53, bytes())));
        wire(
                "ICMPv6 unreachable",
                v6(58, cat(hex("0104 0000 00000000"), quoted6)),
                "[fe80::1]>[fe80::2] p58 icmp 1/4 len 104 payload 56 quotes [fe80::2]:4000>[fe80::1]:53 p17");
        wire(
                "ICMPv6 echo",
                v6(58, hex("8000 0000 0007 0001")),
                "[fe80::1]>[fe80::2] p58 icmp 128/0 id 7 len 48 payload 0");
    }

    private static byte[] v4(int protocol, byte[] payload) {
        return ethernet(ipv4("10.0.0.1", "10.0.0.2", protocol, payload));
    }

    private void ipTunnels() {
        String outer = "10.0.0.1>10.0.0.2 p";
        wire("IP in IP", v4(4, V4), outer + "4 len 63 payload 43 | ipip " + V4_LINE);
        wire("6in4", v4(41, V6), outer + "41 len 83 payload 63 | 6in4 " + V6_LINE);
        wire("4in6", v6(4, V4), "[fe80::1]>[fe80::2] p4 len 83 payload 43 | 4in6 " + V4_LINE);
        wire("6in6", v6(41, V6), "[fe80::1]>[fe80::2] p41 len 103 payload 63 | 6in6 " + V6_LINE);
        wire("GRE", v4(47, cat(hex("0000 0800"), V4)), outer + "47 len 67 payload 47 | gre " + V4_LINE);
        wire(
                "GRE, checksum, key, sequence",
                v4(47, cat(hex("b000 86dd 0000 0000 00000063 00000001"), V6)),
                outer + "47 len 99 payload 79 | gre#99 " + V6_LINE);
        wire(
                "GRE, routing",
                v4(47, cat(hex("4000 0800 0000 0000  0800 0004 0a000003  0000 0000"), V4)),
                outer + "47 len 83 payload 63 | gre " + V4_LINE);
        byte[] frame = ethernet(V4);
        wire("GRE, Ethernet", v4(47, cat(hex("0000 6558"), frame)), outer + "47 len 81 payload 61 | gre " + V4_LINE);
        wire(
                "NVGRE",
                v4(47, cat(hex("2000 6558 00002a01"), frame)),
                outer + "47 len 85 payload 65 | nvgre#42 " + V4_LINE);
        wire("GRE, MPLS", v4(47, cat(hex("0000 8847 00010140"), V4)), outer + "47 len 71 payload 51 | gre " + V4_LINE);
        wire("GRE, WCCP", v4(47, cat(hex("0000 883e 00000000"), V4)), outer + "47 len 71 payload 51 | gre " + V4_LINE);
        wire(
                "GRE, ARP",
                v4(47, cat(hex("0000 6558"), ethernet(0x0806, new byte[28]))),
                outer + "47 len 66 payload 46 | NOT_IP 0x0806");
        wire(
                "PPTP",
                v4(47, cat(hex("3081 880b 002f 0005 00000001 00000002 ff03 0021"), V4)),
                outer + "47 len 83 payload 63 | gre#5 " + V4_LINE);
        wire("PPTP, acknowledgement", v4(47, hex("2081 880b 0000 0005 00000002")), outer + "47 len 32 payload 12");
        wire(
                "EoIP",
                v4(47, cat(hex("2001 6400 0039 2a00"), frame)),
                outer + "47 len 85 payload 65 | gre#42 " + V4_LINE);
        wire("ERSPAN I", v4(47, cat(hex("0000 88be"), frame)), outer + "47 len 81 payload 61 | erspan " + V4_LINE);
        wire(
                "ERSPAN II",
                v4(47, cat(hex("1000 88be 00000001 1005 0864 00000000"), frame)),
                outer + "47 len 93 payload 73 | erspan#100 " + V4_LINE);
        wire(
                "ERSPAN III",
                v4(47, cat(hex("1000 22eb 00000001 2005 0864 00000000 00000000"), frame)),
                outer + "47 len 97 payload 77 | erspan#100 " + V4_LINE);
        wire(
                "ERSPAN III, platform header",
                v4(47, cat(hex("1000 22eb 00000001 2005 0864 00000000 00000001 0000000000000000"), frame)),
                outer + "47 len 105 payload 85 | erspan#100 " + V4_LINE);
        wire(
                "PIM register",
                v4(103, cat(hex("2100 0000 00000000"), V4)),
                outer + "103 len 71 payload 51 | pim " + V4_LINE);
        wire("PIM hello", v4(103, hex("2000 0000 0001 0002 0069")), outer + "103 len 30 payload 10");
        wire("EtherIP", v4(97, cat(hex("3000"), frame)), outer + "97 len 79 payload 59 | etherip " + V4_LINE);
        wire("Ethernet in IPv6", v6(143, frame), "[fe80::1]>[fe80::2] p143 len 97 payload 57 | ethernet " + V4_LINE);
        wire("MPLS in IP", v4(137, cat(hex("0002a140"), V4)), outer + "137 len 67 payload 47 | mpls#42 " + V4_LINE);
        wire("L2TPv3", v4(115, cat(hex("00000007"), frame)), outer + "115 len 81 payload 61 | l2tp#7 " + V4_LINE);
        wire(
                "L2TPv3, cookie",
                v4(115, cat(hex("00000007 aabbccdd"), frame)),
                outer + "115 len 85 payload 65 | l2tp#7 " + V4_LINE);
        wire("L2TPv3, control", v4(115, cat(hex("00000000 c803"), new byte[20])), outer + "115 len 46 payload 26");
        wire(
                "three layers",
                v4(4, ipv4("10.1.0.1", "10.1.0.2", 41, V6)),
                outer + "4 len 103 payload 83 | ipip 10.1.0.1>10.1.0.2 p41 len 83 payload 63 | 6in4 " + V6_LINE);
    }

    private void udpTunnels() {
        byte[] frame = ethernet(V4);
        tunnel("VXLAN", 4789, cat(hex("08000000 00002a00"), frame), "vxlan#42 " + V4_LINE);
        tunnel(
                "VXLAN, VLAN",
                4789,
                cat(hex("08000000 00002a00"), ethernet(0x8100, tag(6, 0x0800, V4))),
                "vxlan#42 vlan 6 " + V4_LINE);
        tunnel("VXLAN, Linux port", 8472, cat(hex("08000000 00002a00"), frame), "vxlan#42 " + V4_LINE);
        tunnel("VXLAN-GPE", 4790, cat(hex("0c000001 00002a00"), V4), "vxlan#42 " + V4_LINE);
        tunnel("VXLAN-GPE, NSH", 4790, cat(hex("0c000004 00002a00 0fc2 02 02 000001ff"), V6), "vxlan#42 " + V6_LINE);
        tunnel("GENEVE", 6081, cat(hex("0000 6558 00002a00"), frame), "geneve#42 " + V4_LINE);
        tunnel("GENEVE, options", 6081, cat(hex("0200 86dd 00002a00 0102 80 01 00000000"), V6), "geneve#42 " + V6_LINE);
        tunnel("GTP-U", 2152, cat(hex("30 ff 002b 0000002a"), V4), "gtp-u#42 " + V4_LINE);
        tunnel("GTP-U, sequence", 2152, cat(hex("32 ff 0043 0000002a 0001 00 00"), V6), "gtp-u#42 " + V6_LINE);
        tunnel(
                "GTP-U, extension",
                2152,
                cat(hex("34 ff 0033 0000002a 0000 00 85 01 1005 00"), V4),
                "gtp-u#42 " + V4_LINE);
        tunnel("GTP-U, PPP", 2152, cat(hex("30 ff 002f 0000002a ff03 0021"), V4), "gtp-u#42 " + V4_LINE);
        tunnel("GTP, version 0", 3386, cat(hex("1e ff 002b 0000 0000 ff ffffff"), new byte[8], V4), "gtp-u " + V4_LINE);
        tunnel("Teredo", 3544, V6, "teredo " + V6_LINE);
        tunnel(
                "Teredo, indications",
                3544,
                cat(hex("0001 0000 0000000000000000 00  0000 fbfb f5ff fffe"), V6),
                "teredo " + V6_LINE);
        byte[] ppp = cat(hex("ff03 0021"), V4);
        tunnel("L2TPv2", 1701, cat(hex("0002 0001 002a"), ppp), "l2tp#65578 " + V4_LINE);
        tunnel(
                "L2TPv2, all fields",
                1701,
                cat(hex("4a02"), u16(16 + ppp.length), hex("0001 002a 0001 0000 0002 0000"), ppp),
                "l2tp#65578 " + V4_LINE);
        tunnel("L2TPv3 over UDP", 1701, cat(hex("0003 0000 00000007 00000000"), frame), "l2tp#7 " + V4_LINE);
        tunnel("CAPWAP, 802.3", 5247, cat(hex("00100200 00000000"), frame), "capwap " + V4_LINE);
        byte[] wlan = cat(hex("0801"), new byte[22], snap(0x0800, V4));
        tunnel("CAPWAP, 802.11", 5247, cat(hex("00100300 00000000"), wlan), "capwap " + V4_LINE);
        byte[] swapped = wlan.clone();
        swapped[0] = 1;
        swapped[1] = 8;
        tunnel("CAPWAP, 802.11, swapped", 5247, cat(hex("00100300 00000000"), swapped), "capwap " + V4_LINE);
        tunnel("AYIYA", 5072, cat(hex("41 52 11 29 00000000"), new byte[16 + 20], V6), "ayiya " + V6_LINE);
        tunnel("MPLS in UDP", 6635, cat(hex("0002a140"), V6), "mpls#42 " + V6_LINE);
        tunnel("GRE in UDP", 4754, cat(hex("0000 0800"), V4), "gre " + V4_LINE);
        tunnel("LISP", 4341, cat(hex("88000000 00002a00"), V4), "lisp#42 " + V4_LINE);
        tunnel("AMT", 2268, cat(hex("0600"), V4), "amt " + V4_LINE);
        tunnel("TZSP", 37008, cat(hex("01 00 0001 0a01ff 01"), frame), "tzsp " + V4_LINE);
        tunnel("ARP in GENEVE", 6081, cat(hex("0000 6558 00002a00"), ethernet(0x0806, new byte[28])), "NOT_IP 0x0806");
    }

    private void tunnel(String name, int port, byte[] payload, String inner) {
        int length = 28 + payload.length;
        wire(
                name,
                ethernet(udp4("10.0.0.1", 40000, "10.0.0.2", port, payload)),
                "10.0.0.1:40000>10.0.0.2:" + port + " p17 len " + length + " payload " + payload.length + " | "
                        + inner);
    }

    /** Tunnels' ports without their headers: no layer may be made up. */
    private void notTunnels() {
        byte[] text = "no tunnel header here, only some text".getBytes(StandardCharsets.US_ASCII);
        for (int port : new int[] {2152, 3386, 3544, 4341, 4789, 5072, 5247, 6081, 8472, 2268, 37008, 1701}) {
            int length = 28 + text.length;
            wire(
                    "text on port " + port,
                    ethernet(udp4("10.0.0.1", 40000, "10.0.0.2", port, text)),
                    "10.0.0.1:40000>10.0.0.2:" + port + " p17 len " + length + " payload " + text.length);
        }
        wire(
                "GTP-U, echo",
                ethernet(udp4("10.0.0.1", 2152, "10.0.0.2", 2152, hex("32 01 0004 00000000 00000000"))),
                "10.0.0.1:2152>10.0.0.2:2152 p17 len 40 payload 12");
        wire(
                "L2TPv2, control",
                ethernet(udp4("10.0.0.1", 1701, "10.0.0.2", 1701, hex("c802 000c 0001 0000 0000 0001"))),
                "10.0.0.1:1701>10.0.0.2:1701 p17 len 40 payload 12");
        wire(
                "Teredo, bubble",
                ethernet(udp4("10.0.0.1", 3544, "10.0.0.2", 3544, ipv6("fe80::1", "fe80::2", 59, bytes()))),
                "10.0.0.1:3544>10.0.0.2:3544 p17 len 68 payload 40 | teredo [fe80::1]>[fe80::2] p59 len 40 payload 0");
    }
}
