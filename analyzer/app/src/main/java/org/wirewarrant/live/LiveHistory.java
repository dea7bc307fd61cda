package org.wirewarrant.live;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;

/**
 * What earlier runs observed, with which a live run goes on.
 *
 * @param observations of parts with numbers below {@code part}
 * @param captures what they were observed from
 * @param gaps times in which nothing was captured, until the live run begins
 * @param part number of the part that the live run observes
 */
public record LiveHistory(
        List<Observation> observations, List<CaptureSummary> captures, List<CaptureGap> gaps, int part) {
    /** A run that begins afresh. */
    public static final LiveHistory NONE = new LiveHistory(List.of(), List.of(), List.of(), 0);

    /** Copies the lists. */
    public LiveHistory {
        observations = List.copyOf(observations);
        captures = List.copyOf(captures);
        gaps = List.copyOf(gaps);
    }

    Observation with(Observation now) {
        return observations.isEmpty() ? now : now.merge(observations.toArray(Observation[]::new));
    }

    List<CaptureGap> withGaps(List<CaptureGap> now) {
        List<CaptureGap> all = new ArrayList<>(gaps);
        all.addAll(now);
        return all;
    }

    List<CaptureSummary> with(List<CaptureSummary> now) {
        List<CaptureSummary> all = new ArrayList<>(captures);
        all.addAll(now);
        return all;
    }
}
