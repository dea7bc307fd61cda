package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "1, 5000", "2, 1", "2, 5000", "3, 5000", "7, 65537"})
    void shouldCoverEveryIndexOnceAndInOrder(int threads, int size) {
        List<List<Integer>> stretches = Workers.ranges(
                threads, size, (from, to) -> IntStream.range(from, to).boxed().toList());

        List<Integer> all = new ArrayList<>();
        stretches.forEach(all::addAll);
        assertEquals(IntStream.range(0, size).boxed().toList(), all);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void shouldPassOnWhatATaskThrows(int threads) {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Workers.ranges(threads, 4096, (from, to) -> {
                    if (to == 4096) {
                        throw new IllegalStateException("the last one");
                    }
                    return from;
                }));
        assertEquals("the last one", thrown.getMessage());
    }
}
