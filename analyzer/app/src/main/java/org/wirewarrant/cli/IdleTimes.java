package org.wirewarrant.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewarrant.flow.IdleLimits;

/** Idle limits as they are written on a command line: {@code established=2h}. */
final class IdleTimes {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private IdleTimes() {}

    /**
     * Limits in which some are replaced.
     *
     * @param defaults all of them
     * @param times time by state
     * @throws IllegalArgumentException for an unknown state or a time that is none, with what was expected
     */
    static IdleLimits over(IdleLimits defaults, Map<String, String> times) {
        IdleLimits limits = defaults;
        for (Map.Entry<String, String> entry : times.entrySet()) {
            limits = with(limits, entry.getKey(), time(entry.getValue()));
        }
        return limits;
    }

    private static IdleLimits with(IdleLimits old, String state, Duration time) {
        return switch (state) {
            case "attempt" -> new IdleLimits(time, old.established(), old.closed(), old.udp(), old.other());
            case "established" -> new IdleLimits(old.attempt(), time, old.closed(), old.udp(), old.other());
            case "closed" -> new IdleLimits(old.attempt(), old.established(), time, old.udp(), old.other());
            case "udp" -> new IdleLimits(old.attempt(), old.established(), old.closed(), time, old.other());
            case "other" -> new IdleLimits(old.attempt(), old.established(), old.closed(), old.udp(), time);
            default ->
                throw new IllegalArgumentException(
                        "expected attempt, established, closed, udp or other, but was '" + state + "'");
        };
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("expected a time as 90s, 5m, 2h or 1d, but was '" + text + "'");
        }
        return UNITS.get(time.group(2)).multipliedBy(Long.parseLong(time.group(1)));
    }
}
