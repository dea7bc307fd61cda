package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

class LibpcapDifferentialTest {
    private record Reading(List<String> flows, CaptureSummary summary) {}

    @Test
    void shouldSeeWhatLibpcapSeesInEveryCaptureThatLibpcapReads() throws IOException {
        Tools.require("tcpdump");
        List<Path> captures = Corpus.nonBroken().toList();
        TreeSet<String> compared = new TreeSet<>();
        TreeMap<String, String> refused = new TreeMap<>();
        for (Path capture : captures) {
            String name = capture.getFileName().toString();
            Reading reference;
            try {
                reference = byLibpcap(capture);
            } catch (CaptureException e) {
                refused.put(name, e.what());
                continue;
            }
            if (reference.summary().damage().isPresent()) {
                refused.put(name, reference.summary().damage().get().reason());
                continue;
            }
            Reading own = byOwnReader(capture);
            assertEquals(String.join("\n", reference.flows()), String.join("\n", own.flows()), name);
            assertEquals(figures(reference.summary()), figures(own.summary()), name);
            compared.add(name);
        }
        assertEquals(captures.size(), compared.size() + refused.size());
        assertTrue(compared.size() >= captures.size() * 8 / 10, () -> "refused by libpcap: " + refused);
        refused.forEach((name, why) -> assertTrue(
                (name.endsWith(".gz") && why.contains("unknown file format"))
                        || why.contains("different from the type of the first interface")
                        || why.contains("different from the snapshot length of the first interface")
                        || why.contains("interface ID"),
                () -> name + ": " + why));
    }

    private static Reading byLibpcap(Path capture) throws IOException {
        try (LibpcapFileSource source = LibpcapFileSource.open(capture.toString(), true)) {
            Observation observation = Flows.observe(source);
            return new Reading(Flows.lines(observation), source.summary());
        }
    }

    private static Reading byOwnReader(Path capture) throws IOException {
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            Observation observation = Flows.observe(source);
            return new Reading(Flows.lines(observation), source.summary());
        }
    }

    /** libpcap cannot tell a pcapng block without a time from one with the time 0. */
    private static String figures(CaptureSummary summary) {
        return "%d frames, %d bytes, %s to %s, %d steps, sha256 %s"
                .formatted(
                        summary.frames(),
                        summary.bytes(),
                        summary.firstNanos().orElse(0),
                        summary.lastNanos().orElse(0),
                        summary.timeSteps(),
                        summary.sha256());
    }
}
