package org.wirewarrant.audit;

import java.util.Arrays;

/** The lowest few of the numbers that are added, each once. */
final class LowestNumbers {
    private final long[] numbers;
    private int size;

    /** Keeps so many. */
    LowestNumbers(int most) {
        numbers = new long[most];
    }

    void add(long number) {
        if (size == numbers.length && number >= numbers[size - 1]) {
            return;
        }
        int at = Arrays.binarySearch(numbers, 0, size, number);
        if (at < 0) {
            int place = -at - 1;
            size = Math.min(size + 1, numbers.length);
            System.arraycopy(numbers, place, numbers, place + 1, size - place - 1);
            numbers[place] = number;
        }
    }

    /** Those that were kept, ascending. */
    long[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
