package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.wirewarrant.audit.QualityTimeline;
import org.wirewarrant.flow.QualityMeasure;

/** Quality of the capture over time: what was captured above, and below what is known to lack. An empty lane is a good one. */
final class QualityChart {
    static final String NAME = "quality-over-time";
    private static final String TITLE = "Quality of the capture over time";
    private static final int HEIGHT = 440;

    private QualityChart() {}

    static Chart of(QualityTimeline quality) {
        List<TimeSeries> lanes = lanes(quality);
        String text = quality.buckets() == 0
                ? "No frame carries a time."
                : lanes.stream()
                        .map(lane -> lane.label().replace("  ", ": "))
                        .collect(Collectors.joining("; ", "In the whole window: ", "."));
        return new Chart(NAME, TITLE, text, HEIGHT, () -> draw(quality, lanes));
    }

    private static JFreeChart draw(QualityTimeline quality, List<TimeSeries> lanes) {
        if (quality.buckets() == 0) {
            XYPlot empty = new XYPlot();
            empty.setNoDataMessage("No frame carries a time");
            return ChartStyle.chart(TITLE, "", empty);
        }
        TimeSeries packets = new TimeSeries(
                "packets",
                "packets",
                Palette.OUTSIDE,
                Arrays.stream(quality.amounts().get(QualityMeasure.PACKETS))
                        .boxed()
                        .toList());
        String subtitle = "Packets in each " + TimeText.duration(quality.bucketNanos()) + ", UTC, from "
                + TimeText.seconds(quality.startNanos())
                + "; below, what lacks or is doubtful, each on a scale of its own: an empty lane is good";
        return new TimeLanes(quality.startNanos(), quality.bucketNanos(), List.of(packets), lanes)
                .draw(TITLE, subtitle, AmountAxis.counts());
    }

    private static List<TimeSeries> lanes(QualityTimeline quality) {
        List<TimeSeries> lanes = new ArrayList<>();
        long gaps = quality.sum(QualityMeasure.NOT_CAPTURED);
        add(
                lanes,
                quality,
                QualityMeasure.NOT_CAPTURED,
                "not captured",
                gaps == 0 ? "no gap known" : TimeText.duration(gaps),
                Palette.PROBLEM);
        boolean known = quality.amounts().containsKey(QualityMeasure.DROPPED);
        add(
                lanes,
                quality,
                QualityMeasure.DROPPED,
                "dropped frames",
                known ? count(quality, QualityMeasure.DROPPED) : "not recorded",
                Palette.PROBLEM);
        long lost = quality.sum(QualityMeasure.LOST_BYTES);
        add(
                lanes,
                quality,
                QualityMeasure.LOST_BYTES,
                "missing TCP payload",
                lost == 0 ? "none" : Quantities.bytes(lost) + share(lost, quality.sum(QualityMeasure.ACKED_BYTES)),
                Palette.PROBLEM);
        long oneSided = quality.sum(QualityMeasure.ONE_SIDED_FLOWS);
        add(
                lanes,
                quality,
                QualityMeasure.ONE_SIDED_FLOWS,
                "one-sided TCP flows",
                count(quality, QualityMeasure.ONE_SIDED_FLOWS) + share(oneSided, quality.sum(QualityMeasure.TCP_FLOWS)),
                Palette.OPEN);
        add(
                lanes,
                quality,
                QualityMeasure.UNDECODED,
                "frames not decoded",
                count(quality, QualityMeasure.UNDECODED),
                Palette.OPEN);
        add(
                lanes,
                quality,
                QualityMeasure.DUPLICATES,
                "repeated packets",
                count(quality, QualityMeasure.DUPLICATES),
                Palette.RESERVED);
        return lanes;
    }

    private static void add(
            List<TimeSeries> lanes,
            QualityTimeline quality,
            QualityMeasure measure,
            String name,
            String total,
            Palette colour) {
        long[] amounts = quality.amounts().getOrDefault(measure, new long[quality.buckets()]);
        lanes.add(new TimeSeries(
                name,
                name + "  " + total,
                colour,
                Arrays.stream(amounts).boxed().toList()));
    }

    private static String count(QualityTimeline quality, QualityMeasure measure) {
        long sum = quality.sum(measure);
        return sum == 0 ? "none" : Quantities.count(sum);
    }

    private static String share(long part, long all) {
        return part == 0 || all == 0 ? "" : " (" + Quantities.percent((double) part / all) + ")";
    }
}
