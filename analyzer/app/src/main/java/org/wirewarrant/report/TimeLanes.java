package org.wirewarrant.report;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;

/**
 * Stacked amounts over time above, and below a lane for each series on a scale of its own, because few vanish beside many.
 *
 * @param startNanos start of the first bucket, nanoseconds since the epoch
 * @param bucketNanos width of a bucket
 * @param stacked above, from the bottom; at least one
 * @param lanes below, from the top; at least one
 */
record TimeLanes(long startNanos, long bucketNanos, List<TimeSeries> stacked, List<TimeSeries> lanes) {
    private static final int WIDE_BARS = 120;

    JFreeChart draw(String title, String subtitle, AmountAxis axis) {
        int buckets = stacked.get(0).amounts().size();
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(new UtcAxis(startNanos, bucketNanos * buckets));
        both.setGap(10);
        both.add(bars(axis, buckets <= WIDE_BARS), 8);
        both.add(lanePlot(), Math.max(1, lanes.size()));
        return ChartStyle.chart(title, subtitle, both);
    }

    private XYPlot bars(AmountAxis axis, boolean wide) {
        StackedXYBarRenderer renderer = new StackedXYBarRenderer(wide ? 0.06 : 0);
        style(renderer, stacked, wide);
        XYPlot plot = new XYPlot(new TimelineDataset(stacked, bucketNanos), null, axis, renderer);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setDomainGridlinesVisible(false);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(Color.WHITE);
        return plot;
    }

    private XYPlot lanePlot() {
        XYBarRenderer renderer = new XYBarRenderer();
        style(renderer, lanes, false);
        renderer.setUseYInterval(true);
        SymbolAxis names =
                new SymbolAxis(null, lanes.stream().map(TimeSeries::label).toArray(String[]::new));
        ChartStyle.style(names);
        names.setRange(-0.5, lanes.size() - 0.5);
        names.setInverted(true);
        names.setGridBandsVisible(false);
        names.setTickMarksVisible(false);
        names.setAxisLineVisible(false);
        XYPlot plot = new XYPlot(new LanesDataset(lanes, bucketNanos), null, (ValueAxis) names, renderer);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(new Color(0xf6f7f8));
        return plot;
    }

    /** Bars without space between them get an outline of their own colour, or the seams would shine through. */
    private static void style(XYBarRenderer renderer, List<TimeSeries> series, boolean spaced) {
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(!spaced);
        for (int i = 0; i < series.size(); i++) {
            Color colour = ChartStyle.color(series.get(i).colour());
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesOutlinePaint(i, colour);
            renderer.setSeriesOutlineStroke(i, ChartStyle.HAIRLINE);
        }
    }
}
