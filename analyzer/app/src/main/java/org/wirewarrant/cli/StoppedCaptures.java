package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wirewarrant.capture.CaptureSummary;

/** Marks what a stopped run left unread as cut short. */
final class StoppedCaptures {
    private StoppedCaptures() {}

    /**
     * Marks.
     *
     * @param read what was read, in order; a digest says that an input was read to its end
     * @param names all inputs
     * @param consumed bytes of all inputs that were read
     */
    static List<CaptureSummary> mark(List<CaptureSummary> read, List<String> names, long consumed) {
        long left = consumed;
        List<CaptureSummary> marked = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (CaptureSummary capture : read) {
            begun.add(capture.name());
            boolean whole = capture.sha256().isPresent() || capture.damage().isPresent();
            marked.add(whole ? capture : cut(capture, Math.max(0, Math.min(left, capture.bytes()))));
            left -= capture.bytes();
        }
        for (String name : names) {
            if (!begun.contains(name)) {
                marked.add(unread(name));
            }
        }
        return marked;
    }

    private static CaptureSummary cut(CaptureSummary capture, long offset) {
        return new CaptureSummary(
                capture.name(),
                capture.format(),
                capture.linkTypes(),
                capture.bytes(),
                capture.frames(),
                capture.firstNanos(),
                capture.lastNanos(),
                capture.timeSteps(),
                capture.interfaceDrops(),
                Optional.of(new CaptureSummary.Damage(offset, "reading was stopped after frame " + capture.frames())),
                Optional.empty());
    }

    private static CaptureSummary unread(String name) {
        return new CaptureSummary(
                name,
                "not read",
                List.of(),
                0,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                OptionalLong.empty(),
                Optional.of(new CaptureSummary.Damage(0, "reading was stopped before it")),
                Optional.empty());
    }
}
