package org.wirewarrant.flow;

/** Steps through the lines of a text payload, as far as it was captured. */
final class TextLines {
    private static final int MAX_BYTES = 8192;

    private final byte[] bytes;
    private final int limit;
    private int line;

    /** Stands on the first line. */
    TextLines(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.line = at;
        this.limit = Math.min(end, at + MAX_BYTES);
    }

    /** Goes to the next line; false at the end. */
    boolean next() {
        while (line < limit && bytes[line] != '\n') {
            line++;
        }
        return ++line < limit;
    }

    boolean startsWith(String text) {
        return Payload.is(text, bytes, line, limit);
    }

    /** The rest of the line behind a text that stands in it; empty when it does not. */
    String after(String text) {
        int at = line;
        while (at < limit && bytes[at] >= ' ') {
            if (Payload.is(text, bytes, at, limit)) {
                return rest(at + text.length());
            }
            at++;
        }
        return "";
    }

    private String rest(int from) {
        StringBuilder rest = new StringBuilder();
        for (int at = from; at < limit && bytes[at] >= ' '; at++) {
            rest.append((char) bytes[at]);
        }
        return rest.toString();
    }
}
