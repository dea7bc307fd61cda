package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.List;

/**
 * Which record follows which on its 5-tuple: those of one part as they were created; parts with other numbers by number; parts with the
 * same number interleaved by time, as captures that overlap are. Records are numbered through all parts, which come by number.
 */
final class RecordChains {
    private static final int NONE = -1;

    private final List<Part> parts;
    private final RecordStores records;
    private final int[] next;

    /** Last record of the chain that a record is the head of; {@link #NOT_HEAD} for others. */
    private final int[] tails;

    private static final int NOT_HEAD = -2;

    private int[] slots;

    RecordChains(List<Part> parts, RecordStores records) {
        this.parts = parts;
        this.records = records;
        this.next = new int[records.count()];
        this.tails = new int[records.count()];
        Arrays.fill(next, NONE);
        for (int part = 0; part < parts.size(); part++) {
            chain(part);
        }
        if (parts.size() > 1) {
            slots = new int[Integer.highestOneBit(Math.max(8, records.count())) * 4];
            for (int record = 0; record < tails.length; record++) {
                if (tails[record] != NOT_HEAD) {
                    insert(record);
                }
            }
        }
    }

    boolean isHead(int record) {
        return tails[record] != NOT_HEAD;
    }

    /** The record after this one on its 5-tuple, or -1. */
    int next(int record) {
        return next[record];
    }

    private void chain(int part) {
        int start = records.start(part);
        int[] headOf = new int[parts.get(part).records().count()];
        for (int i = 0; i < headOf.length; i++) {
            int record = start + i;
            int earlier = (int) (records.page(record)[records.base(record) + FlowRecords.CHAIN] >>> 32) - 1;
            headOf[i] = earlier < 0 ? i : headOf[earlier];
            tails[record] = NOT_HEAD;
            tails[start + headOf[i]] = record;
            if (earlier >= 0) {
                next[start + earlier] = record;
            }
        }
    }

    /** Finds the chain of the same key among earlier parts, and merges this one into it. */
    private void insert(int head) {
        long[] page = records.page(head);
        int base = records.base(head);
        long hash = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], page[base + 4]);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            int other = slots[slot] - 1;
            if (Arrays.equals(
                    page, base, base + 5, records.page(other), records.base(other), records.base(other) + 5)) {
                slots[slot] = merge(other, head) + 1;
                return;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = head + 1;
    }

    /** Interleaves two chains by what stands at their heads; gives the head of both. */
    private int merge(int one, int other) {
        if (compare(tails[one], other) <= 0) {
            next[tails[one]] = other;
            tails[one] = tails[other];
            tails[other] = NOT_HEAD;
            return one;
        }
        int last = NONE;
        int left = one;
        int right = other;
        int head = compare(left, right) <= 0 ? left : right;
        int tail = tails[one];
        int otherTail = tails[other];
        while (left != NONE && right != NONE) {
            int taken;
            if (compare(left, right) <= 0) {
                taken = left;
                left = next[left];
            } else {
                taken = right;
                right = next[right];
            }
            if (last != NONE) {
                next[last] = taken;
            }
            last = taken;
        }
        next[last] = left != NONE ? left : right;
        tails[one] = NOT_HEAD;
        tails[other] = NOT_HEAD;
        tails[head] = left != NONE ? tail : otherTail;
        return head;
    }

    /** By number of the part, then time, then what opens before what answers, then whatever differs. */
    private int compare(int left, int right) {
        int byNumber = Integer.compare(number(left), number(right));
        if (byNumber != 0) {
            return byNumber;
        }
        long[] leftPage = records.page(left);
        long[] rightPage = records.page(right);
        int leftBase = records.base(left);
        int rightBase = records.base(right);
        int byTime = Long.compare(time(leftPage, leftBase), time(rightPage, rightBase));
        if (byTime != 0) {
            return byTime;
        }
        int byEvent = Integer.compare(kind(leftPage, leftBase), kind(rightPage, rightBase));
        return byEvent != 0
                ? byEvent
                : Arrays.compare(
                        leftPage,
                        leftBase,
                        leftBase + FlowRecords.CHAIN,
                        rightPage,
                        rightBase,
                        rightBase + FlowRecords.CHAIN);
    }

    private int number(int record) {
        return parts.get(records.store(record)).number();
    }

    private static long time(long[] page, int base) {
        long first = page[base + FlowRecords.FIRST];
        return first == FlowRecords.NO_PACKET ? page[base + FlowRecords.LAST] : first;
    }

    private static int kind(long[] page, int base) {
        return Event.at(page[base + FlowRecords.HISTORY], 0) & ~Event.FROM_B;
    }
}
