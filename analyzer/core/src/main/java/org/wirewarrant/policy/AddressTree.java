package org.wirewarrant.policy;

import java.util.Arrays;

/**
 * A number for every IPv4 address: a tree of three levels, over the upper 16 bits and then 8 bits each, so that a look takes at most
 * three loads, however many hosts a site names. Filled by one thread, then safe to read from any.
 */
final class AddressTree {
    private static final int ROOT_BITS = 16;
    private static final int CHILD_BITS = 8;
    private static final int CHILD_SIZE = 1 << CHILD_BITS;

    /** Nodes one after the other: a value, or the complement of the index where a child begins. */
    private int[] nodes = new int[1 << ROOT_BITS];

    private int used = 1 << ROOT_BITS;

    /**
     * Sets the value of a range, over what was there.
     *
     * @param first an address, 32 bits
     * @param last not below {@code first}
     * @param value not negative
     */
    void fill(long first, long last, int value) {
        fill(0, ROOT_BITS, first, last, value);
    }

    int find(long address) {
        int value = nodes[(int) (address >>> 16)];
        if (value < 0) {
            value = nodes[~value + ((int) (address >>> CHILD_BITS) & CHILD_SIZE - 1)];
            if (value < 0) {
                value = nodes[~value + ((int) address & CHILD_SIZE - 1)];
            }
        }
        return value;
    }

    /** Fills a part of the node at an index, each of whose entries stands for so many bits of addresses. */
    private void fill(int node, int bits, long first, long last, int value) {
        long mask = (1L << bits) - 1;
        int from = (int) (first >>> bits);
        int to = (int) (last >>> bits);
        for (int entry = from; entry <= to; entry++) {
            long low = entry == from ? first & mask : 0;
            long high = entry == to ? last & mask : mask;
            if (low == 0 && high == mask) {
                nodes[node + entry] = value;
            } else {
                fill(child(node + entry), bits - CHILD_BITS, low, high, value);
            }
        }
    }

    private int child(int index) {
        if (nodes[index] >= 0) {
            if (used + CHILD_SIZE > nodes.length) {
                nodes = Arrays.copyOf(nodes, nodes.length * 2);
            }
            Arrays.fill(nodes, used, used + CHILD_SIZE, nodes[index]);
            nodes[index] = ~used;
            used += CHILD_SIZE;
        }
        return ~nodes[index];
    }
}
