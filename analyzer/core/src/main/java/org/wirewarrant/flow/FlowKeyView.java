package org.wirewarrant.flow;

/** Hashes and compares flows by what makes a conversation: client, server, protocol, server port. */
final class FlowKeyView {
    private final OrientedFlows flows;

    FlowKeyView(OrientedFlows flows) {
        this.flows = flows;
    }

    private long word(int flow, int offset) {
        return flows.list().page(flow)[flows.list().base(flow) + offset];
    }

    private int client(int flow) {
        return flows.clientIsB(flow) ? 2 : 0;
    }

    /** IP version, protocol and server port in one number that orders as they do. */
    private long service(int flow) {
        long key = word(flow, FlowRecords.KEY);
        int port = flows.clientIsB(flow) ? FlowKey.portA(key) : FlowKey.portB(key);
        return (long) FlowKey.protocol(key) << 16 | port;
    }

    private boolean version6(int flow) {
        return FlowKey.version6(word(flow, FlowRecords.KEY));
    }

    long hash(int flow) {
        int client = client(flow);
        long service = service(flow) | (version6(flow) ? 1L << 32 : 0);
        return FlowKey.hash(
                word(flow, client), word(flow, client + 1), word(flow, 2 - client), word(flow, 3 - client), service);
    }

    boolean same(int left, int right) {
        return compare(left, right) == 0;
    }

    int compare(int left, int right) {
        int byVersion = Boolean.compare(version6(left), version6(right));
        if (byVersion != 0) {
            return byVersion;
        }
        int clientLeft = client(left);
        int clientRight = client(right);
        int order = Long.compareUnsigned(word(left, clientLeft), word(right, clientRight));
        order = order != 0 ? order : Long.compareUnsigned(word(left, clientLeft + 1), word(right, clientRight + 1));
        order = order != 0 ? order : Long.compareUnsigned(word(left, 2 - clientLeft), word(right, 2 - clientRight));
        order = order != 0 ? order : Long.compareUnsigned(word(left, 3 - clientLeft), word(right, 3 - clientRight));
        return order != 0 ? order : Long.compare(service(left), service(right));
    }
}
