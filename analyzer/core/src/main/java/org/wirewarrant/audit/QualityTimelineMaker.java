package org.wirewarrant.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.QualityMeasure;
import org.wirewarrant.flow.TimeGrid;

/** Puts over time what packets say of the quality of a capture, what the capturing system says, and the gaps. */
final class QualityTimelineMaker {
    private QualityTimelineMaker() {}

    static QualityTimeline make(
            Observation observation, List<CaptureSummary> captures, List<CaptureGap> gaps, Window window) {
        TimeGrid grid = TimelineMaker.grid(window);
        Map<QualityMeasure, long[]> amounts = new EnumMap<>(QualityMeasure.class);
        if (grid.buckets() > 0) {
            amounts.putAll(observation.qualityOver(grid));
            amounts.put(QualityMeasure.NOT_CAPTURED, notCaptured(gaps, grid));
            for (CaptureSummary capture : captures) {
                if (capture.interfaceDrops().isPresent() && capture.firstNanos().isPresent()) {
                    long[] dropped =
                            amounts.computeIfAbsent(QualityMeasure.DROPPED, unknown -> new long[grid.buckets()]);
                    grid.spread(
                            dropped,
                            capture.firstNanos().getAsLong(),
                            capture.lastNanos().orElse(capture.firstNanos().getAsLong()),
                            capture.interfaceDrops().getAsLong());
                }
            }
        }
        return new QualityTimeline(grid.startNanos(), grid.bucketNanos(), amounts);
    }

    /** Nanoseconds of each bucket that lie in a gap; where several sources have gaps at once, their sum. */
    private static long[] notCaptured(List<CaptureGap> gaps, TimeGrid grid) {
        long[] series = new long[grid.buckets()];
        for (CaptureGap gap : gaps) {
            for (int bucket = 0; bucket < series.length; bucket++) {
                long start = grid.startNanos() + bucket * grid.bucketNanos();
                long from = Math.max(start, gap.fromNanos());
                long to = Math.min(start + grid.bucketNanos(), gap.toNanos());
                series[bucket] += Math.max(0, to - from);
            }
        }
        return series;
    }
}
