package org.wirewarrant.flow;

/** A stable order of items by several unsigned keys, found by counting, byte by byte from the lowest; bytes that are all equal cost one look. */
public final class RadixOrder {
    private static final int DIGITS = 256;

    private int[] order;
    private int[] spareOrder;
    private long[] keys;
    private long[] spareKeys;

    /** The given items, in this order to begin with. */
    public RadixOrder(int[] items) {
        order = items;
        spareOrder = new int[items.length];
        keys = new long[items.length];
        spareKeys = new long[items.length];
    }

    /** Gives the key of an item. */
    @FunctionalInterface
    public interface Key {
        /** The key, compared as unsigned. */
        long of(int item);
    }

    /** Sorts by a key; equal ones stay as they are, so that the least significant key comes first. */
    public RadixOrder by(Key key) {
        long differing = 0;
        for (int i = 0; i < order.length; i++) {
            keys[i] = key.of(order[i]);
            differing |= keys[i] ^ keys[0];
        }
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            if ((differing >>> shift & (DIGITS - 1)) != 0) {
                pass(shift);
            }
        }
        return this;
    }

    /** The items in order. */
    public int[] order() {
        return order;
    }

    private void pass(int shift) {
        int[] next = new int[DIGITS + 1];
        for (long key : keys) {
            next[(int) (key >>> shift & (DIGITS - 1)) + 1]++;
        }
        for (int i = 0; i < DIGITS; i++) {
            next[i + 1] += next[i];
        }
        for (int i = 0; i < order.length; i++) {
            int to = next[(int) (keys[i] >>> shift & (DIGITS - 1))]++;
            spareOrder[to] = order[i];
            spareKeys[to] = keys[i];
        }
        int[] sorted = spareOrder;
        spareOrder = order;
        order = sorted;
        long[] sortedKeys = spareKeys;
        spareKeys = keys;
        keys = sortedKeys;
    }
}
