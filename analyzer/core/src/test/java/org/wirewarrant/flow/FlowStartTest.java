package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowStartTest {
    private static final int A = 100;
    private static final int B = 500;
    private static final long SEQUENCES = (long) A << 32 | B;

    private static long[] record(String history, long sequences) {
        long[] record = new long[FlowRecords.STRIDE];
        record[FlowRecords.HISTORY] = Histories.of(history);
        record[FlowRecords.SEQUENCE] = sequences;
        boolean spokenA = history.chars().anyMatch(letter -> "SHADF".indexOf(letter) >= 0);
        boolean spokenB = history.chars().anyMatch(letter -> "shadf".indexOf(letter) >= 0);
        record[FlowRecords.MISC] = (spokenA ? FlowRecords.SEQUENCED_A : 0) | (spokenB ? FlowRecords.SEQUENCED_B : 0);
        return record;
    }

    @ParameterizedTest(name = "after {0}, {1} with number {2} that answers {3} is new: {4}")
    @CsvSource({
        // The same opening again, and another one.
        "S, S, 100, 0, false",
        "ShADad, S, 100, 0, false",
        "ShADadFf, S, 101, 0, true",
        "Sr, S, 100, 0, false",
        "Sr, S, 101, 0, true",
        // Answers belong to what they answer, whatever their own number.
        "S, h, 500, 100, false",
        "Sh, h, 500, 100, false",
        "Sh, h, 777, 100, false",
        "S, h, 500, 103, false",
        "S, h, 500, 99, true",
        "ShADadFf, h, 501, 100000, true",
        // A SYN from each side: simultaneous open.
        "S, s, 500, 0, false",
        "sd, S, 100, 0, false",
        // Openings that were overtaken.
        "h, S, 100, 0, false",
        "h, S, 90, 0, false",
        "h, S, 101, 0, true",
        "A, S, 99, 0, false",
        "A, h, 500, 99, false",
        "AD, h, 500, 40, false",
        "Ad, h, 499, 99, false",
        // Openings in the middle of something else.
        "ADad, S, 101, 0, true",
        "Ad, h, 501, 99, true",
        "A, h, 500, 101, true",
        "Dd, h, 600, 99, true",
        "d, h, 501, 99, true",
        "d, h, 499, 99, false",
        "d, S, 100, 0, true",
        "r, S, 100, 0, true"
    })
    void shouldTellANewFlowFromARepeatedOpening(
            String history, String opening, int sequence, int answered, boolean expected) {
        boolean fromB = Character.isLowerCase(opening.charAt(0));
        long sequences = fromB ? (long) answered << 32 | sequence : (long) sequence << 32;
        assertEquals(expected, FlowStart.isNew(record(history, SEQUENCES), 0, record(opening, sequences), 0));
    }

    @ParameterizedTest(name = "{1} with number {2} that answers {3} surely belongs to {0}: {4}")
    @CsvSource({
        "S, S, 100, 0, true",
        "S, S, 101, 0, false",
        "Sh, h, 500, 100, true",
        "S, h, 500, 100, true",
        "S, h, 777, 100, true",
        "S, h, 500, 200000, false",
        "S, s, 500, 0, false",
        "h, h, 500, 100, true",
        "h, h, 500, 101, false",
        "h, h, 501, 100, false",
        "h, S, 100, 0, false",
        "D, S, 99, 0, false",
        "d, h, 499, 99, false"
    })
    void shouldKeepTogetherOnlyWhatBelongsTogetherWhateverCameBefore(
            String history, String opening, int sequence, int answered, boolean expected) {
        int event = Event.at(Histories.of(opening), 0);
        assertEquals(expected, FlowStart.surelySame(Histories.of(history), SEQUENCES, event, sequence, answered + 1));
    }
}
