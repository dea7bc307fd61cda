package org.wirewarrant.flow;

/** Just enough of the basic encoding rules (X.690) to step over headers. Every step gives -1 once something does not fit. */
final class Ber {
    private Ber() {}

    /** Index of the content of an element with this tag. */
    static int content(byte[] bytes, int at, int end, int tag) {
        if (at < 0 || at + 2 > end || (bytes[at] & 0xff) != tag) {
            return -1;
        }
        int first = bytes[at + 1] & 0xff;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
        return lengthBytes > 4 || at + 2 + lengthBytes > end ? -1 : at + 2 + lengthBytes;
    }

    /** Index behind an element with this tag, whose length is below 128. */
    static int skip(byte[] bytes, int at, int end, int tag) {
        int content = content(bytes, at, end, tag);
        if (content < 0 || bytes[at + 1] < 0) {
            return -1;
        }
        int next = content + bytes[at + 1];
        return next <= end ? next : -1;
    }
}
