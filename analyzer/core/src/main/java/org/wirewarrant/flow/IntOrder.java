package org.wirewarrant.flow;

/** Stable merge sort of indexes by a comparison of what they point at. */
public final class IntOrder {
    private static final int INSERTION = 12;

    private IntOrder() {}

    /** Compares what two indexes point at. */
    @FunctionalInterface
    public interface Comparison {
        /** As {@link java.util.Comparator#compare}. */
        int compare(int left, int right);
    }

    /**
     * The indexes 0 to {@code size} - 1 in order.
     *
     * @param size number of things
     * @param comparison their order; equals stay by index
     */
    public static int[] sorted(int size, Comparison comparison) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        sort(order, new int[size], 0, size, comparison);
        return order;
    }

    private static void sort(int[] order, int[] scratch, int from, int to, Comparison comparison) {
        if (to - from <= INSERTION) {
            for (int i = from + 1; i < to; i++) {
                int moved = order[i];
                int j = i;
                while (j > from && comparison.compare(order[j - 1], moved) > 0) {
                    order[j] = order[--j];
                }
                order[j] = moved;
            }
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, scratch, from, middle, comparison);
        sort(order, scratch, middle, to, comparison);
        if (comparison.compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle) {
            boolean takeRight = right < to && comparison.compare(scratch[left], order[right]) > 0;
            order[out++] = takeRight ? order[right++] : scratch[left++];
        }
    }
}
