package org.wirewarrant.report;

import java.util.Arrays;
import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;

/** For each series a lane of bars, the highest as high as the lane; a bar of anything at all is never too small to be seen. */
final class LanesDataset extends AbstractIntervalXYDataset {
    private static final double HALF_LANE = 0.4;
    private static final double LOWEST = 0.18;
    /** Of the whole width. */
    private static final double THINNEST = 0.002;

    private final transient List<TimeSeries> series;
    private final long bucketNanos;
    /** Buckets of each lane that hold anything. */
    private final transient List<int[]> filled;

    private final transient List<Long> highest;
    private final double width;

    LanesDataset(List<TimeSeries> series, long bucketNanos) {
        this.series = series;
        this.bucketNanos = bucketNanos;
        this.filled = series.stream().map(lane -> filled(lane.amounts())).toList();
        this.highest = series.stream()
                .map(lane -> lane.amounts().stream().max(Long::compare).orElse(1L))
                .toList();
        int buckets = series.get(0).amounts().size();
        this.width = bucketNanos * Math.max(1, buckets * THINNEST);
    }

    private static int[] filled(List<Long> amounts) {
        int[] buckets = new int[amounts.size()];
        int count = 0;
        for (int i = 0; i < amounts.size(); i++) {
            if (amounts.get(i) > 0) {
                buckets[count++] = i;
            }
        }
        return Arrays.copyOf(buckets, count);
    }

    private long start(int lane, int item) {
        return filled.get(lane)[item] * bucketNanos;
    }

    @Override
    public int getItemCount(int lane) {
        return filled.get(lane).length;
    }

    @Override
    public int getSeriesCount() {
        return series.size();
    }

    @Override
    public String getSeriesKey(int lane) {
        return series.get(lane).name();
    }

    @Override
    public Number getX(int lane, int item) {
        return start(lane, item) + width / 2;
    }

    @Override
    public Number getStartX(int lane, int item) {
        return start(lane, item);
    }

    @Override
    public Number getEndX(int lane, int item) {
        return start(lane, item) + width;
    }

    @Override
    public Number getY(int lane, int item) {
        return getEndY(lane, item);
    }

    /** The foot of the lane: the axis points down. */
    @Override
    public Number getStartY(int lane, int item) {
        return lane + HALF_LANE;
    }

    @Override
    public Number getEndY(int lane, int item) {
        long bytes = series.get(lane).amounts().get(filled.get(lane)[item]);
        double share = Math.max(LOWEST, bytes / (double) highest.get(lane));
        return lane + HALF_LANE - share * 2 * HALF_LANE;
    }
}
