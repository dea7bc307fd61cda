package org.wirewarrant.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;

/**
 * What earlier runs observed, with which a live run goes on.
 *
 * @param observations of the same part or earlier ones
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
        return Stream.concat(gaps.stream(), now.stream())
                .sorted(Comparator.comparingLong(CaptureGap::fromNanos).thenComparingLong(CaptureGap::toNanos))
                .toList();
    }

    /** An interface that was captured from before is one with what it was. */
    List<CaptureSummary> with(List<CaptureSummary> now) {
        List<CaptureSummary> all = new ArrayList<>(captures);
        for (CaptureSummary capture : now) {
            int same = 0;
            while (same < all.size() && !isSame(all.get(same), capture)) {
                same++;
            }
            if (same < all.size()) {
                all.set(same, all.get(same).plus(capture));
            } else {
                all.add(capture);
            }
        }
        return all;
    }

    private static boolean isSame(CaptureSummary earlier, CaptureSummary now) {
        return earlier.name().equals(now.name()) && earlier.format().equals(now.format());
    }
}
