package org.wirewarrant.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryTextAnnotation;
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
        BarLabels labels = BarLabels.of(parts, rows, unit::text);
        CategoryPlot plot = new CategoryPlot(data(), names(), amounts(), renderer(labels));
        plot.getRangeAxis().setRange(0, labels.upper());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setNoDataMessage(nothing);
        if (rows.isEmpty()) {
            plot.setRangeGridlinesVisible(false);
            plot.getRangeAxis().setVisible(false);
        }
        for (int i = 0; i < rows.size(); i++) {
            writeBeyond(plot, labels, i);
        }
        JFreeChart chart = ChartStyle.chart(title, rows.isEmpty() ? "" : subtitle, plot);
        if (!rows.isEmpty() && legend) {
            ChartStyle.addLegend(chart);
        }
        return chart;
    }

    private void writeBeyond(CategoryPlot plot, BarLabels labels, int row) {
        String text = labels.beyond(parts, rows.get(row));
        if (!text.isEmpty()) {
            CategoryTextAnnotation annotation =
                    new CategoryTextAnnotation(text, key(row), rows.get(row).total() + labels.upper() * 0.008);
            annotation.setFont(BarLabels.font());
            annotation.setPaint(ChartStyle.INK);
            annotation.setTextAnchor(TextAnchor.CENTER_LEFT);
            plot.addAnnotation(annotation);
        }
    }

    private CategoryDataset data() {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < parts.size(); j++) {
                data.addValue(rows.get(i).amounts().get(j), parts.get(j).name(), key(i));
            }
        }
        return data;
    }

    private Key key(int row) {
        String label = rows.get(row).label();
        String cut = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "\u2026";
        return new Key(row, cut);
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

    private StackedBarRenderer renderer(BarLabels labels) {
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
        renderer.setDefaultItemLabelFont(BarLabels.font());
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelGenerator(new WhereItFits(labels, unit));
        renderer.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.CENTER, TextAnchor.CENTER));
        return renderer;
    }

    /** Writes amounts where they fit. */
    private record WhereItFits(BarLabels labels, Unit unit) implements CategoryItemLabelGenerator {
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
            return labels.fits(value) ? unit.text(value) : "";
        }
    }
}
