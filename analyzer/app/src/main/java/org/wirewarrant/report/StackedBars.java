package org.wirewarrant.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Lying bars, one for each row, cut into coloured parts with their amounts written in them where they fit.
 *
 * @param parts what the parts of every bar are, in order; those that no row has are left out
 * @param rows from the top
 * @param unit what the amounts are
 */
record StackedBars(List<Part> parts, List<Row> rows, Unit unit) {
    private static final int ROW_HEIGHT = 28;
    private static final int AROUND = 124;
    private static final int FEWEST_ROWS = 2;
    private static final int LONGEST_LABEL = 44;

    /** What amounts count. */
    enum Unit {
        COUNT,
        BYTES;

        String text(long amount) {
            return this == BYTES ? Quantities.bytes(amount) : Quantities.count(amount);
        }
    }

    /** A part of every bar. */
    record Part(String name, Palette colour) {}

    /** A bar: as many amounts as there are parts. */
    record Row(String label, List<Long> amounts) {
        long total() {
            return amounts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Rows may have labels that are cut to the same text, and are still different. */
    private record Key(int number, String label) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Integer.compare(number, other.number);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    StackedBars {
        List<Row> all = List.copyOf(rows);
        int[] used = IntStream.range(0, parts.size())
                .filter(part -> all.stream().anyMatch(row -> row.amounts().get(part) > 0))
                .toArray();
        rows = all.stream()
                .map(row -> new Row(
                        row.label(),
                        Arrays.stream(used).mapToObj(row.amounts()::get).toList()))
                .toList();
        parts = Arrays.stream(used).mapToObj(parts::get).toList();
    }

    int height() {
        return AROUND + ROW_HEIGHT * Math.max(FEWEST_ROWS, rows.size());
    }

    JFreeChart draw(String title, String subtitle, String nothing, boolean legend) {
        CategoryPlot plot = new CategoryPlot(data(), names(), amounts(), renderer());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setNoDataMessage(nothing);
        if (rows.isEmpty()) {
            plot.setRangeGridlinesVisible(false);
            plot.getRangeAxis().setVisible(false);
        }
        JFreeChart chart = ChartStyle.chart(title, subtitle, plot);
        if (!rows.isEmpty() && legend) {
            ChartStyle.addLegend(chart);
        }
        return chart;
    }

    private CategoryDataset data() {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < rows.size(); i++) {
            String label = rows.get(i).label();
            String cut = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "\u2026";
            for (int j = 0; j < parts.size(); j++) {
                data.addValue(rows.get(i).amounts().get(j), parts.get(j).name(), new Key(i, cut));
            }
        }
        return data;
    }

    private static CategoryAxis names() {
        CategoryAxis names = new CategoryAxis();
        ChartStyle.style(names);
        names.setLowerMargin(0.01);
        names.setUpperMargin(0.01);
        names.setCategoryMargin(0.28);
        names.setMaximumCategoryLabelWidthRatio(0.5f);
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        return names;
    }

    private AmountAxis amounts() {
        return unit == Unit.BYTES ? AmountAxis.bytes() : AmountAxis.counts();
    }

    private StackedBarRenderer renderer() {
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        renderer.setMaximumBarWidth(0.3);
        for (int i = 0; i < parts.size(); i++) {
            Palette colour = parts.get(i).colour();
            renderer.setSeriesPaint(i, ChartStyle.color(colour));
            renderer.setSeriesOutlinePaint(i, colour == Palette.VOID ? ChartStyle.SOFT_INK : Color.WHITE);
            renderer.setSeriesItemLabelPaint(i, colour.light() ? ChartStyle.INK : Color.WHITE);
        }
        Font font = ChartFonts.sans(11);
        long longest = rows.stream().mapToLong(Row::total).max().orElse(1);
        renderer.setDefaultItemLabelFont(font);
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelGenerator(new WhereItFits(longest, font, unit));
        renderer.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.CENTER, TextAnchor.CENTER));
        return renderer;
    }

    /** Leaves out an amount whose part of the bar is narrower than the text; the axis is at least half of the chart. */
    private record WhereItFits(long longest, Font font, Unit unit) implements CategoryItemLabelGenerator {
        private static final double AXIS = Chart.WIDTH * 0.45;
        private static final int PADDING = 6;

        @Override
        public String generateRowLabel(CategoryDataset dataset, int row) {
            return "";
        }

        @Override
        public String generateColumnLabel(CategoryDataset dataset, int column) {
            return "";
        }

        @Override
        public String generateLabel(CategoryDataset dataset, int row, int column) {
            long value = dataset.getValue(row, column).longValue();
            String label = unit.text(value);
            FontRenderContext context = new FontRenderContext(null, true, true);
            double width = font.getStringBounds(label, context).getWidth() + PADDING;
            return value > 0 && value * AXIS / longest >= width ? label : "";
        }
    }
}
