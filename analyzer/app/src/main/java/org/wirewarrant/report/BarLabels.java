package org.wirewarrant.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Which amounts are written into their parts of a bar, and which beyond its end because the part is too narrow; and how far the axis must
 * reach for that. The axis is taken to be as narrow as long names make it.
 *
 * @param upper end of the axis
 * @param text of an amount
 */
record BarLabels(double upper, LongFunction<String> text) {
    private static final double AXIS = Chart.WIDTH * 0.45;
    private static final int PADDING = 6;
    private static final int GAP = 10;
    /** Beyond it bars would be too short to be compared; then the axis ends there, and the text still has the chart's margin. */
    private static final double MOST = 2.5;

    private static final int ROUNDS = 4;

    static BarLabels of(List<StackedBars.Part> parts, List<StackedBars.Row> rows, LongFunction<String> text) {
        long longest = Math.max(
                1, rows.stream().mapToLong(StackedBars.Row::total).max().orElse(1));
        BarLabels labels = new BarLabels(longest * 1.02, text);
        // What does not fit any more on a longer axis asks for more of it.
        for (int round = 0; round < ROUNDS; round++) {
            double upper = labels.upper;
            for (StackedBars.Row row : rows) {
                String beyond = labels.beyond(parts, row);
                if (!beyond.isEmpty()) {
                    double room = Math.max(AXIS - width(beyond) - GAP, AXIS / MOST);
                    upper = Math.max(upper, row.total() * AXIS / room);
                }
            }
            labels = new BarLabels(Math.min(upper, longest * MOST), text);
        }
        return labels;
    }

    /** Whether an amount is written into its part. */
    boolean fits(long amount) {
        return amount > 0 && amount * AXIS / upper >= width(text.apply(amount)) + PADDING;
    }

    /** What is written beyond the end of a bar; empty where everything is in it. */
    String beyond(List<StackedBars.Part> parts, StackedBars.Row row) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            long amount = row.amounts().get(i);
            if (amount > 0 && !fits(amount)) {
                missing.add(
                        parts.size() == 1
                                ? text.apply(amount)
                                : text.apply(amount) + " " + parts.get(i).name());
            }
        }
        return String.join(", ", missing);
    }

    static Font font() {
        return ChartFonts.sans(11);
    }

    private static double width(String label) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        return font().getStringBounds(label, context).getWidth();
    }
}
