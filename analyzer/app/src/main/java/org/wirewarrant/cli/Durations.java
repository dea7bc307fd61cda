package org.wirewarrant.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 90}, {@code 90s}, {@code 10m}, {@code 2h}, {@code 7d}: seconds unless a unit says otherwise. */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            if (number > 0) {
                return UNITS.get(matcher.group(2) == null ? "s" : matcher.group(2))
                        .multipliedBy(number);
            }
        }
        throw new TypeConversionException(
                "expected a length of time such as 30s, 10m, 2h or 7d, but was '" + value + "'");
    }
}
