package org.wirewarrant.report;

import java.util.Arrays;
import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.policy.VerdictKind;

/** For each verdict a lane of bars, the highest as high as the lane; a bar of anything at all is never too small to be seen. */
final class LanesDataset extends AbstractIntervalXYDataset {
    private static final double HALF_LANE = 0.4;
    private static final double LOWEST = 0.18;
    /** Of the whole width. */
    private static final double THINNEST = 0.002;

    private final transient Timeline timeline;
    private final transient List<VerdictKind> kinds;
    /** Buckets of each lane that hold anything. */
    private final transient List<int[]> filled;

    private final transient List<Long> highest;
    private final double width;

    LanesDataset(Timeline timeline, List<VerdictKind> kinds) {
        this.timeline = timeline;
        this.kinds = kinds;
        this.filled =
                kinds.stream().map(kind -> filled(timeline.bytes().get(kind))).toList();
        this.highest = kinds.stream()
                .map(kind -> Arrays.stream(timeline.bytes().get(kind)).max().orElse(1))
                .toList();
        int buckets = timeline.bytes().get(kinds.get(0)).length;
        this.width = timeline.bucketNanos() * Math.max(1, buckets * THINNEST);
    }

    private static int[] filled(long[] bytes) {
        int[] buckets = new int[bytes.length];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                buckets[count++] = i;
            }
        }
        return Arrays.copyOf(buckets, count);
    }

    private long start(int series, int item) {
        return filled.get(series)[item] * timeline.bucketNanos();
    }

    @Override
    public int getItemCount(int series) {
        return filled.get(series).length;
    }

    @Override
    public int getSeriesCount() {
        return kinds.size();
    }

    @Override
    public String getSeriesKey(int series) {
        return kinds.get(series).keyword();
    }

    @Override
    public Number getX(int series, int item) {
        return start(series, item) + width / 2;
    }

    @Override
    public Number getStartX(int series, int item) {
        return start(series, item);
    }

    @Override
    public Number getEndX(int series, int item) {
        return start(series, item) + width;
    }

    @Override
    public Number getY(int series, int item) {
        return getEndY(series, item);
    }

    /** The foot of the lane: the axis points down. */
    @Override
    public Number getStartY(int series, int item) {
        return series + HALF_LANE;
    }

    @Override
    public Number getEndY(int series, int item) {
        long bytes = timeline.bytes().get(kinds.get(series))[filled.get(series)[item]];
        double share = Math.max(LOWEST, bytes / (double) highest.get(series));
        return series + HALF_LANE - share * 2 * HALF_LANE;
    }
}
