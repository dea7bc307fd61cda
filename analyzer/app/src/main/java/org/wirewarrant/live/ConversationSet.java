package org.wirewarrant.live;

import java.util.Arrays;

/** Conversations by 64-bit hashes of their ends; immutable once filled. */
final class ConversationSet {
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private long[] slots = new long[64];
    private int count;

    /** Hash of one direction of a conversation, never 0. */
    static long hash(long clientHigh, long clientLow, long serverHigh, long serverLow, int protocol, int port) {
        long hash = mix(clientHigh);
        hash = mix(hash ^ clientLow);
        hash = mix(hash ^ serverHigh);
        hash = mix(hash ^ serverLow);
        hash = mix(hash ^ ((long) protocol << 16 | port));
        return hash == 0 ? 1 : hash;
    }

    /** The finalizer of splitmix64. */
    private static long mix(long value) {
        long z = value + PRIME;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    void add(long hash) {
        if (count * 2 >= slots.length) {
            long[] before = slots;
            slots = new long[before.length * 2];
            Arrays.stream(before).filter(slot -> slot != 0).forEach(this::put);
        }
        if (put(hash)) {
            count++;
        }
    }

    private boolean put(long hash) {
        int slot = slot(hash);
        boolean isNew = slots[slot] == 0;
        slots[slot] = hash;
        return isNew;
    }

    boolean contains(long hash) {
        return slots[slot(hash)] != 0;
    }

    private int slot(long hash) {
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
