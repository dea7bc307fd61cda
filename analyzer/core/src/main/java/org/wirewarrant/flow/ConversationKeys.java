package org.wirewarrant.flow;

/**
 * What makes a conversation of flows: IP version, client, server, protocol, server port. The leading part of each flow's key lies in arrays,
 * which are read in any order faster than records.
 */
final class ConversationKeys {
    private static final int VERSION_6 = 1 << 24;

    private final OrientedFlows flows;
    private final FlowList list;

    /** Client and server of IPv4, upper half of the client of IPv6. */
    private final long[] leading;

    /** IP version, protocol and server port. */
    private final int[] services;

    ConversationKeys(OrientedFlows flows, int threads) {
        this.flows = flows;
        this.list = flows.list();
        this.leading = new long[flows.size()];
        this.services = new int[flows.size()];
        Workers.ranges(threads, flows.size(), this::fill);
    }

    private boolean fill(int from, int to) {
        for (int flow = from; flow < to; flow++) {
            long[] page = list.page(flow);
            int base = list.base(flow);
            boolean clientIsB = flows.clientIsB(flow);
            long word = page[base + FlowRecords.KEY];
            boolean version6 = FlowKey.version6(word);
            int client = clientIsB ? 2 : 0;
            int port = clientIsB ? FlowKey.portA(word) : FlowKey.portB(word);
            leading[flow] = version6 ? page[base + client] : page[base + client + 1] << 32 | page[base + 3 - client];
            services[flow] = (version6 ? VERSION_6 : 0) | FlowKey.protocol(word) << 16 | port;
        }
        return true;
    }

    boolean version6(int flow) {
        return (services[flow] & VERSION_6) != 0;
    }

    /** The part of the key by which conversations of one IP version are ordered first, unsigned. */
    long leading(int flow) {
        return leading[flow];
    }

    boolean same(int left, int right) {
        return leading[left] == leading[right]
                && services[left] == services[right]
                && (!version6(left)
                        || (clientLow(left) == clientLow(right)
                                && serverHigh(left) == serverHigh(right)
                                && serverLow(left) == serverLow(right)));
    }

    /** Orders flows of IPv4 by client, server, protocol and server port. */
    int[] sorted4(int[] some) {
        return new RadixOrder(some).by(flow -> services[flow]).by(this::leading).order();
    }

    /** Orders flows of IPv6 likewise. */
    int[] sorted6(int[] some) {
        return new RadixOrder(some)
                .by(flow -> services[flow])
                .by(this::serverLow)
                .by(this::serverHigh)
                .by(this::clientLow)
                .by(this::leading)
                .order();
    }

    private long clientLow(int flow) {
        return list.page(flow)[list.base(flow) + (flows.clientIsB(flow) ? 3 : 1)];
    }

    private long serverHigh(int flow) {
        return list.page(flow)[list.base(flow) + (flows.clientIsB(flow) ? 0 : 2)];
    }

    private long serverLow(int flow) {
        return list.page(flow)[list.base(flow) + (flows.clientIsB(flow) ? 1 : 3)];
    }
}
