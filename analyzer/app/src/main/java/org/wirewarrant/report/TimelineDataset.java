package org.wirewarrant.report;

import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.jfree.data.xy.TableXYDataset;

/** Amounts over time as stackable series; x is nanoseconds since the start. */
final class TimelineDataset extends AbstractIntervalXYDataset implements TableXYDataset {
    private final transient List<TimeSeries> series;
    private final long bucketNanos;

    TimelineDataset(List<TimeSeries> series, long bucketNanos) {
        this.series = series;
        this.bucketNanos = bucketNanos;
    }

    @Override
    public int getItemCount() {
        return series.get(0).amounts().size();
    }

    @Override
    public int getItemCount(int lane) {
        return getItemCount();
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
    public Number getStartX(int lane, int item) {
        return item * bucketNanos;
    }

    @Override
    public Number getEndX(int lane, int item) {
        return (item + 1) * bucketNanos;
    }

    @Override
    public Number getX(int lane, int item) {
        return (item + 0.5) * bucketNanos;
    }

    @Override
    public Number getY(int lane, int item) {
        return series.get(lane).amounts().get(item);
    }

    @Override
    public Number getStartY(int lane, int item) {
        return getY(lane, item);
    }

    @Override
    public Number getEndY(int lane, int item) {
        return getY(lane, item);
    }
}
