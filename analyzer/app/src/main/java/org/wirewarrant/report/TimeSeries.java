package org.wirewarrant.report;

import java.util.List;

/**
 * An amount over time.
 *
 * @param name what it is
 * @param label the name and its total
 * @param colour of its bars
 * @param amounts one for each bucket
 */
record TimeSeries(String name, String label, Palette colour, List<Long> amounts) {
    long sum() {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }
}
