package org.wirewarrant.flow;

/** Open-addressed counts by a non-zero 64-bit endpoint hash. */
final class PeerCounts {
    private long[] keys = new long[1 << 10];
    private int[] counts = new int[keys.length];
    private int used;

    void add(long key, int weight) {
        if (used > keys.length / 2) {
            grow();
        }
        int at = find(key);
        if (keys[at] == 0) {
            keys[at] = key;
            used++;
        }
        counts[at] = (int) Math.min(Integer.MAX_VALUE, (long) counts[at] + weight);
    }

    /** Adds the counts of another table. */
    void addAll(PeerCounts other) {
        for (int i = 0; i < other.keys.length; i++) {
            if (other.keys[i] != 0) {
                add(other.keys[i], other.counts[i]);
            }
        }
    }

    boolean has(long key) {
        return keys[find(key)] != 0;
    }

    /** Number of keys. */
    int size() {
        return used;
    }

    /** Number of keys whose count is 0. */
    int zeroes() {
        int zeroes = 0;
        for (int i = 0; i < keys.length; i++) {
            zeroes += keys[i] != 0 && counts[i] == 0 ? 1 : 0;
        }
        return zeroes;
    }

    int get(long key) {
        return counts[find(key)];
    }

    private int find(long key) {
        int at = (int) key & keys.length - 1;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
