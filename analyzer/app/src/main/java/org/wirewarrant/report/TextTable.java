package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of words for a terminal, whose widest columns break their cells over several lines where the width does not hold them. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    /** A table with these headings. */
    public TextTable(String... headings) {
        rows.add(headings.clone());
    }

    /** Adds a row of as many cells as there are headings. */
    public void row(String... cells) {
        String[] safe = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            safe[i] = SafeText.line(cells[i]);
        }
        rows.add(safe);
    }

    /** The lines, none with spaces at its end. */
    public String text(TextStyle style) {
        int[] widths = widths(style.width());
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            List<List<String>> cells = new ArrayList<>();
            int height = 1;
            for (int i = 0; i < row.length; i++) {
                List<String> lines = SafeText.wrap(row[i], widths[i]);
                height = Math.max(height, lines.size());
                cells.add(lines);
            }
            for (int y = 0; y < height; y++) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    String part = y < cells.get(i).size() ? cells.get(i).get(y) : "";
                    line.append(part)
                            .append(" ".repeat(widths[i] - part.length()))
                            .append(GAP);
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    /** As wide as the cells, the widest column made narrower until all fit, but never than its longest word. */
    private int[] widths(int room) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        int[] words = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
                for (String word : row[i].split(" ", -1)) {
                    words[i] = Math.max(words[i], word.length());
                }
            }
        }
        for (int total = Arrays.stream(widths).sum() + GAP.length() * (columns - 1); total > room; total--) {
            int widest = -1;
            for (int i = 0; i < columns; i++) {
                if (widths[i] > words[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }
}
