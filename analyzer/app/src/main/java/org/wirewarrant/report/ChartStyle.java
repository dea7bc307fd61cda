package org.wirewarrant.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts share. */
final class ChartStyle {
    static final Color INK = new Color(0x22262a);
    static final Color SOFT_INK = new Color(0x5a6068);
    static final Color GRID = new Color(0xe2e4e7);
    static final Color EDGE = new Color(0xffffff);
    static final Stroke HAIRLINE = new BasicStroke(0.6f);

    private ChartStyle() {}

    static Color color(Palette colour) {
        return new Color(colour.rgb());
    }

    /** A chart with heading, second line and the house's looks; without a legend. */
    static JFreeChart chart(String title, String subtitle, Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(12, 4, 4, 34));
        plot.setNoDataMessageFont(ChartFonts.sans(13));
        plot.setNoDataMessagePaint(SOFT_INK);
        JFreeChart chart = new JFreeChart(null, ChartFonts.sans(15), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 12, 8, 10));
        chart.setTextAntiAlias(RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        chart.addSubtitle(heading(title, 15, INK, 0));
        if (!subtitle.isEmpty()) {
            chart.addSubtitle(heading(subtitle, 11, SOFT_INK, 3));
        }
        return chart;
    }

    private static TextTitle heading(String text, int points, Color ink, int above) {
        TextTitle heading = new TextTitle(text, ChartFonts.sans(points));
        heading.setPaint(ink);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        heading.setPosition(RectangleEdge.TOP);
        heading.setExpandToFitSpace(true);
        heading.setTextAlignment(HorizontalAlignment.LEFT);
        heading.setPadding(above, 4, 0, 4);
        return heading;
    }

    static void addLegend(JFreeChart chart) {
        LegendTitle legend = new LegendTitle(chart.getPlot());
        legend.setItemFont(ChartFonts.sans(11));
        legend.setItemPaint(INK);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 8, 2, 4));
        chart.addSubtitle(legend);
    }

    static void style(Axis axis) {
        axis.setLabelFont(ChartFonts.sans(11));
        axis.setLabelPaint(SOFT_INK);
        axis.setTickLabelFont(ChartFonts.sans(11));
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(SOFT_INK);
        axis.setTickMarkPaint(SOFT_INK);
    }
}
