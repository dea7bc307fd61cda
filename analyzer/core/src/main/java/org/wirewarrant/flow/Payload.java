package org.wirewarrant.flow;

/** Numbers in a payload. The caller has checked that the bytes were captured. */
final class Payload {
    private Payload() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return u8(bytes, at) << 8 | u8(bytes, at + 1);
    }

    static int i32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    /** Least significant byte first. */
    static int u16Little(byte[] bytes, int at) {
        return u8(bytes, at + 1) << 8 | u8(bytes, at);
    }

    /** Whether a text stands at an index, within the captured bytes. */
    static boolean is(String text, byte[] bytes, int at, int end) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
