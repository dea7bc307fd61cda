package org.wirewarrant.flow;

/** A TFTP read or write request, RFC 1350 section 5: the server answers it from a port of its own choice. */
final class TftpRequest {
    private static final int MAX_NAME = 512;

    private TftpRequest() {}

    /** Whether the bytes are opcode 1 or 2, a printable file name and a transfer mode, each ended by a zero. */
    static boolean isRequest(byte[] bytes, int at, int end) {
        if (end - at < 9 || bytes[at] != 0 || (bytes[at + 1] != 1 && bytes[at + 1] != 2)) {
            return false;
        }
        int mode = at + 2;
        while (mode < end && mode - at < MAX_NAME && bytes[mode] >= ' ') {
            mode++;
        }
        boolean named = mode > at + 2 && mode < end && bytes[mode] == 0;
        return named && (is("octet", bytes, mode + 1, end) || is("netascii", bytes, mode + 1, end));
    }

    private static boolean is(String word, byte[] bytes, int at, int end) {
        if (end - at <= word.length() || bytes[at + word.length()] != 0) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
