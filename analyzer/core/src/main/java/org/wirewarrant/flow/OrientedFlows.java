package org.wirewarrant.flow;

/** The flows of an observation with the client of each decided. Immutable; safe to read from any thread. */
public final class OrientedFlows {
    private final FlowList flows;
    private final byte[] decisions;

    OrientedFlows(FlowList flows, byte[] decisions) {
        this.flows = flows;
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
        return new Conversations(this);
    }

    boolean clientIsB(int index) {
        return Decision.clientIsB(decisions[index]);
    }

    FlowList list() {
        return flows;
    }
}
