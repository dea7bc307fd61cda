package org.wirewarrant.audit;

import org.wirewarrant.policy.Verdict;

/** How many conversations each verdict (the same object) was given to. */
final class VerdictTable {
    /** Takes one verdict; equal ones may come several times. */
    @FunctionalInterface
    interface Visitor {
        void visit(Verdict verdict, long conversations, long answered);
    }

    private Verdict[] verdicts = new Verdict[64];
    /** Conversations, and answered ones, of each slot in turn. */
    private long[] counts = new long[2 * verdicts.length];

    private int size;

    void add(Verdict verdict, boolean answered) {
        int slot = find(verdicts, verdict);
        if (verdicts[slot] == null) {
            if (++size > verdicts.length / 2) {
                grow();
                slot = find(verdicts, verdict);
            }
            verdicts[slot] = verdict;
        }
        counts[2 * slot]++;
        counts[2 * slot + 1] += answered ? 1 : 0;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < verdicts.length; slot++) {
            if (verdicts[slot] != null) {
                visitor.visit(verdicts[slot], counts[2 * slot], counts[2 * slot + 1]);
            }
        }
    }

    private void grow() {
        Verdict[] larger = new Verdict[verdicts.length * 2];
        long[] largerCounts = new long[2 * larger.length];
        for (int slot = 0; slot < verdicts.length; slot++) {
            if (verdicts[slot] != null) {
                int to = find(larger, verdicts[slot]);
                larger[to] = verdicts[slot];
                largerCounts[2 * to] = counts[2 * slot];
                largerCounts[2 * to + 1] = counts[2 * slot + 1];
            }
        }
        verdicts = larger;
        counts = largerCounts;
    }

    @SuppressWarnings("ReferenceEquality") // the same object is asked for: equal ones add up to the same in the end
    private static int find(Verdict[] slots, Verdict verdict) {
        int hash = System.identityHashCode(verdict);
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[slot] != null && slots[slot] != verdict) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
