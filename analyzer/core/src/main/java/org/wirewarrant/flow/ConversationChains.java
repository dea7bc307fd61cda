package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Links flows of one conversation to chains, in order of flows. The keys are split by their hash: each thread walks all flows and keeps
 * those of its share, so that nothing is shared but the arrays in which no two write the same place.
 */
final class ConversationChains {
    /** The upper half of a slot is that of its key's hash. */
    private static final long TAG = 0xffffffff00000000L;

    private static final int GROUP = 16;

    /** Bits of the hash that neither choose a slot nor are in a tag's lowest bits. */
    private static final int SHARE_SHIFT = 56;

    final int[] next;
    /** Conversation of each flow, in order of discovery by share: shares follow each other in {@link #heads}. */
    final int[] ofFlow;
    /** First flow of each conversation. */
    final int[] heads;

    private final OrientedFlows flows;
    private final int shares;
    private final long touched;

    ConversationChains(OrientedFlows flows, int threads) {
        this.flows = flows;
        this.shares = flows.size() < GROUP << 10 ? 1 : threads;
        this.next = new int[flows.size()];
        this.ofFlow = new int[flows.size()];
        List<Callable<Share>> tasks = IntStream.range(0, shares)
                .mapToObj(share -> (Callable<Share>) () -> {
                    Share made = new Share(share);
                    made.chain();
                    return made;
                })
                .toList();
        List<Share> done = Workers.all(threads, tasks);
        this.heads = new int[done.stream().mapToInt(share -> share.count).sum()];
        this.touched = done.stream().mapToLong(share -> share.touched).sum();
        int start = 0;
        for (Share share : done) {
            System.arraycopy(share.found, 0, heads, start, share.count);
            // The number in the share is not yet the number among all.
            for (int i = 0; start > 0 && i < share.count; i++) {
                for (int flow = share.found[i]; flow >= 0; flow = next[flow]) {
                    ofFlow[flow] += start;
                }
            }
            start += share.count;
        }
    }

    /** Keeps the touching loads from being removed as dead. */
    long touched() {
        return touched;
    }

    /** The chains of one share of the keys. */
    private final class Share {
        private final int number;
        private final ConversationKeys keys = new ConversationKeys(flows);
        private final long[] hashes = new long[GROUP];
        private final int[] group = new int[GROUP];
        private long[] slots;
        private int[] tails;
        private int[] found;
        private int count;
        private long touched;

        Share(int number) {
            this.number = number;
        }

        void chain() {
            int expected = Math.max(16, flows.size() / shares);
            slots = new long[Integer.highestOneBit(expected * 2 - 1) * 2];
            tails = new int[Math.max(16, expected / 4)];
            found = new int[tails.length];
            int waiting = 0;
            for (int flow = 0; flow < next.length; flow++) {
                long hash = keys.hash(flow);
                if (shares == 1 || (hash >>> SHARE_SHIFT) % shares == number) {
                    hashes[waiting] = hash;
                    group[waiting] = flow;
                    touched += slots[(int) hash & slots.length - 1];
                    if (++waiting == GROUP) {
                        link(waiting);
                        waiting = 0;
                    }
                }
            }
            link(waiting);
            slots = null;
        }

        /** The slots of a group were touched before, so that their cache misses overlap. */
        private void link(int size) {
            for (int i = 0; i < size; i++) {
                if (count > slots.length - (slots.length >>> 2)) {
                    grow();
                }
                link(group[i], hashes[i]);
            }
        }

        private void link(int flow, long hash) {
            int mask = slots.length - 1;
            next[flow] = -1;
            long tag = hash & TAG;
            int slot = (int) hash & mask;
            while (slots[slot] != 0 && ((slots[slot] & TAG) != tag || !keys.same(found[(int) slots[slot] - 1], flow))) {
                slot = slot + 1 & mask;
            }
            if (slots[slot] == 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                    tails = Arrays.copyOf(tails, count * 2);
                }
                found[count] = flow;
                tails[count] = flow;
                slots[slot] = tag | ++count;
            } else {
                int conversation = (int) slots[slot] - 1;
                next[tails[conversation]] = flow;
                tails[conversation] = flow;
            }
            ofFlow[flow] = (int) slots[slot] - 1;
        }

        private void grow() {
            slots = new long[slots.length * 2];
            int mask = slots.length - 1;
            for (int conversation = 0; conversation < count; conversation++) {
                long hash = keys.hash(found[conversation]);
                int slot = (int) hash & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = (hash & TAG) | (conversation + 1);
            }
        }
    }
}
