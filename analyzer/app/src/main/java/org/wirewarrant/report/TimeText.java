package org.wirewarrant.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;

/** Times as RFC 3339 in UTC with nine decimals, the form of every output. */
public final class TimeText {
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long SECONDS_OF_DAY = 86_400;

    private TimeText() {}

    /** For example {@code 2026-11-21T01:02:03.123456789Z}. */
    public static String rfc3339(long nanos) {
        byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
        long epochSecond = Math.floorDiv(nanos, NANOS_OF_SECOND);
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_OF_DAY));
        int second = (int) Math.floorMod(epochSecond, SECONDS_OF_DAY);
        putDigits(text, 4, day.getYear());
        putDigits(text, 7, day.getMonthValue());
        putDigits(text, 10, day.getDayOfMonth());
        putDigits(text, 13, second / 3600);
        putDigits(text, 16, second / 60 % 60);
        putDigits(text, 19, second % 60);
        putDigits(text, 29, (int) Math.floorMod(nanos, NANOS_OF_SECOND));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Puts a number that is not negative before an index, over the zeroes that are there. */
    private static void putDigits(byte[] text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text[--at] = (byte) ('0' + rest % 10);
        }
    }

    /** Like {@link #rfc3339(long)}; empty text for no time. */
    public static String rfc3339(OptionalLong nanos) {
        return nanos.isPresent() ? rfc3339(nanos.getAsLong()) : "";
    }

    /**
     * The moment that {@link #rfc3339(long)} wrote.
     *
     * @throws java.time.DateTimeException if it is none
     */
    public static long nanos(String text) {
        Instant moment = Instant.parse(text);
        return moment.getEpochSecond() * NANOS_OF_SECOND + moment.getNano();
    }

    /** To the second, for people: {@code 2026-11-21 01:02:03}. */
    static String seconds(long nanos) {
        StringBuilder text = new StringBuilder(19);
        appendSeconds(text, Math.floorDiv(nanos, NANOS_OF_SECOND), ' ');
        return text.toString();
    }

    /** Like {@link #seconds(long)}; empty text for no time. */
    static String seconds(OptionalLong nanos) {
        return nanos.isPresent() ? seconds(nanos.getAsLong()) : "";
    }

    /** A length of time for people, in its two largest units: {@code 2 d 3 h}, {@code 4 min 12 s}, {@code 0.52 s}. */
    static String duration(long nanos) {
        if (nanos < 10 * NANOS_OF_SECOND) {
            return Quantities.decimal(nanos / 1e9, 2) + " s";
        }
        long seconds = (nanos + NANOS_OF_SECOND / 2) / NANOS_OF_SECOND;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds, 60, "min", 1, "s");
        }
        return seconds < SECONDS_OF_DAY
                ? pair(seconds, 3600, "h", 60, "min")
                : pair(seconds, SECONDS_OF_DAY, "d", 3600, "h");
    }

    private static String pair(long seconds, long unit, String name, long smallerUnit, String smallerName) {
        long rest = seconds % unit / smallerUnit;
        return seconds / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + smallerName);
    }

    private static void appendSeconds(StringBuilder text, long epochSecond, char separator) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_OF_DAY));
        long second = Math.floorMod(epochSecond, SECONDS_OF_DAY);
        appendDigits(text, day.getYear(), 4);
        text.append('-');
        appendDigits(text, day.getMonthValue(), 2);
        text.append('-');
        appendDigits(text, day.getDayOfMonth(), 2);
        text.append(separator);
        appendDigits(text, second / 3600, 2);
        text.append(':');
        appendDigits(text, second / 60 % 60, 2);
        text.append(':');
        appendDigits(text, second % 60, 2);
    }

    private static void appendDigits(StringBuilder text, long value, int digits) {
        long power = 1;
        for (int i = 1; i < digits; i++) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            text.append((char) ('0' + value / power % 10));
        }
    }
}
