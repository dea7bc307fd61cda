package org.wirewarrant.flow;

import org.wirewarrant.wire.PacketView;

/**
 * Reads from one packet's payload what it gives away: passwords and communities that anyone on the way can read, and whether TLS is
 * spoken. As with {@link PayloadRole}, only forms are taken that ordinary data hardly ever has, and a form has to fill its segment.
 */
final class WeaknessReader {
    /** A record of TLS was seen (RFC 8446 section 5.1). */
    static final int TLS = 1 << 8;

    /** All bits: nine. */
    static final int MASK = 0x1ff;

    private static final int LONGEST_COMMAND = 256;
    private static final int LONGEST_TAG = 12;
    private static final int TELNET_PORT = 23;
    private static final int TELNET_IAC = 0xff;
    private static final String BASIC = "\r\nauthorization: basic ";

    private WeaknessReader() {}

    /** Bits of {@link Weakness}, and {@link #TLS}, of a TCP payload of at least 6 captured bytes. */
    static int ofTcp(PacketView packet, byte[] bytes) {
        int at = packet.payloadOffset;
        int end = at + packet.payloadCaptured;
        if (packet.payloadCaptured < 6) {
            return 0;
        }
        int first = bytes[at] & 0xff;
        if (first == 0x16) {
            return BinaryRole.tls(bytes, at) != PayloadRole.UNKNOWN ? TLS : 0;
        }
        if (first == TELNET_IAC) {
            boolean port = packet.destinationPort == TELNET_PORT || packet.sourcePort == TELNET_PORT;
            return port && isOption(bytes, at) && isOption(bytes, at + 3) ? Weakness.TELNET.bit() : 0;
        }
        if (first == 0x30) {
            return ldapBind(bytes, at, end) ? Weakness.LDAP_BIND.bit() : 0;
        }
        boolean letter = first >= '*' && first <= 'z';
        if (!letter) {
            return 0;
        }
        int plain = TextRole.of(bytes, at, end) != PayloadRole.UNKNOWN ? Weakness.NO_TLS.bit() : 0;
        boolean whole = packet.payloadCaptured == packet.payloadLength;
        boolean command = whole && packet.payloadLength <= LONGEST_COMMAND && endsLine(bytes, end);
        return plain | (plain != 0 ? httpBasic(bytes, at, end) : 0) | (command ? command(bytes, at, end) : 0);
    }

    /** Bits of a UDP payload of at least 4 captured bytes. */
    static int ofUdp(PacketView packet, byte[] bytes) {
        int port = packet.destinationPort;
        boolean snmp = port == 161 || port == 162 || packet.sourcePort == 161;
        int at = packet.payloadOffset;
        return snmp && isCommunity(bytes, at, at + packet.payloadCaptured) ? Weakness.SNMP_COMMUNITY.bit() : 0;
    }

    private static boolean isOption(byte[] bytes, int at) {
        int verb = bytes[at + 1] & 0xff;
        return (bytes[at] & 0xff) == TELNET_IAC && verb >= 251 && verb <= 254;
    }

    /** BindRequest, RFC 4511 section 4.2: version 3, a name, and [0] a password that is not empty. */
    private static boolean ldapBind(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, 0x30);
        at = Ber.skip(bytes, at, end, 0x02);
        at = Ber.content(bytes, at, end, 0x60);
        at = Ber.skip(bytes, at, end, 0x02);
        at = Ber.skip(bytes, at, end, 0x04);
        return at >= 0 && at + 2 <= end && (bytes[at] & 0xff) == 0x80 && bytes[at + 1] > 0;
    }

    /** Version 0 or 1, a community, and a PDU, RFC 3584 section 4. */
    private static boolean isCommunity(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, 0x30);
        boolean version = at >= 0
                && at + 3 <= end
                && bytes[at] == 0x02
                && bytes[at + 1] == 1
                && (bytes[at + 2] == 0 || bytes[at + 2] == 1);
        if (!version) {
            return false;
        }
        at = Ber.skip(bytes, at + 3, end, 0x04);
        return at >= 0 && at < end && (bytes[at] & 0xf0) == 0xa0;
    }

    private static boolean endsLine(byte[] bytes, int end) {
        return bytes[end - 2] == '\r' && bytes[end - 1] == '\n';
    }

    private static int httpBasic(byte[] bytes, int at, int end) {
        int last = end - BASIC.length();
        for (int i = at; i <= last; i++) {
            if (bytes[i] == '\r' && is(BASIC, bytes, i)) {
                return Weakness.HTTP_BASIC.bit();
            }
        }
        return 0;
    }

    private static int command(byte[] bytes, int at, int end) {
        if (starts("pass ", bytes, at, end) && end - at > "pass \r\n".length()) {
            return Weakness.PASSWORD_LINE.bit();
        }
        if (starts("auth plain ", bytes, at, end)
                || starts("auth plain\r", bytes, at, end)
                || starts("auth login", bytes, at, end)) {
            return Weakness.SMTP_AUTH.bit();
        }
        return imapLogin(bytes, at, end) ? Weakness.IMAP_LOGIN.bit() : 0;
    }

    /** A tag with a digit in it, as all clients make them, {@code LOGIN} with two arguments or {@code AUTHENTICATE}. */
    private static boolean imapLogin(byte[] bytes, int start, int end) {
        int at = start;
        boolean digit = false;
        while (at < end && at - start < LONGEST_TAG && isTag(bytes[at])) {
            digit |= bytes[at] <= '9';
            at++;
        }
        if (!digit) {
            return false;
        }
        if (starts(" authenticate plain", bytes, at, end) || starts(" authenticate login", bytes, at, end)) {
            return true;
        }
        if (!starts(" login ", bytes, at, end)) {
            return false;
        }
        if (bytes[at + " login ".length()] == '{') {
            return true; // a literal, RFC 9051 section 4.3: the password comes in a line of its own
        }
        int arguments = 1;
        boolean quoted = false;
        for (int i = at + " login ".length(); i < end - 2; i++) {
            quoted ^= bytes[i] == '"';
            arguments += bytes[i] == ' ' && !quoted ? 1 : 0;
        }
        return arguments == 2;
    }

    private static boolean isTag(byte character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '.';
    }

    private static boolean starts(String lower, byte[] bytes, int at, int end) {
        return end - at >= lower.length() && is(lower, bytes, at);
    }

    /** Whether a text in lower case stands at an index, in either case. */
    private static boolean is(String lower, byte[] bytes, int at) {
        for (int i = 0; i < lower.length(); i++) {
            int here = bytes[at + i];
            int folded = here >= 'A' && here <= 'Z' ? here + 32 : here;
            if (folded != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
