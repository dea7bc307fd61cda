package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Property
    void shouldAgreeWithTheLibraryOnEveryTime(@ForAll long nanos) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));

        assertEquals(RFC3339.format(instant), TimeText.rfc3339(nanos));
    }

    @Test
    void shouldWriteNothingForNoTime() {
        assertEquals("", TimeText.rfc3339(OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "520000000, 0.52 s",
        "9999999999, 10 s",
        "59400000000, 59 s",
        "60000000000, 1 min",
        "252000000000, 4 min 12 s",
        "3600000000000, 1 h",
        "183600000000000, 2 d 3 h"
    })
    void shouldSayDurationsInTwoUnits(long nanos, String text) {
        assertEquals(text, TimeText.duration(nanos));
    }
}
