package org.wirewarrant.flow;

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
        return new RadixOrder(some)
                .by(flow -> service(word(flow, FlowRecords.KEY), flows.clientIsB(flow)) & 0xffffff)
                .by(flow -> word(flow, flows.clientIsB(flow) ? 1 : 3))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 0 : 2))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 3 : 1))
                .by(flow -> word(flow, flows.clientIsB(flow) ? 2 : 0))
                .by(flow -> FlowKey.version6(word(flow, FlowRecords.KEY)) ? 1 : 0)
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
