package org.wirewarrant.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.policy.VerdictKind;

/** Traffic over time by verdict. */
final class TimelineChart {
    static final String NAME = "traffic-over-time";
    private static final String TITLE = "Traffic over time by verdict";
    private static final int HEIGHT = 440;

    private TimelineChart() {}

    static Chart of(Timeline timeline) {
        List<TimeSeries> series = series(timeline);
        String text = series.isEmpty()
                ? "No traffic."
                : series.stream()
                        .map(verdict -> verdict.name() + " " + Quantities.bytes(verdict.sum()))
                        .collect(Collectors.joining(", ", "IP bytes in the window: ", "."));
        return new Chart(NAME, TITLE, text, HEIGHT, () -> draw(timeline, series));
    }

    private static JFreeChart draw(Timeline timeline, List<TimeSeries> series) {
        if (series.isEmpty()) {
            XYPlot empty = new XYPlot();
            empty.setNoDataMessage("No IP traffic in the capture");
            return ChartStyle.chart(TITLE, "", empty);
        }
        String subtitle = "IP bytes in each " + TimeText.duration(timeline.bucketNanos()) + ", UTC, from "
                + TimeText.seconds(timeline.startNanos()) + "; below, each verdict on a scale of its own";
        return new TimeLanes(timeline.startNanos(), timeline.bucketNanos(), series, series)
                .draw(TITLE, subtitle, AmountAxis.bytes());
    }

    /** The verdicts that carried anything, in their order. */
    private static List<TimeSeries> series(Timeline timeline) {
        return Arrays.stream(VerdictKind.values())
                .filter(kind -> sum(timeline, kind) > 0)
                .map(kind -> new TimeSeries(
                        kind.keyword(),
                        kind.keyword() + "  " + Quantities.bytes(sum(timeline, kind)),
                        Palette.of(kind),
                        Arrays.stream(timeline.bytes().get(kind)).boxed().toList()))
                .toList();
    }

    private static long sum(Timeline timeline, VerdictKind kind) {
        return Arrays.stream(timeline.bytes().getOrDefault(kind, new long[0])).sum();
    }
}
