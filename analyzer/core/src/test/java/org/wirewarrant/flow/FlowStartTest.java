package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowStartTest {
    private static final long SEQUENCES = 100L << 32 | 500;

    @ParameterizedTest(name = "after {0}, {1} with number {2} is new: {3}")
    @CsvSource({
        "S, S, 100, false",
        "ShADad, S, 100, false",
        "ShADadFf, S, 101, true",
        "Sh, h, 500, false",
        "ShADadFf, h, 501, true",
        "S, h, 500, false",
        "S, s, 500, false",
        "h, S, 100, false",
        "ADad, S, 100, true",
        "Dd, h, 500, true",
        "d, S, 100, true",
        "Sr, S, 100, false",
        "Sr, S, 101, true"
    })
    void shouldTellANewFlowFromARepeatedOpening(String history, String opening, int sequence, boolean expected) {
        int event = Event.at(Histories.of(opening), 0);
        assertEquals(expected, FlowStart.isNew(Histories.of(history), SEQUENCES, event, sequence));
    }
}
