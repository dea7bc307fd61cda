package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/** First messages of binary protocols over TCP that are told from anything else by their form alone, whatever the port. */
final class BinaryRole {
    private static final int POSTGRES_3 = 0x0003_0000;
    private static final int POSTGRES_CANCEL = 80_877_102;
    private static final int POSTGRES_GSS = 80_877_104;
    private static final int RPC_VERSION = 2;
    private static final int FIRST_PROGRAM = 100_000;
    private static final int LAST_PROGRAM = 100_500;

    private BinaryRole() {}

    /**
     * The role of the sender.
     *
     * @param bytes buffer
     * @param at index of the payload
     * @param captured captured bytes of it, at least 6
     * @param length its length on the wire
     */
    static int of(byte[] bytes, int at, int captured, int length) {
        return switch (bytes[at]) {
            case 0x00 -> zero(bytes, at, captured, length);
            case 0x03 -> rdp(bytes, at, length);
            case 0x05 -> dceRpc(bytes, at, captured);
            case 0x10 -> mqtt(bytes, at, captured);
            case 0x12 -> preLogin(bytes, at, captured, length);
            case 0x16 -> tls(bytes, at);
            case 'R' -> postgresAuthentication(bytes, at, captured);
            case (byte) 0x80 -> rpc(bytes, at, captured);
            default -> mysql(bytes, at, captured, length);
        };
    }

    /** TLS handshake record, RFC 8446 section 5.1: ClientHello is 1, ServerHello 2. */
    static int tls(byte[] bytes, int at) {
        boolean record = bytes[at + 1] == 3 && bytes[at + 2] >= 0 && bytes[at + 2] <= 4;
        int type = record ? bytes[at + 5] : 0;
        return type == 1 ? CLIENT : type == 2 ? SERVER : UNKNOWN;
    }

    private static int zero(byte[] bytes, int at, int captured, int length) {
        int smb = captured >= 24 ? smb(bytes, at) : UNKNOWN;
        return smb != UNKNOWN || captured < 8 ? smb : postgresStart(bytes, at, length);
    }

    /** NetBIOS session header, then SMB1 (flags bit 7) or SMB2 (flags bit 0) direction, MS-SMB 2.2.3.1 and MS-SMB2 2.2.1. */
    private static int smb(byte[] bytes, int at) {
        return switch (Payload.i32(bytes, at + 4)) {
            case 0xff534d42 -> bytes[at + 13] < 0 ? SERVER : CLIENT;
            case 0xfe534d42 -> (bytes[at + 20] & 1) != 0 ? SERVER : CLIENT;
            default -> UNKNOWN;
        };
    }

    /** StartupMessage, SSLRequest, GSSENCRequest, CancelRequest: a length that is the segment's, and a code. */
    private static int postgresStart(byte[] bytes, int at, int length) {
        int code = Payload.i32(bytes, at + 4);
        boolean known = code == POSTGRES_3 || (code >= POSTGRES_CANCEL && code <= POSTGRES_GSS);
        return known && Payload.i32(bytes, at) == length ? CLIENT : UNKNOWN;
    }

    /** AuthenticationOk and its relatives: type, length, kind. */
    private static int postgresAuthentication(byte[] bytes, int at, int captured) {
        if (captured < 9) {
            return UNKNOWN;
        }
        int size = Payload.i32(bytes, at + 1);
        int kind = Payload.i32(bytes, at + 5);
        return size >= 8 && size < 2048 && kind >= 0 && kind <= 12 ? SERVER : UNKNOWN;
    }

    /** TPKT (RFC 1006), X.224 connection request or confirm. */
    private static int rdp(byte[] bytes, int at, int length) {
        boolean whole =
                bytes[at + 1] == 0 && Payload.u16(bytes, at + 2) == length && Payload.u8(bytes, at + 4) == length - 5;
        int type = bytes[at + 5] & 0xf0;
        return !whole ? UNKNOWN : type == 0xe0 ? CLIENT : type == 0xd0 ? SERVER : UNKNOWN;
    }

    /** Connection-oriented PDU, C706 section 12.6: version 5.0 or 5.1, ASCII and IEEE representation, a length that can be. */
    private static int dceRpc(byte[] bytes, int at, int captured) {
        if (captured < 16
                || bytes[at + 1] < 0
                || bytes[at + 1] > 1
                || bytes[at + 5] != 0
                || Payload.u16(bytes, at + 6) != 0) {
            return UNKNOWN;
        }
        boolean little = bytes[at + 4] == 0x10;
        int fragment = little ? Payload.u16Little(bytes, at + 8) : Payload.u16(bytes, at + 8);
        if (fragment < 16 || (!little && bytes[at + 4] != 0)) {
            return UNKNOWN;
        }
        return switch (bytes[at + 2]) {
            case 0, 11, 14, 16 -> CLIENT; // request, bind, alter_context, auth3
            case 2, 3, 12, 13, 15 -> SERVER; // response, fault, bind_ack, bind_nak, alter_context_resp
            default -> UNKNOWN;
        };
    }

    /** CONNECT with its protocol name, behind a length of up to four bytes. */
    private static int mqtt(byte[] bytes, int at, int captured) {
        int name = at + 2;
        while (name < at + 5 && bytes[name - 1] < 0) {
            name++;
        }
        boolean connect = Payload.is("\0\4MQTT", bytes, name, at + captured)
                || Payload.is("\0\6MQIsdp", bytes, name, at + captured);
        return connect ? CLIENT : UNKNOWN;
    }

    /** PRELOGIN of TDS, MS-TDS 2.2.6.5: a packet that is the segment, and its first option, the version. */
    private static int preLogin(byte[] bytes, int at, int captured, int length) {
        boolean whole = captured >= 9 && bytes[at + 1] == 1 && Payload.u16(bytes, at + 2) == length;
        return whole && Payload.u16(bytes, at + 4) == 0 && bytes[at + 8] == 0 ? CLIENT : UNKNOWN;
    }

    /** A call of ONC RPC behind its record mark, RFC 5531 section 11, of a program that IANA knows. */
    private static int rpc(byte[] bytes, int at, int captured) {
        if (captured < 24 || Payload.i32(bytes, at + 8) != 0 || Payload.i32(bytes, at + 12) != RPC_VERSION) {
            return UNKNOWN;
        }
        int program = Payload.i32(bytes, at + 16);
        return program >= FIRST_PROGRAM && program <= LAST_PROGRAM ? CLIENT : UNKNOWN;
    }

    /** Handshake version 10: a packet that is the segment, number 0, and a version as text. */
    private static int mysql(byte[] bytes, int at, int captured, int length) {
        if (captured < 12 || bytes[at + 2] != 0 || bytes[at + 3] != 0 || bytes[at + 4] != 10) {
            return UNKNOWN;
        }
        boolean whole = Payload.u16Little(bytes, at) == length - 4;
        boolean version =
                isDigit(bytes[at + 5]) && (bytes[at + 6] == '.' || (isDigit(bytes[at + 6]) && bytes[at + 7] == '.'));
        return whole && version ? SERVER : UNKNOWN;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
