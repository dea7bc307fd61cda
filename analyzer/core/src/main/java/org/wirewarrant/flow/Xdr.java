package org.wirewarrant.flow;

import java.nio.charset.StandardCharsets;

/** Reads XDR (RFC 4506) in order. Beyond what was captured everything is 0 and empty, and {@link #isSound} says so. */
final class Xdr {
    private static final int MAX_TEXT = 256;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean sound = true;

    Xdr(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Whether everything read so far was there. */
    boolean isSound() {
        return sound;
    }

    int next() {
        if (!sound || end - at < 4) {
            sound = false;
            return 0;
        }
        int value = (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
        at += 4;
        return value;
    }

    /** A string of at most 256 bytes. */
    String text() {
        int start = at + 4;
        int length = opaque(MAX_TEXT);
        return sound ? new String(bytes, start, length, StandardCharsets.US_ASCII) : "";
    }

    /** Flavour and body (RFC 5531 section 8.2). */
    void skipAuthentication() {
        next();
        opaque(400);
    }

    private int opaque(int most) {
        int length = next();
        int padded = (length + 3) & ~3;
        if (!sound || length < 0 || length > most || end - at < padded) {
            sound = false;
            return 0;
        }
        at += padded;
        return length;
    }
}
