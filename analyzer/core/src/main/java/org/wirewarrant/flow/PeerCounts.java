package org.wirewarrant.flow;

/** Open-addressed counts by a non-zero 64-bit endpoint hash. */
final class PeerCounts {
    private long[] keys = new long[1 << 10];
    private int[] counts = new int[keys.length];
    private int used;
    private long touched;

    void add(long key, int weight) {
        if (used > keys.length / 2) {
            grow();
        }
        int at = find(key);
        if (keys[at] == 0) {
            keys[at] = key;
            used++;
        }
        counts[at] += weight;
    }

    /** Brings the place of a key near, before it is needed. */
    void touch(long key) {
        int at = (int) key & keys.length - 1;
        touched += keys[at] + counts[at];
    }

    /** Keeps the touching loads from being removed as dead. */
    long touched() {
        return touched;
    }

    void addIfPresent(long key, int weight) {
        int at = find(key);
        if (keys[at] != 0 && counts[at] < Integer.MAX_VALUE - weight) {
            counts[at] += weight;
        }
    }

    /** Number of keys. */
    int size() {
        return used;
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
