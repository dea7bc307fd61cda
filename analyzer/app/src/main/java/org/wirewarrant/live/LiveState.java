package org.wirewarrant.live;

import java.util.List;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FlowRecorder;

/**
 * What a live capture has come to at a moment.
 *
 * @param snapshot what was observed
 * @param captures the interfaces, in the order in which they were named
 * @param gaps times in which one of them could not be captured from
 * @param nanos the moment, nanoseconds since the epoch
 */
public record LiveState(FlowRecorder.Snapshot snapshot, List<CaptureSummary> captures, List<Gap> gaps, long nanos) {
    /** Copies the lists. */
    public LiveState {
        captures = List.copyOf(captures);
        gaps = List.copyOf(gaps);
    }

    /** The gaps, for an audit. */
    public List<CaptureGap> captureGaps() {
        return gaps.stream()
                .map(gap -> new CaptureGap(gap.name(), gap.fromNanos(), gap.toNanos(), "the interface " + gap.reason()))
                .toList();
    }

    /** Interfaces that are away at the moment. */
    public List<String> away() {
        return gaps.stream().filter(Gap::lasts).map(Gap::name).distinct().toList();
    }

    /** Frames captured. */
    public long frames() {
        return captures.stream().mapToLong(CaptureSummary::frames).sum();
    }
}
