package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/** Handshakes over UDP that are told from anything else by their form alone, whatever the port. */
final class HandshakeRole {
    private static final int MAGIC_COOKIE = 0x2112a442;
    private static final int STUN_HEADER = 20;
    private static final int DTLS_HEADER = 14;
    private static final int LONGEST_ID = 20;
    private static final int FULL_DATAGRAM = 1200;

    private HandshakeRole() {}

    static int of(byte[] bytes, int at, int end) {
        int first = Payload.u8(bytes, at);
        if (first == 0x16) {
            return dtls(bytes, at, end);
        }
        if ((first & 0xc0) == 0xc0) {
            return quic(bytes, at, end);
        }
        return first <= 1 ? stun(bytes, at, end) : UNKNOWN;
    }

    /** RFC 9147 section 5: ClientHello is 1, ServerHello 2, HelloVerifyRequest 3. */
    private static int dtls(byte[] bytes, int at, int end) {
        if (end - at < DTLS_HEADER || Payload.u8(bytes, at + 1) != 0xfe || Payload.u8(bytes, at + 2) < 0xfc) {
            return UNKNOWN;
        }
        int type = bytes[at + 13];
        return type == 1 ? CLIENT : type == 2 || type == 3 ? SERVER : UNKNOWN;
    }

    /** Binding request; its success and error responses. RFC 8489 section 5. */
    private static int stun(byte[] bytes, int at, int end) {
        if (end - at < STUN_HEADER
                || Payload.i32(bytes, at + 4) != MAGIC_COOKIE
                || Payload.u16(bytes, at + 2) != end - at - STUN_HEADER) {
            return UNKNOWN;
        }
        return switch (Payload.u16(bytes, at)) {
            case 0x0001 -> CLIENT;
            case 0x0101, 0x0111 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /**
     * QUIC version 1, RFC 9000 section 17.2: 0-RTT comes from the client, Retry and version negotiation from the server. An Initial
     * in a full datagram is the client's when it carries a token or no connection identifier of its own (a server needs one), and the
     * server's when it names no identifier of the receiver (a client must).
     */
    private static int quic(byte[] bytes, int at, int end) {
        if (end - at < 7) {
            return UNKNOWN;
        }
        int version = Payload.i32(bytes, at + 1);
        int destinationId = Payload.u8(bytes, at + 5);
        int source = at + 6 + destinationId;
        if (version != 1 || destinationId > LONGEST_ID || source >= end) {
            return UNKNOWN;
        }
        int sourceId = Payload.u8(bytes, source);
        int token = source + 1 + sourceId;
        if (sourceId > LONGEST_ID || token >= end) {
            return UNKNOWN;
        }
        return switch (Payload.u8(bytes, at) >> 4 & 3) {
            case 0 -> initial(destinationId, sourceId, bytes[token], end - at);
            case 1 -> CLIENT;
            case 3 -> SERVER;
            default -> UNKNOWN;
        };
    }

    private static int initial(int destinationId, int sourceId, int token, int length) {
        if (length < FULL_DATAGRAM) {
            return UNKNOWN;
        }
        if (destinationId == 0) {
            return SERVER;
        }
        return destinationId >= 8 && (token != 0 || sourceId == 0) ? CLIENT : UNKNOWN;
    }
}
