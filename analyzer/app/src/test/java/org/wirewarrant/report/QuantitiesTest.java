package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "999;999", "1000;1,000", "-1000;-1,000", "-100;-100", "1234567;1,234,567"})
    void shouldSetThousandsApart(long value, String text) {
        assertEquals(text, Quantities.count(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "1230, 1.23 kB",
        "12345, 12.3 kB",
        "999499, 999 kB",
        "999500, 1 MB",
        "9223372036854775807, 9.22 EB"
    })
    void shouldWriteBytesWithThreeDigits(long value, String text) {
        assertEquals(text, Quantities.bytes(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.0000001, <0.1 %", "0.5, 50 %", "0.1234, 12.3 %", "0.99999, >99.9 %", "1, 100 %"})
    void shouldNeverCallSomethingNothingOrAll(double share, String text) {
        assertEquals(text, Quantities.percent(share));
    }

    @Test
    void shouldSpeakOfOneAndMany() {
        assertEquals("1 flow", Quantities.of(1, "flow"));
        assertEquals("0 flows", Quantities.of(0, "flow"));
        assertEquals("2,000 oddities", Quantities.of(2000, "oddity"));
    }
}
