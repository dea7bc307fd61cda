package org.wirewarrant.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
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
import org.jfree.data.DataUtils;
import org.jfree.data.category.CategoryDataset;

/** Lying bars, one for each row, cut into coloured parts with their counts written in them where they fit. */
final class StackedBars {
    private static final int ROW_HEIGHT = 34;
    private static final int AROUND = 128;
    private static final int LONGEST_LABEL = 46;

    private StackedBars() {}

    static int height(int rows) {
        return AROUND + ROW_HEIGHT * Math.max(2, rows);
    }

    /**
     * Draws.
     *
     * @param data a series for each colour, a category for each row
     * @param colours one for each series
     */
    static JFreeChart draw(String title, String subtitle, CategoryDataset data, List<Palette> colours) {
        AmountAxis counts = AmountAxis.counts();
        CategoryAxis rows = new CategoryAxis();
        ChartStyle.style(rows);
        rows.setLowerMargin(0.01);
        rows.setUpperMargin(0.01);
        rows.setCategoryMargin(0.28);
        rows.setMaximumCategoryLabelWidthRatio(0.5f);
        rows.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        rows.setAxisLineVisible(false);
        rows.setTickMarksVisible(false);
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        renderer.setMaximumBarWidth(0.3);
        double longest = longest(data);
        for (int i = 0; i < colours.size(); i++) {
            Palette colour = colours.get(i);
            renderer.setSeriesPaint(i, ChartStyle.color(colour));
            renderer.setSeriesOutlinePaint(i, colour == Palette.VOID ? ChartStyle.SOFT_INK : Color.WHITE);
            renderer.setSeriesItemLabelPaint(i, colour.light() ? ChartStyle.INK : Color.WHITE);
        }
        Font font = ChartFonts.sans(11);
        renderer.setDefaultItemLabelFont(font);
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelGenerator(new WhereItFits(longest, font));
        renderer.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.CENTER, TextAnchor.CENTER));
        CategoryPlot plot = new CategoryPlot(data, rows, counts, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setNoDataMessage("Nothing to show");
        JFreeChart chart = ChartStyle.chart(title, subtitle, plot);
        if (data.getRowCount() > 0) {
            ChartStyle.addLegend(chart);
        }
        return chart;
    }

    /** A row's name, short enough to leave the bars half of the width. */
    static String label(String name) {
        return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "\u2026";
    }

    private static double longest(CategoryDataset data) {
        double longest = 1;
        for (int column = 0; column < data.getColumnCount(); column++) {
            longest = Math.max(longest, DataUtils.calculateColumnTotal(data, column));
        }
        return longest;
    }

    /** Leaves out a count whose part of the bar is narrower than the text; the axis is at least half of the chart. */
    private record WhereItFits(double longest, Font font) implements CategoryItemLabelGenerator {
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
            double value = dataset.getValue(row, column).doubleValue();
            String text = Quantities.count(Math.round(value));
            double width = font.getStringBounds(text, new FontRenderContext(null, true, true))
                            .getWidth()
                    + 6;
            return value > 0 && value / longest * (Chart.WIDTH * 0.45) >= width ? text : "";
        }
    }
}
