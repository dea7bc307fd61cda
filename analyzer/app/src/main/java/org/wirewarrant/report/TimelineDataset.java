package org.wirewarrant.report;

import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.jfree.data.xy.TableXYDataset;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.policy.VerdictKind;

/** A timeline as a stackable series for each verdict; x is nanoseconds since the timeline's start. */
final class TimelineDataset extends AbstractIntervalXYDataset implements TableXYDataset {
    private final transient Timeline timeline;
    private final transient List<VerdictKind> kinds;

    TimelineDataset(Timeline timeline, List<VerdictKind> kinds) {
        this.timeline = timeline;
        this.kinds = kinds;
    }

    @Override
    public int getItemCount() {
        return timeline.bytes().get(kinds.get(0)).length;
    }

    @Override
    public int getItemCount(int series) {
        return getItemCount();
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
    public Number getStartX(int series, int item) {
        return item * timeline.bucketNanos();
    }

    @Override
    public Number getEndX(int series, int item) {
        return (item + 1) * timeline.bucketNanos();
    }

    @Override
    public Number getX(int series, int item) {
        return (item + 0.5) * timeline.bucketNanos();
    }

    @Override
    public Number getY(int series, int item) {
        return timeline.bytes().get(kinds.get(series))[item];
    }

    @Override
    public Number getStartY(int series, int item) {
        return getY(series, item);
    }

    @Override
    public Number getEndY(int series, int item) {
        return getY(series, item);
    }
}
