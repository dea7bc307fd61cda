package org.wirewarrant.audit;

/** An open-addressed table from a number that is not negative to a few numbers. */
final class LongTable {
    /** Takes one slot of {@link #values}. */
    @FunctionalInterface
    interface Visitor {
        void visit(long key, int at);
    }

    private final int width;
    /** Each key plus one; 0 is free. */
    private long[] keys = new long[256];

    private long[] values;
    private int size;

    /** An empty table of so many numbers for each key. */
    LongTable(int width) {
        this.width = width;
        this.values = new long[keys.length * width];
    }

    int size() {
        return size;
    }

    /** The numbers of all keys; another array after a new key came. */
    long[] values() {
        return values;
    }

    /** Where a key's numbers begin; a new key has zeroes. */
    int find(long key) {
        int slot = slot(key + 1);
        if (keys[slot] == 0) {
            if (++size > keys.length / 2) {
                grow();
                slot = slot(key + 1);
            }
            keys[slot] = key + 1;
        }
        return slot * width;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0) {
                visitor.visit(keys[slot] - 1, slot * width);
            }
        }
    }

    private int slot(long stored) {
        int slot = (int) ((stored * 0x9E3779B97F4A7C15L) >>> 33) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != stored) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length * width];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                System.arraycopy(oldValues, i * width, values, slot * width, width);
            }
        }
    }
}
