package org.wirewarrant.flow;

import java.util.Arrays;

/** What makes a conversation of flows: client, server, protocol, server port. Hashes, compares and orders flows by it. */
final class ConversationKeys {
    private final OrientedFlows flows;
    private final FlowList list;

    ConversationKeys(OrientedFlows flows) {
        this.flows = flows;
        this.list = flows.list();
    }

    long hash(int flow) {
        long[] page = list.page(flow);
        int base = list.base(flow);
        int client = flows.clientIsB(flow) ? 2 : 0;
        return FlowKey.hash(
                page[base + client],
                page[base + client + 1],
                page[base + 2 - client],
                page[base + 3 - client],
                service(page[base + FlowRecords.KEY], client != 0));
    }

    boolean same(int left, int right) {
        long[] pageLeft = list.page(left);
        long[] pageRight = list.page(right);
        int baseLeft = list.base(left);
        int baseRight = list.base(right);
        int clientLeft = flows.clientIsB(left) ? 2 : 0;
        int clientRight = flows.clientIsB(right) ? 2 : 0;
        return pageLeft[baseLeft + clientLeft + 1] == pageRight[baseRight + clientRight + 1]
                && pageLeft[baseLeft + 3 - clientLeft] == pageRight[baseRight + 3 - clientRight]
                && service(pageLeft[baseLeft + FlowRecords.KEY], clientLeft != 0)
                        == service(pageRight[baseRight + FlowRecords.KEY], clientRight != 0)
                && pageLeft[baseLeft + clientLeft] == pageRight[baseRight + clientRight]
                && pageLeft[baseLeft + 2 - clientLeft] == pageRight[baseRight + 2 - clientRight];
    }

    /** Flows by IP version, client, server, protocol and server port. */
    int[] sorted(int[] some) {
        int[] v4 = new int[some.length];
        int[] v6 = new int[some.length];
        int count4 = 0;
        int count6 = 0;
        for (int flow : some) {
            if (FlowKey.version6(word(flow, FlowRecords.KEY))) {
                v6[count6++] = flow;
            } else {
                v4[count4++] = flow;
            }
        }
        int[] order = Arrays.copyOf(sorted4(Arrays.copyOf(v4, count4)), some.length);
        System.arraycopy(sorted6(Arrays.copyOf(v6, count6)), 0, order, count4, count6);
        return order;
    }

    /** Both addresses fit into one key. What is sorted are places in arrays of keys, which lie closer together than records. */
    private int[] sorted4(int[] some) {
        long[] ends = new long[some.length];
        int[] services = new int[some.length];
        int[] places = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            long[] page = list.page(some[i]);
            int base = list.base(some[i]);
            boolean clientIsB = flows.clientIsB(some[i]);
            ends[i] = page[base + (clientIsB ? 3 : 1)] << 32 | page[base + (clientIsB ? 1 : 3)];
            services[i] = (int) service(page[base + FlowRecords.KEY], clientIsB) & 0xffffff;
            places[i] = i;
        }
        int[] order = new RadixOrder(places)
                .by(place -> services[place])
                .by(place -> ends[place])
                .order();
        for (int i = 0; i < order.length; i++) {
            order[i] = some[order[i]];
        }
        return order;
    }

    private int[] sorted6(int[] some) {
        return new RadixOrder(some)
                .by(flow -> service(word(flow, FlowRecords.KEY), flows.clientIsB(flow)) & 0xffffff)
                .by(flow -> word(flow, flows.clientIsB(flow) ? 1 : 3))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 0 : 2))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 3 : 1))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 2 : 0))
                .order();
    }

    private long word(int flow, int offset) {
        return list.page(flow)[list.base(flow) + offset];
    }

    /** IP version, protocol and server port in one number. */
    private static long service(long key, boolean clientIsB) {
        int port = clientIsB ? FlowKey.portA(key) : FlowKey.portB(key);
        return (FlowKey.version6(key) ? 1L << 24 : 0) | (long) FlowKey.protocol(key) << 16 | port;
    }
}
