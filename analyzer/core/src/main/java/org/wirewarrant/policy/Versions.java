package org.wirewarrant.policy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders version strings by their runs of digits and letters: 8.7 &lt; 8.7.1 &lt; 8.10, and 20.2 = 20.2.0. */
final class Versions {
    private static final Pattern PART = Pattern.compile("[0-9]+|[A-Za-z]+");

    private Versions() {}

    static int compare(String a, String b) {
        List<String> left = parts(a);
        List<String> right = parts(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = comparePart(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        for (Matcher matcher = PART.matcher(version); matcher.find(); ) {
            parts.add(matcher.group());
        }
        return parts;
    }

    /** Digits by value; letters after digits, so that 2.0a is later than 2.0. */
    private static int comparePart(String a, String b) {
        boolean aDigits = Character.isDigit(a.charAt(0));
        boolean bDigits = Character.isDigit(b.charAt(0));
        if (aDigits && bDigits) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return aDigits == bDigits ? a.compareToIgnoreCase(b) : aDigits ? -1 : 1;
    }
}
