package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;

class StoppedCapturesTest {
    @Test
    void shouldMarkWhatWasNotReadToItsEnd() {
        CaptureSummary whole = capture("a", Optional.empty(), Optional.of("0".repeat(64)));
        CaptureSummary damaged = capture("b", Optional.of(new Damage(7, "ends inside a record")), Optional.empty());
        CaptureSummary begun = capture("c", Optional.empty(), Optional.empty());

        assertEquals(
                List.of(
                        whole,
                        damaged,
                        capture(
                                "c",
                                Optional.of(new Damage(42, "reading was stopped after frame 5")),
                                Optional.empty()),
                        new CaptureSummary(
                                "d",
                                "not read",
                                List.of(),
                                0,
                                0,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                0,
                                OptionalLong.empty(),
                                Optional.of(new Damage(0, "reading was stopped before it")),
                                Optional.empty())),
                StoppedCaptures.mark(List.of(whole, damaged, begun), List.of("a", "b", "c", "d"), 242));
    }

    private static CaptureSummary capture(String name, Optional<Damage> damage, Optional<String> sha256) {
        return new CaptureSummary(
                name,
                "pcap",
                List.of(1),
                100,
                5,
                OptionalLong.of(1),
                OptionalLong.of(2),
                0,
                OptionalLong.empty(),
                damage,
                sha256);
    }
}
