package org.wirewarrant.store;

import java.util.List;
import java.util.Set;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;

/**
 * What one run of the program observed, or several that were made one.
 *
 * @param uuid tells it from every other one
 * @param absorbed those of the runs that were made one
 * @param checkpoints how often it was kept: of two copies, the later one has more
 * @param observation what was observed
 * @param captures from what, with the sensor
 * @param spans when something was capturing
 * @param gaps times in which an interface could not be captured from meanwhile
 */
record StoredRun(
        String uuid,
        Set<String> absorbed,
        long checkpoints,
        Observation observation,
        List<Sensed> captures,
        List<Span> spans,
        List<SensedGap> gaps) {
    /** A capture of a sensor. */
    record Sensed(String sensor, CaptureSummary capture) {}

    /** A gap of a sensor. */
    record SensedGap(String sensor, CaptureGap gap) {}

    /**
     * A time in which a sensor was capturing.
     *
     * @param ended whether the run said that it had ended
     */
    record Span(String sensor, long started, long until, boolean ended) {}
}
