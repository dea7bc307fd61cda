package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/** Protocols over UDP, by the port of either end. */
final class DatagramRole {
    private static final int IKE_HEADER = 28;
    private static final int IKE_2 = 0x20;
    private static final int IKE_1 = 0x10;

    private DatagramRole() {}

    static int of(int port, byte[] bytes, int at, int end) {
        return switch (port) {
            case 53, 5353, 5355, 137 -> dns(bytes, at, end);
            case 67, 68 -> dhcp(bytes, at, end);
            case 69 -> TftpRequest.isRequest(bytes, at, end) ? CLIENT : UNKNOWN;
            case 88 -> AsnRole.kerberos(bytes, at, end);
            case 111, 2049 -> rpc(bytes, at, end);
            case 123 -> ntp(bytes, at, end);
            case 161, 162 -> AsnRole.snmp(bytes, at, end);
            case 389 -> AsnRole.ldap(bytes, at, end);
            case 500 -> ike(bytes, at, end);
            case 4500 -> Payload.i32(bytes, at) == 0 ? ike(bytes, at + 4, end) : UNKNOWN;
            case 546, 547 -> dhcp6(bytes, at, end);
            case 1194 -> openVpn(bytes, at, end);
            case 1645, 1646, 1812, 1813, 3799 -> radius(bytes, at, end);
            case 1900 -> ssdp(bytes, at, end);
            case 5060 -> SipRole.of(bytes, at, end);
            case 11211 -> memcached(bytes, at, end);
            default -> UNKNOWN;
        };
    }

    /** QR bit, RFC 1035 section 4.1.1, in a header whose opcode and counts make sense. */
    static int dns(byte[] bytes, int at, int end) {
        if (end - at < 12) {
            return UNKNOWN;
        }
        int opcode = bytes[at + 2] >> 3 & 15;
        int questions = Payload.u16(bytes, at + 4);
        int answers = Payload.u16(bytes, at + 6);
        if (opcode > 6 || questions > 16 || answers > 512 || (questions == 0 && answers == 0)) {
            return UNKNOWN;
        }
        return bytes[at + 2] < 0 ? SERVER : CLIENT;
    }

    /** op, RFC 951: 1 BOOTREQUEST, 2 BOOTREPLY; hardware type Ethernet with its address length. */
    private static int dhcp(byte[] bytes, int at, int end) {
        if (end - at < 240 || bytes[at + 1] != 1 || bytes[at + 2] != 6) {
            return UNKNOWN;
        }
        return bytes[at] == 1 ? CLIENT : bytes[at] == 2 ? SERVER : UNKNOWN;
    }

    /** msg-type, RFC 9915 section 7.3. */
    private static int dhcp6(byte[] bytes, int at, int end) {
        if (end - at < 8) {
            return UNKNOWN;
        }
        return switch (bytes[at]) {
            case 1, 3, 4, 5, 6, 8, 9, 11, 12 -> CLIENT;
            case 2, 7, 10, 13 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** Message type, RFC 5531 section 9, of RPC version 2. */
    private static int rpc(byte[] bytes, int at, int end) {
        if (end - at < 24) {
            return UNKNOWN;
        }
        int type = Payload.i32(bytes, at + 4);
        int next = Payload.i32(bytes, at + 8);
        if (type == 0) {
            return next == 2 ? CLIENT : UNKNOWN;
        }
        return type == 1 && (next == 0 || next == 1) ? SERVER : UNKNOWN;
    }

    /** Mode, RFC 5905 section 7.3: 3 client, 4 server, 5 broadcast; 6 control. Symmetric modes tell nothing. */
    private static int ntp(byte[] bytes, int at, int end) {
        int version = bytes[at] >> 3 & 7;
        int mode = bytes[at] & 7;
        if (version < 1 || version > 4) {
            return UNKNOWN;
        }
        if (mode == 6) {
            return ntpControl(bytes, at, end);
        }
        int stratum = Payload.u8(bytes, at + 1);
        if (end - at < 48 || stratum > 16) {
            return UNKNOWN;
        }
        return mode == 3 ? CLIENT : mode == 4 || mode == 5 ? SERVER : UNKNOWN;
    }

    /** Response bit, RFC 9327 section 2, in a message whose count fits. */
    private static int ntpControl(byte[] bytes, int at, int end) {
        if (end - at < 12 || Payload.u16(bytes, at + 10) > end - at - 12) {
            return UNKNOWN;
        }
        return bytes[at + 1] < 0 ? SERVER : CLIENT;
    }

    /** Code, RFC 2865, RFC 2866 and RFC 5176, in a packet of the length it states. */
    private static int radius(byte[] bytes, int at, int end) {
        if (end - at < 20 || Payload.u16(bytes, at + 2) < 20 || Payload.u16(bytes, at + 2) > end - at) {
            return UNKNOWN;
        }
        return switch (bytes[at]) {
            case 1, 4, 12, 40, 43 -> CLIENT;
            case 2, 3, 5, 11, 41, 42, 44, 45 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** The original initiator is the client: a flag of IKEv2 (RFC 7296 section 3.1); in IKEv1 the first message alone shows it. */
    private static int ike(byte[] bytes, int at, int end) {
        if (end - at < IKE_HEADER) {
            return UNKNOWN;
        }
        int version = Payload.u8(bytes, at + 17);
        if (version == IKE_2) {
            return (bytes[at + 19] & 0x08) != 0 ? CLIENT : SERVER;
        }
        boolean first = Payload.i32(bytes, at + 8) == 0 && Payload.i32(bytes, at + 12) == 0;
        boolean asks = Payload.i32(bytes, at) != 0;
        return version == IKE_1 && first && asks ? CLIENT : UNKNOWN;
    }

    /** The client's hard reset: its opcode with key 0, and, unless all is sealed, no acknowledgement and packet 0 at the end. */
    private static int openVpn(byte[] bytes, int at, int end) {
        boolean reset = end - at >= 14 && bytes[at] == 0x38;
        return reset && Payload.i32(bytes, end - 4) == 0 && bytes[end - 5] == 0 ? CLIENT : UNKNOWN;
    }

    private static int ssdp(byte[] bytes, int at, int end) {
        if (Payload.is("M-SEARCH ", bytes, at, end)) {
            return CLIENT;
        }
        return Payload.is("HTTP/1.1 200", bytes, at, end) ? SERVER : UNKNOWN;
    }

    /** A frame header, then a command or a reply of the text protocol, or the magic byte of the binary one. */
    private static int memcached(byte[] bytes, int at, int end) {
        int text = at + 8;
        if (end - text < 5 || Payload.u16(bytes, at + 6) != 0) {
            return UNKNOWN;
        }
        boolean request = Payload.is("get ", bytes, text, end)
                || Payload.is("gets ", bytes, text, end)
                || Payload.is("set ", bytes, text, end)
                || Payload.is("stats", bytes, text, end)
                || Payload.u8(bytes, text) == 0x80;
        boolean reply = Payload.is("VALUE ", bytes, text, end)
                || Payload.is("END\r\n", bytes, text, end)
                || Payload.is("STAT ", bytes, text, end)
                || Payload.is("STORED", bytes, text, end)
                || Payload.u8(bytes, text) == 0x81;
        return request ? CLIENT : reply ? SERVER : UNKNOWN;
    }
}
