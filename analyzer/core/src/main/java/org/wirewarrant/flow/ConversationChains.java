package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Links flows of one conversation to chains, in order of flows, and numbers conversations by IP version, client, server, protocol and
 * server port: flows are sorted by that, in shares that lie apart, each on a thread of its own.
 */
final class ConversationChains {
    /** Fewer flows than this are not worth a thread. */
    private static final int FEW = 1 << 14;

    private static final int SAMPLES = 1 << 10;

    final int[] next;
    /** Conversation of each flow. */
    final int[] ofFlow;
    /** First flow of each conversation. */
    final int[] heads;

    private final ConversationKeys keys;
    private final int size;

    ConversationChains(OrientedFlows flows, int threads) {
        this.size = flows.size();
        this.keys = new ConversationKeys(flows, threads);
        this.next = new int[size];
        this.ofFlow = new int[size];
        int[] bounds = size < FEW ? new int[0] : bounds(threads);
        List<Callable<Share>> sorting = new ArrayList<>();
        for (int share = 0; share <= bounds.length; share++) {
            int number = share;
            sorting.add(() -> new Share(bounds, number));
        }
        List<Share> shares = Workers.all(threads, sorting);
        this.heads =
                new int[shares.stream().mapToInt(share -> share.heads.length).sum()];
        List<Callable<Boolean>> linking = new ArrayList<>();
        int start = 0;
        for (Share share : shares) {
            int first = start;
            linking.add(() -> share.link(first));
            start += share.heads.length;
        }
        Workers.all(threads, linking);
    }

    /** Flows that begin a further share each: about as many flows come before as behind them. */
    private int[] bounds(int shares) {
        int[] sample = new int[SAMPLES];
        Arrays.setAll(sample, i -> (int) ((long) i * size / SAMPLES));
        int[] sorted = Arrays.stream(sample)
                .boxed()
                .sorted(this::compare)
                .mapToInt(flow -> flow)
                .toArray();
        int[] bounds = new int[shares - 1];
        Arrays.setAll(bounds, i -> sorted[(i + 1) * SAMPLES / shares]);
        return bounds;
    }

    /** By the leading part of the key alone. */
    private int compare(int left, int right) {
        int order = Boolean.compare(keys.version6(left), keys.version6(right));
        return order != 0 ? order : Long.compareUnsigned(keys.leading(left), keys.leading(right));
    }

    /** The conversations between two bounds. */
    private final class Share {
        private final int[] order;
        private final int[] heads;

        Share(int[] bounds, int number) {
            int count4 = 0;
            int count6 = 0;
            int[] v4 = new int[size / (bounds.length + 1) + SAMPLES];
            int[] v6 = new int[SAMPLES];
            for (int flow = 0; flow < size; flow++) {
                boolean above = number == 0 || compare(bounds[number - 1], flow) <= 0;
                if (above && (number == bounds.length || compare(flow, bounds[number]) < 0)) {
                    if (keys.version6(flow)) {
                        v6 = count6 < v6.length ? v6 : Arrays.copyOf(v6, count6 * 2);
                        v6[count6++] = flow;
                    } else {
                        v4 = count4 < v4.length ? v4 : Arrays.copyOf(v4, count4 * 2);
                        v4[count4++] = flow;
                    }
                }
            }
            int[] sorted4 = keys.sorted4(Arrays.copyOf(v4, count4));
            int[] sorted6 = keys.sorted6(Arrays.copyOf(v6, count6));
            this.order = count6 == 0 ? sorted4 : count4 == 0 ? sorted6 : joined(sorted4, sorted6);
            this.heads = firsts();
        }

        private int[] joined(int[] first, int[] second) {
            int[] all = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return all;
        }

        /** The first flow of each conversation. */
        private int[] firsts() {
            int[] found = new int[order.length];
            int count = 0;
            for (int i = 0; i < order.length; i++) {
                if (i == 0 || !keys.same(order[i - 1], order[i])) {
                    found[count++] = order[i];
                }
            }
            return Arrays.copyOf(found, count);
        }

        /** Numbers the conversations from a number on. */
        private boolean link(int start) {
            System.arraycopy(heads, 0, ConversationChains.this.heads, start, heads.length);
            int count = 0;
            for (int i = 0; i < order.length; i++) {
                int flow = order[i];
                if (count < heads.length && heads[count] == flow) {
                    count++;
                } else {
                    next[order[i - 1]] = flow;
                }
                next[flow] = -1;
                ofFlow[flow] = start + count - 1;
            }
            return true;
        }
    }
}
