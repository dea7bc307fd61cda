package org.wirewarrant.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for people, the same in every locale. */
final class Quantities {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Quantities() {}

    /** With thousands apart: {@code 1,234,567}. */
    static String count(long value) {
        String digits = Long.toString(value);
        int sign = value < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > sign; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** {@code 1 flow}, {@code 2 flows}: the plural by an s. */
    static String of(long value, String noun) {
        return count(value) + " " + (value == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** In decimal units with three significant digits: {@code 999 B}, {@code 1.23 MB}. */
    static String bytes(long value) {
        return bytes(value, " ");
    }

    static String bytes(long value, String gap) {
        double scaled = value;
        int unit = 0;
        while (scaled >= 999.5) {
            scaled /= 1000;
            unit++;
        }
        int decimals = unit == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
        return decimal(scaled, decimals) + gap + BYTE_UNITS[unit];
    }

    /** Rounded half up to at most this many decimals, without trailing zeros. */
    static String decimal(double value, int decimals) {
        BigDecimal rounded = rounded(value, decimals);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A share of 0 to 1 as a percentage; what is not nothing never reads 0 %, what is not all never 100 %. */
    static String percent(double share) {
        if (share > 0 && share < 0.001) {
            return "<0.1 %";
        }
        if (share < 1 && share > 0.999) {
            return ">99.9 %";
        }
        return decimal(share * 100, 1) + " %";
    }

    static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
