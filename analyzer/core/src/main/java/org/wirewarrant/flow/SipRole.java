package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/**
 * SIP, RFC 3261. Calls go both ways, so that they say nothing; who registers, subscribes or publishes is the client, and a
 * response tells by its CSeq which of these it answers.
 */
final class SipRole {
    private static final String[] METHODS = {"REGISTER", "SUBSCRIBE", "PUBLISH"};
    private static final int MAX_HEADERS = 1024;

    private SipRole() {}

    static int of(byte[] bytes, int at, int end) {
        if (Payload.is("SIP/2.0 ", bytes, at, end)) {
            return answers(bytes, at, Math.min(end, at + MAX_HEADERS)) ? SERVER : UNKNOWN;
        }
        for (String method : METHODS) {
            if (Payload.is(method, bytes, at, end) && Payload.is(" sip", bytes, at + method.length(), end)) {
                return CLIENT;
            }
        }
        return UNKNOWN;
    }

    private static boolean answers(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !Payload.is("\nCSeq:", bytes, at, end)) {
            at++;
        }
        int line = at + 6;
        while (line < end && bytes[line] >= ' ') {
            for (String method : METHODS) {
                if (Payload.is(method, bytes, line, end)) {
                    return true;
                }
            }
            line++;
        }
        return false;
    }
}
