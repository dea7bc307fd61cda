package org.wirewarrant.flow;

import org.wirewarrant.wire.PacketView;

/**
 * What the first bytes of a payload say about its sender: that it asks, or that it answers. Only forms that one side alone sends are
 * recognised; everything else is unknown. Each test checks the whole prefix that it relies on, so that data in the middle of a stream
 * is rarely mistaken for it.
 */
final class PayloadRole {
    static final int UNKNOWN = 0;
    /** The sender is the client. */
    static final int CLIENT = 1;
    /** The sender is the server. */
    static final int SERVER = 2;

    private PayloadRole() {}

    static int ofTcp(PacketView packet, byte[] bytes) {
        int length = packet.payloadCaptured;
        if (length < 6) {
            return UNKNOWN;
        }
        int at = packet.payloadOffset;
        int head = int32(bytes, at);
        return switch (head) {
            case 0x47455420,
                    0x504f5354,
                    0x48454144,
                    0x50555420,
                    0x4f505449,
                    0x434f4e4e -> // GET, POST, HEAD, PUT, OPTI, CONN
                CLIENT;
            case 0x48545450, 0x2b4f4b20, 0x2a204f4b -> SERVER; // HTTP, +OK, * OK
            case 0x32323020, 0x3232302d -> SERVER; // 220 greeting of SMTP and FTP, RFC 5321 and RFC 959
            case 0x45484c4f, 0x48454c4f -> CLIENT; // EHLO, HELO
            default -> ofTcpBinary(packet, bytes, at, length, head);
        };
    }

    private static int ofTcpBinary(PacketView packet, byte[] bytes, int at, int length, int head) {
        int first = head >>> 24;
        if (first == 0x16 && (head >>> 16 & 0xff) == 3) {
            // TLS handshake record, RFC 8446 section 5.1: ClientHello is 1, ServerHello 2.
            int type = bytes[at + 5];
            return type == 1 ? CLIENT : type == 2 ? SERVER : UNKNOWN;
        }
        if (first == 0x30 && (packet.sourcePort == 389 || packet.destinationPort == 389)) {
            return ldap(bytes, at, at + length);
        }
        if (first == 0 && length >= 16) {
            return smb(bytes, at, length);
        }
        if (packet.sourcePort == 53 || packet.destinationPort == 53) {
            return length >= 14 ? dns(bytes, at + 2, length - 2) : UNKNOWN;
        }
        return UNKNOWN;
    }

    static int ofUdp(PacketView packet, byte[] bytes) {
        int length = packet.payloadCaptured;
        int at = packet.payloadOffset;
        if (length < 4) {
            return UNKNOWN;
        }
        int role = byPort(packet.destinationPort, bytes, at, length);
        return role != UNKNOWN || packet.sourcePort == packet.destinationPort
                ? role
                : byPort(packet.sourcePort, bytes, at, length);
    }

    private static int byPort(int port, byte[] bytes, int at, int length) {
        return switch (port) {
            case 53, 5353, 5355 -> dns(bytes, at, length);
            case 67, 68 -> dhcp(bytes, at, length);
            case 69 -> tftp(bytes, at, length);
            case 111, 2049 -> rpc(bytes, at, length);
            case 123 -> ntp(bytes, at, length);
            case 161, 162 -> snmp(bytes, at, at + length);
            case 137 -> dns(bytes, at, length);
            case 1812, 1813 -> radius(bytes, at, length);
            default -> UNKNOWN;
        };
    }

    /** QR bit, RFC 1035 section 4.1.1, in a header whose opcode and counts make sense. */
    private static int dns(byte[] bytes, int at, int length) {
        if (length < 12) {
            return UNKNOWN;
        }
        int opcode = bytes[at + 2] >> 3 & 15;
        int questions = int16(bytes, at + 4);
        int answers = int16(bytes, at + 6);
        if (opcode > 6 || questions > 16 || answers > 512 || (questions == 0 && answers == 0)) {
            return UNKNOWN;
        }
        return bytes[at + 2] < 0 ? SERVER : CLIENT;
    }

    /** op, RFC 951: 1 BOOTREQUEST, 2 BOOTREPLY; hardware type Ethernet with its address length. */
    private static int dhcp(byte[] bytes, int at, int length) {
        if (length < 240 || bytes[at + 1] != 1 || bytes[at + 2] != 6) {
            return UNKNOWN;
        }
        return bytes[at] == 1 ? CLIENT : bytes[at] == 2 ? SERVER : UNKNOWN;
    }

    /** Opcode, RFC 1350: only the request goes to port 69. */
    private static int tftp(byte[] bytes, int at, int length) {
        int opcode = int16(bytes, at);
        return length >= 6 && (opcode == 1 || opcode == 2) ? CLIENT : UNKNOWN;
    }

    /** Message type, RFC 5531 section 9, of RPC version 2. */
    private static int rpc(byte[] bytes, int at, int length) {
        if (length < 24) {
            return UNKNOWN;
        }
        int type = int32(bytes, at + 4);
        if (type == 0 && int32(bytes, at + 8) == 2) {
            return CLIENT;
        }
        int reply = int32(bytes, at + 8);
        return type == 1 && (reply == 0 || reply == 1) ? SERVER : UNKNOWN;
    }

    /** Mode, RFC 5905 section 7.3: 3 client, 4 server. Symmetric modes have neither. */
    private static int ntp(byte[] bytes, int at, int length) {
        int version = bytes[at] >> 3 & 7;
        if (length < 48 || version < 1 || version > 4) {
            return UNKNOWN;
        }
        int mode = bytes[at] & 7;
        return mode == 3 ? CLIENT : mode == 4 || mode == 5 ? SERVER : UNKNOWN;
    }

    /** Code, RFC 2865 and RFC 2866. */
    private static int radius(byte[] bytes, int at, int length) {
        if (length < 20 || int16(bytes, at + 2) > length) {
            return UNKNOWN;
        }
        return switch (bytes[at]) {
            case 1, 4, 12 -> CLIENT;
            case 2, 3, 5, 11 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** PDU tag of SNMP version 1 and 2c, RFC 3416: requests and notifications come from the client, responses from the server. */
    private static int snmp(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, 0x30);
        at = Ber.skip(bytes, at, end, 0x02);
        at = Ber.skip(bytes, at, end, 0x04);
        if (at < 0 || at >= end) {
            return UNKNOWN;
        }
        return switch (bytes[at] & 0xff) {
            case 0xa0, 0xa1, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7 -> CLIENT;
            case 0xa2 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** Protocol operation, RFC 4511 section 4.1.1. */
    private static int ldap(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, 0x30);
        at = Ber.skip(bytes, at, end, 0x02);
        if (at < 0 || at >= end) {
            return UNKNOWN;
        }
        return switch (bytes[at] & 0xff) {
            case 0x60, 0x42, 0x63, 0x66, 0x68, 0x4a, 0x6c, 0x6e, 0x50, 0x77 -> CLIENT;
            case 0x61, 0x64, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x73, 0x78, 0x79 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** NetBIOS session header, then SMB1 (flags bit 7) or SMB2 (flags bit 0) direction, MS-SMB 2.2.3.1 and MS-SMB2 2.2.1. */
    private static int smb(byte[] bytes, int at, int length) {
        int magic = int32(bytes, at + 4);
        if (magic == 0xff534d42) {
            return bytes[at + 13] < 0 ? SERVER : CLIENT;
        }
        if (magic == 0xfe534d42 && length >= 24) {
            return (bytes[at + 20] & 1) != 0 ? SERVER : CLIENT;
        }
        return UNKNOWN;
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) << 16 | int16(bytes, at + 2);
    }
}
