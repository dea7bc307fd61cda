package org.wirewarrant.flow;

import java.util.EnumSet;
import java.util.Set;

/** What the payload of a conversation's flows gives away. */
public enum Weakness {
    /** A password as its own line, {@code PASS}, as in FTP (RFC 959) and POP3 (RFC 1939). */
    PASSWORD_LINE("a password in the clear (PASS, as in FTP and POP3)"),
    /** {@code LOGIN} or {@code AUTHENTICATE} of IMAP (RFC 9051 sections 6.2.2 and 6.2.3). */
    IMAP_LOGIN("an IMAP login in the clear"),
    /** {@code AUTH PLAIN} or {@code AUTH LOGIN} of SMTP (RFC 4954) and POP3 (RFC 5034). */
    SMTP_AUTH("a login in the clear (AUTH, as in SMTP and POP3)"),
    /** {@code Authorization: Basic} (RFC 7617). */
    HTTP_BASIC("HTTP basic authentication without TLS"),
    /** A simple bind with a password (RFC 4513 section 5.1.3). */
    LDAP_BIND("an LDAP simple bind without TLS"),
    /** Option negotiation of Telnet (RFC 854). */
    TELNET("Telnet"),
    /** SNMP version 1 or 2c, whose community is sent in the clear (RFC 3584 section 5). */
    SNMP_COMMUNITY("SNMPv1 or v2c, whose community is readable"),
    /** A flow that begins as the text of a protocol and never takes up TLS. */
    NO_TLS("plain text without TLS");

    /** Bits of all of them. */
    static final int ALL_BITS = (1 << values().length) - 1;

    private static final Weakness[] ALL = values();

    private final String words;

    Weakness(String words) {
        this.words = words;
    }

    int bit() {
        return 1 << ordinal();
    }

    /** What a sentence calls it. */
    public String words() {
        return words;
    }

    /** Those whose bits are set, as {@link FlowView#weaknesses()} gives them. */
    static Set<Weakness> of(int bits) {
        Set<Weakness> set = EnumSet.noneOf(Weakness.class);
        for (Weakness weakness : ALL) {
            if ((bits & weakness.bit()) != 0) {
                set.add(weakness);
            }
        }
        return set;
    }
}
