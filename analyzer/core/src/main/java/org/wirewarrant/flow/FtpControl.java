package org.wirewarrant.flow;

/** Ports that lines of an FTP control connection announce: who sends the line listens on the port. RFC 959, RFC 2428. */
final class FtpControl {
    private static final int PASSIVE = 0x32323720; // 227
    private static final int EXTENDED_PASSIVE = 0x32323920; // 229
    private static final int PORT = 0x504f5254;
    private static final int EXTENDED_PORT = 0x45505254; // EPRT
    private static final int UPPER_CASE = 0xdfdfdfdf;
    private static final int MAX_LINE = 256;

    private FtpControl() {}

    /** Whether the first four bytes are those of such a line. */
    static boolean mayAnnounce(byte[] bytes, int at) {
        int head = head(bytes, at);
        int command = head & UPPER_CASE;
        return head == PASSIVE || head == EXTENDED_PASSIVE || command == PORT || command == EXTENDED_PORT;
    }

    /** The port, or -1 where the line is no such announcement. */
    static int port(byte[] bytes, int at, int end) {
        int head = head(bytes, at);
        int limit = Math.min(end, at + MAX_LINE);
        if (head == EXTENDED_PASSIVE) {
            return extendedPassive(bytes, at + 4, limit);
        }
        if ((head & UPPER_CASE) == EXTENDED_PORT) {
            return extendedPort(bytes, at + 5, limit);
        }
        int first = at + 4;
        // The text before the numbers is free (RFC 1123 section 4.1.2.6).
        while (first < limit && bytes[first] >= ' ' && !isDigit(bytes[first])) {
            first++;
        }
        return hostPort(bytes, first, limit);
    }

    private static int head(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    /** {@code h1,h2,h3,h4,p1,p2}. */
    private static int hostPort(byte[] bytes, int from, int limit) {
        int at = from;
        int port = 0;
        for (int i = 0; i < 6; i++) {
            int value = 0;
            int start = at;
            while (at < limit && at - start < 3 && isDigit(bytes[at])) {
                value = value * 10 + bytes[at++] - '0';
            }
            boolean last = i == 5;
            if (at == start || value > 255 || (!last && (at >= limit || bytes[at++] != ','))) {
                return -1;
            }
            port = i >= 4 ? port << 8 | value : 0;
        }
        boolean ended = at == limit || !isDigit(bytes[at]);
        return ended && port > 0 ? port : -1;
    }

    /** {@code (|||port|)} with any delimiter. */
    private static int extendedPassive(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] != '(') {
            at++;
        }
        if (limit - at < 6 || bytes[at + 1] != bytes[at + 2] || bytes[at + 1] != bytes[at + 3]) {
            return -1;
        }
        return number(bytes, at + 4, limit, bytes[at + 1]);
    }

    /** {@code |protocol|address|port|} with any delimiter. */
    private static int extendedPort(byte[] bytes, int from, int limit) {
        if (from >= limit) {
            return -1;
        }
        byte delimiter = bytes[from];
        int at = from + 1;
        for (int fields = 0; fields < 2; at++) {
            if (at >= limit) {
                return -1;
            }
            fields += bytes[at] == delimiter ? 1 : 0;
        }
        return number(bytes, at, limit, delimiter);
    }

    private static int number(byte[] bytes, int from, int limit, byte delimiter) {
        int value = 0;
        int at = from;
        while (at < limit && at - from < 5 && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
        }
        boolean ended = at > from && at < limit && bytes[at] == delimiter;
        return ended && value > 0 && value <= 0xffff ? value : -1;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
