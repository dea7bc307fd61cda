package org.wirewarrant.report;

/**
 * How text for a terminal may look.
 *
 * @param width columns, at least 40
 * @param colour whether escape sequences may colour it
 * @param unicode whether it may hold characters beyond ASCII of its own
 */
public record TextStyle(int width, boolean colour, boolean unicode) {
    /** What is safe everywhere: 80 columns of plain ASCII. */
    public static final TextStyle PLAIN = new TextStyle(80, false, false);

    /** Escape sequences of ECMA-48 (SGR); the colours are those of the 16 that read on light and dark. */
    enum Ink {
        BOLD("1"),
        FAINT("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        CYAN("36"),
        PLAIN("0");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    /** Checks the width. */
    public TextStyle {
        width = Math.max(40, width);
    }

    String paint(Ink ink, String text) {
        return colour && ink != Ink.PLAIN ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }

    /** What separates the parts of a line. */
    String dot() {
        return unicode ? " \u00b7 " : " | ";
    }

    /** A bar of at most {@code columns}; anything at all shows. */
    String bar(double share, int columns) {
        if (share <= 0) {
            return "";
        }
        if (!unicode) {
            return "#".repeat(Math.max(1, (int) Math.round(share * columns)));
        }
        int eighths = Math.max(1, (int) Math.round(share * columns * 8));
        String rest = eighths % 8 == 0 ? "" : String.valueOf((char) ('\u2590' - eighths % 8));
        return "\u2588".repeat(eighths / 8) + rest;
    }
}
