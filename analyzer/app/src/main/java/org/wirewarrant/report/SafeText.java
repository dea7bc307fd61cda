package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;

/** Text from captures, rules and file names, made harmless for a terminal. */
public final class SafeText {
    private static final int LONGEST = 2000;

    private SafeText() {}

    /**
     * On one line: line ends and tabs become spaces; other control characters, those that turn the writing direction and those that are
     * none become {@code ?}; what is very long is cut.
     */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(harmless(c)));
        return text.codePointCount(0, text.length()) > LONGEST
                ? line.append("...").toString()
                : line.toString();
    }

    /** Breaks at spaces, and inside a word only where it is longer than a line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static int harmless(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return ' ';
        }
        if ((c & 0xfffe) == 0xfffe) {
            return '?';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> '?';
            default -> c;
        };
    }
}
