package org.wirewarrant.flow;

/** The flows of an observation with the client of each decided. Immutable; safe to read from any thread. */
public final class OrientedFlows {
    private final FlowRecords records;
    private final byte[] decisions;

    OrientedFlows(FlowRecords records, byte[] decisions) {
        this.records = records;
        this.decisions = decisions;
    }

    /** Number of flows. */
    public int size() {
        return decisions.length;
    }

    /**
     * Points a view at one flow.
     *
     * @param index 0 to {@link #size()} - 1, in order of discovery
     * @param view the caller's view
     * @return the view
     */
    public FlowView view(int index, FlowView view) {
        view.wrap(records.page(index), FlowRecords.base(index), decisions[index]);
        return view;
    }

    /** Rolls the flows up to conversations. */
    public Conversations conversations() {
        return new Conversations(this);
    }

    boolean clientIsB(int index) {
        return Decision.clientIsB(decisions[index]);
    }

    FlowRecords records() {
        return records;
    }
}
