package org.wirewarrant.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.policy.VerdictKind;

/**
 * Traffic over time by verdict: stacked bytes above, and below a lane for each verdict on a scale of its own, because a few undocumented
 * packets vanish beside a backup.
 */
final class TimelineChart {
    static final String NAME = "traffic-over-time";
    private static final String TITLE = "Traffic over time by verdict";
    private static final int WIDE_BARS = 120;

    private TimelineChart() {}

    static Chart of(Timeline timeline) {
        return new Chart(NAME, TITLE, text(timeline), 440, () -> draw(timeline));
    }

    private static String text(Timeline timeline) {
        List<String> parts = new ArrayList<>();
        for (VerdictKind kind : present(timeline)) {
            parts.add(kind.keyword() + " " + Quantities.bytes(sum(timeline, kind)));
        }
        return parts.isEmpty() ? "No traffic." : "IP bytes in the window: " + String.join(", ", parts) + ".";
    }

    private static JFreeChart draw(Timeline timeline) {
        List<VerdictKind> kinds = present(timeline);
        int buckets = buckets(timeline);
        if (kinds.isEmpty()) {
            XYPlot empty = new XYPlot();
            empty.setNoDataMessage("No IP traffic in the capture");
            return ChartStyle.chart(TITLE, "", empty);
        }
        long length = timeline.bucketNanos() * buckets;
        UtcAxis time = new UtcAxis(timeline.startNanos(), length);
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(time);
        both.setGap(10);
        both.add(bars(timeline, kinds), 8);
        both.add(lanes(timeline, kinds), Math.max(1, kinds.size()));
        String subtitle = "IP bytes in each " + TimeText.duration(timeline.bucketNanos()) + ", UTC, from "
                + TimeText.seconds(timeline.startNanos()) + "; below, each verdict on a scale of its own";
        return ChartStyle.chart(TITLE, subtitle, both);
    }

    private static XYPlot bars(Timeline timeline, List<VerdictKind> kinds) {
        boolean wide = buckets(timeline) <= WIDE_BARS;
        StackedXYBarRenderer renderer = new StackedXYBarRenderer(wide ? 0.06 : 0);
        style(renderer, kinds, wide);
        XYPlot plot = new XYPlot(new TimelineDataset(timeline, kinds), null, AmountAxis.bytes(), renderer);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setDomainGridlinesVisible(false);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(Color.WHITE);
        return plot;
    }

    private static XYPlot lanes(Timeline timeline, List<VerdictKind> kinds) {
        XYBarRenderer renderer = new XYBarRenderer();
        style(renderer, kinds, false);
        renderer.setUseYInterval(true);
        SymbolAxis names = new SymbolAxis(
                null,
                kinds.stream()
                        .map(kind -> kind.keyword() + "  " + Quantities.bytes(sum(timeline, kind)))
                        .toArray(String[]::new));
        ChartStyle.style(names);
        names.setInverted(true);
        names.setGridBandsVisible(false);
        names.setTickMarksVisible(false);
        names.setAxisLineVisible(false);
        XYPlot plot = new XYPlot(new LanesDataset(timeline, kinds), null, (ValueAxis) names, renderer);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(new Color(0xf6f7f8));
        return plot;
    }

    /** Bars without space between them get an outline of their own colour, or the seams would shine through. */
    private static void style(XYBarRenderer renderer, List<VerdictKind> kinds, boolean spaced) {
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(!spaced);
        for (int i = 0; i < kinds.size(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.color(Palette.of(kinds.get(i))));
            renderer.setSeriesOutlinePaint(i, ChartStyle.color(Palette.of(kinds.get(i))));
            renderer.setSeriesOutlineStroke(i, ChartStyle.HAIRLINE);
        }
    }

    /** The verdicts that carried anything, in their order. */
    private static List<VerdictKind> present(Timeline timeline) {
        return Arrays.stream(VerdictKind.values())
                .filter(kind -> sum(timeline, kind) > 0)
                .toList();
    }

    private static long sum(Timeline timeline, VerdictKind kind) {
        return Arrays.stream(timeline.bytes().getOrDefault(kind, new long[0])).sum();
    }

    private static int buckets(Timeline timeline) {
        return timeline.bytes().values().stream()
                .mapToInt(bytes -> bytes.length)
                .max()
                .orElse(0);
    }
}
