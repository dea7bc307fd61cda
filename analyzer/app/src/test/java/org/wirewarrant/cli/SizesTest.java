package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizesTest {
    @Test
    void shouldReadSizesInBytesOrPowersOf1024() {
        assertEquals(
                List.of(65_536L, 524_288L, 67_108_864L, 2_147_483_648L, 1_099_511_627_776L),
                Stream.of("65536", "512K", "64MiB", "2g", "1T")
                        .map(new Sizes()::convert)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5M", "M", "64X", "999999999999T"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertEquals(
                "expected a size such as 512K, 64M or 2G, but was '" + text + "'",
                assertThrows(TypeConversionException.class, () -> new Sizes().convert(text))
                        .getMessage());
    }

    @Test
    void shouldReadTimesInSecondsUnlessAUnitSaysOtherwise() {
        assertEquals(
                List.of(
                        Duration.ofSeconds(90),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        Duration.ofHours(8),
                        Duration.ofDays(7)),
                Stream.of("90", "200ms", "5s", "10m", "8h", "7d")
                        .map(new Durations()::convert)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "-1s", "1.5h", "h", "1w", "1H"})
    void shouldRefuseWhatIsNoTime(String text) {
        assertEquals(
                "expected a length of time such as 30s, 10m, 2h or 7d, but was '" + text + "'",
                assertThrows(TypeConversionException.class, () -> new Durations().convert(text))
                        .getMessage());
    }
}
