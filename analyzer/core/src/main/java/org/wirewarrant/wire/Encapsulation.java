package org.wirewarrant.wire;

import java.util.Locale;

/** How an IP layer is carried inside another one. The ordinal is stored with flows: append only. */
public enum Encapsulation {
    /** Not tunnelled: directly on the link. */
    NONE,
    /** IPv4 in IPv4 (RFC 2003). */
    IPIP,
    /** IPv6 in IPv4 (RFC 4213). */
    SIXINFOUR("6in4"),
    /** IPv4 in IPv6 (RFC 2473). */
    FOURINSIX("4in6"),
    /** IPv6 in IPv6 (RFC 2473). */
    SIXINSIX("6in6"),
    /** GRE (RFC 2784, RFC 2890), IP or transparent Ethernet inside. */
    GRE,
    /** NVGRE (RFC 7637). */
    NVGRE,
    /** ERSPAN types I to III over GRE. */
    ERSPAN,
    /** VXLAN (RFC 7348) and VXLAN-GPE. */
    VXLAN,
    /** GENEVE (RFC 8926). */
    GENEVE,
    /** GTP-U (3GPP TS 29.281). */
    GTP_U("gtp-u"),
    /** Teredo (RFC 4380). */
    TEREDO,
    /** L2TP (RFC 2661, RFC 3931). */
    L2TP,
    /** EtherIP (RFC 3378). */
    ETHERIP,
    /** MPLS in UDP or IP (RFC 7510, RFC 4023). */
    MPLS,
    /** CAPWAP data (RFC 5415). */
    CAPWAP,
    /** AYIYA. */
    AYIYA,
    /** LISP data (RFC 9300). */
    LISP,
    /** Automatic multicast tunnelling (RFC 7450). */
    AMT,
    /** TaZmen sniffer protocol, a mirror over UDP. */
    TZSP,
    /** PIM register messages (RFC 7761). */
    PIM,
    /** Ethernet as an IP protocol (RFC 8986). */
    ETHERNET;

    private final String keyword;

    Encapsulation() {
        this.keyword = name().toLowerCase(Locale.ROOT);
    }

    Encapsulation(String keyword) {
        this.keyword = keyword;
    }

    /** Lower-case name for the {@code tunnel} column. */
    public String keyword() {
        return keyword;
    }
}
