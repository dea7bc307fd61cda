package org.wirewarrant.status;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureSummary;

/**
 * How far a run is. Immutable; times are nanoseconds since the epoch.
 *
 * @param startedNanos when it began
 * @param nowNanos the moment
 * @param capturing whether it goes on
 * @param frames captured since it began
 * @param bytes their captured bytes
 * @param dropped frames that were lost since it began
 * @param framesPerSecond lately
 * @param captures interfaces, as of the latest judgement
 * @param problems what is wrong with it, a clause each; empty for nothing
 * @param keptNanos when the store was last written, absent without one
 * @param result the latest judgement, of earlier runs too; absent before the first
 */
public record Status(
        long startedNanos,
        long nowNanos,
        boolean capturing,
        long frames,
        long bytes,
        long dropped,
        double framesPerSecond,
        List<CaptureSummary> captures,
        List<String> problems,
        OptionalLong keptNanos,
        Optional<AuditResult> result) {
    /** Copies the lists. */
    public Status {
        captures = List.copyOf(captures);
        problems = List.copyOf(problems);
    }
}
