package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The few lowest, held against sorting all. */
class LowestNumbersProperties {
    @Property
    void shouldKeepTheLowestOnce(
            @ForAll @Size(max = 100) List<@LongRange(min = 0, max = 60) Long> numbers,
            @ForAll @IntRange(min = 1, max = 20) int most) {
        LowestNumbers lowest = new LowestNumbers(most);
        numbers.forEach(lowest::add);

        assertArrayEquals(
                numbers.stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .distinct()
                        .limit(most)
                        .toArray(),
                lowest.toArray());
    }
}
