package org.wirewarrant.audit;

import java.util.Arrays;
import java.util.Map;
import org.wirewarrant.flow.QualityMeasure;

/**
 * How far the capture can be trusted, over time.
 *
 * @param startNanos start of the first bucket, nanoseconds since the epoch
 * @param bucketNanos width of a bucket, as the {@link Timeline}'s
 * @param amounts one for each bucket; no entry for dropped frames where no capture records them
 */
public record QualityTimeline(long startNanos, long bucketNanos, Map<QualityMeasure, long[]> amounts) {
    /** All of it; 0 where it is not known. */
    public long sum(QualityMeasure measure) {
        return Arrays.stream(amounts.getOrDefault(measure, new long[0])).sum();
    }

    /** How many buckets there are. */
    public int buckets() {
        return amounts.values().stream().mapToInt(series -> series.length).max().orElse(0);
    }
}
