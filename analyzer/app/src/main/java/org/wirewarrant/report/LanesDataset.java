package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.policy.VerdictKind;

/** For each verdict a lane with a box over every stretch of buckets in which it occurred; a box is never too thin to be seen. */
final class LanesDataset extends AbstractIntervalXYDataset {
    private static final double HALF_HEIGHT = 0.32;
    /** A thousandth is a pixel of the width. */
    private static final double THINNEST = 0.002;

    private record Box(double start, double end) {}

    private final transient List<VerdictKind> kinds;
    private final transient List<List<Box>> lanes = new ArrayList<>();

    LanesDataset(Timeline timeline, List<VerdictKind> kinds) {
        this.kinds = kinds;
        for (VerdictKind kind : kinds) {
            lanes.add(boxes(timeline.bytes().get(kind), timeline.bucketNanos()));
        }
    }

    private static List<Box> boxes(long[] bytes, double bucket) {
        double thinnest = bytes.length * bucket * THINNEST;
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                int first = i;
                while (i + 1 < bytes.length && bytes[i + 1] > 0) {
                    i++;
                }
                double start = first * bucket;
                boxes.add(new Box(start, Math.max((i + 1) * bucket, start + thinnest)));
            }
        }
        return boxes;
    }

    @Override
    public int getItemCount(int series) {
        return lanes.get(series).size();
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
        Box box = lanes.get(series).get(item);
        return (box.start() + box.end()) / 2;
    }

    @Override
    public Number getStartX(int series, int item) {
        return lanes.get(series).get(item).start();
    }

    @Override
    public Number getEndX(int series, int item) {
        return lanes.get(series).get(item).end();
    }

    @Override
    public Number getY(int series, int item) {
        return series;
    }

    @Override
    public Number getStartY(int series, int item) {
        return series - HALF_HEIGHT;
    }

    @Override
    public Number getEndY(int series, int item) {
        return series + HALF_HEIGHT;
    }
}
