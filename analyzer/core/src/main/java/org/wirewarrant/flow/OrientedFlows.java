package org.wirewarrant.flow;

import java.util.Map;

/** The flows of an observation with the client of each decided. Immutable; safe to read from any thread. */
public final class OrientedFlows {
    private final FlowList flows;
    private final byte[] decisions;

    /** Flows on ports that a control flow announced. */
    private final Map<Integer, Negotiation> related;

    OrientedFlows(FlowList flows, byte[] decisions, Map<Integer, Negotiation> related) {
        this.flows = flows;
        this.related = related;
        this.decisions = decisions;
    }

    /** Number of flows. */
    public int size() {
        return decisions.length;
    }

    /**
     * Points a view at one flow.
     *
     * @param index 0 to {@link #size()} - 1; flows of one 5-tuple follow each other in time
     * @param view the caller's view
     * @return the view
     */
    public FlowView view(int index, FlowView view) {
        view.wrap(flows.page(index), flows.base(index), decisions[index]);
        return view;
    }

    /** Rolls the flows up to conversations. */
    public Conversations conversations() {
        return conversations(1);
    }

    /** Rolls the flows up to conversations, on several threads with the same result. */
    public Conversations conversations(int threads) {
        return new Conversations(this, threads);
    }

    boolean clientIsB(int index) {
        return Decision.clientIsB(decisions[index]);
    }

    Map<Integer, Negotiation> related() {
        return related;
    }

    FlowList list() {
        return flows;
    }
}
