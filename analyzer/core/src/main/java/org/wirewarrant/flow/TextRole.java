package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/** Requests, greetings and replies of text protocols over TCP. */
final class TextRole {
    private TextRole() {}

    static int of(byte[] bytes, int at, int end) {
        return switch (Payload.i32(bytes, at)) {
            case 0x47455420 -> CLIENT; // "GET ", RFC 9110
            case 0x504f5354 -> client("POST ", bytes, at, end);
            case 0x48454144 -> client("HEAD ", bytes, at, end);
            case 0x50555420 -> CLIENT; // "PUT "
            case 0x44454c45 -> client("DELETE ", bytes, at, end);
            case 0x50415443 -> client("PATCH ", bytes, at, end);
            case 0x434f4e4e -> client("CONNECT ", bytes, at, end);
            case 0x4f505449 -> options(bytes, at, end);
            case 0x50524f50 -> client("PROPFIND ", bytes, at, end);
            case 0x50524920 -> client("PRI * HTTP/2.0", bytes, at, end); // RFC 9113 section 3.4
            case 0x48545450 -> server("HTTP/1.", bytes, at, end);
            case 0x52545350 -> server("RTSP/1.0 ", bytes, at, end);
            case 0x32323020, 0x3232302d -> SERVER; // "220 ", "220-": greeting of SMTP and FTP, RFC 5321 and RFC 959
            case 0x45484c4f -> client("EHLO ", bytes, at, end);
            case 0x48454c4f -> client("HELO ", bytes, at, end);
            case 0x4c484c4f -> client("LHLO ", bytes, at, end); // RFC 2033
            case 0x4d41494c -> client("MAIL FROM:", bytes, at, end);
            case 0x52435054 -> client("RCPT TO:", bytes, at, end);
            case 0x53544152 -> client("STARTTLS\r\n", bytes, at, end);
            case 0x55534552 -> client("USER ", bytes, at, end); // RFC 959, RFC 1939
            case 0x50415353 -> client("PASS ", bytes, at, end);
            case 0x2b4f4b20, 0x2b4f4b0d -> SERVER; // "+OK", RFC 1939
            case 0x2d455252 -> server("-ERR ", bytes, at, end);
            case 0x2a204f4b -> server("* OK ", bytes, at, end); // RFC 9051 section 7.1
            case 0x2a205052 -> server("* PREAUTH ", bytes, at, end);
            case 0x2a204259 -> server("* BYE ", bytes, at, end);
            case 0x414d5150 -> client("AMQP", bytes, at, end);
            default -> UNKNOWN;
        };
    }

    private static int client(String start, byte[] bytes, int at, int end) {
        return Payload.is(start, bytes, at, end) ? CLIENT : UNKNOWN;
    }

    private static int server(String start, byte[] bytes, int at, int end) {
        return Payload.is(start, bytes, at, end) ? SERVER : UNKNOWN;
    }

    /** SIP's OPTIONS go both ways. */
    private static int options(byte[] bytes, int at, int end) {
        boolean sip = Payload.is("OPTIONS sip", bytes, at, end);
        return sip ? UNKNOWN : client("OPTIONS ", bytes, at, end);
    }
}
