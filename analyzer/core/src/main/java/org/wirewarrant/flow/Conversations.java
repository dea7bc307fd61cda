package org.wirewarrant.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conversations of oriented flows, as chains of flow indexes. Conversations are numbered by client, server, protocol and server port;
 * their totals are made on demand, so that each costs a few bytes. Immutable; safe to read from any thread.
 */
public final class Conversations {
    private final OrientedFlows flows;
    private final int[] heads;
    private final int[] next;
    private final int[] ofFlow;
    private final Map<Long, Integer> controls;

    Conversations(OrientedFlows flows, int threads) {
        this.flows = flows;
        ConversationChains chains = new ConversationChains(flows, threads);
        this.next = chains.next;
        this.ofFlow = chains.ofFlow;
        this.heads = chains.heads;
        this.controls = findControls();
    }

    /** Number of conversations. */
    public int size() {
        return heads.length;
    }

    /** The conversation that a flow belongs to. */
    public int ofFlow(int flow) {
        return ofFlow[flow];
    }

    /** First flow of a conversation, in order of discovery. */
    public int firstFlow(int conversation) {
        return heads[conversation];
    }

    /** The flow after this one in the same conversation, or -1. */
    public int nextFlow(int flow) {
        return next[flow];
    }

    /** The flows that these are conversations of. */
    public OrientedFlows flows() {
        return flows;
    }

    /** Totals of one conversation, and its control conversation. */
    public Conversation conversation(int index) {
        return total(index, control(index).map(control -> total(control, Optional.empty())));
    }

    /**
     * Adds up one conversation in a view.
     *
     * @param index 0 to {@link #size()} - 1
     * @param view the caller's view
     * @return the view
     */
    public ConversationView view(int index, ConversationView view) {
        view.sum(flows, heads[index], next);
        return view;
    }

    /**
     * Adds up the conversation that a flow is the first of; without a look at its number, which lies elsewhere in memory.
     *
     * @param flow a {@link #firstFlow}
     * @param view the caller's view
     * @return the view
     */
    public ConversationView viewFrom(int flow, ConversationView view) {
        view.sum(flows, flow, next);
        return view;
    }

    /** Loads what {@link #view} will read of the first flow, so that the waits of several calls overlap; a number without meaning. */
    public long touch(int conversation) {
        int flow = heads[conversation];
        long[] page = flows.list().page(flow);
        int base = flows.list().base(flow);
        return page[base] + page[base + FlowRecords.PACKETS_B] + page[base + FlowRecords.MISC] + next[flow];
    }

    /** Whether a conversation has a control conversation. */
    public boolean hasControl(int index) {
        return !flows.related().isEmpty() && control(index).isPresent();
    }

    /** The conversation that announced the port of every flow of this one. */
    private Optional<Integer> control(int index) {
        Negotiation by = flows.related().get(heads[index]);
        for (int i = heads[index]; by != null && i >= 0; i = next[i]) {
            by = flows.related().containsKey(i) ? by : null;
        }
        return by == null ? Optional.empty() : Optional.ofNullable(controls.get(by.controlHash()));
    }

    /** Conversations of flows that announced ports, by the hash of the flow. */
    private Map<Long, Integer> findControls() {
        Set<Long> wanted = new HashSet<>();
        flows.related().values().forEach(by -> wanted.add(by.controlHash()));
        Map<Long, Integer> found = new HashMap<>();
        for (int i = 0; !wanted.isEmpty() && i < flows.size(); i++) {
            long[] page = flows.list().page(i);
            int base = flows.list().base(i);
            long hash = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], page[base + 4]);
            if (wanted.contains(hash)) {
                found.put(hash, ofFlow[i]);
            }
        }
        return found;
    }

    private Conversation total(int index, Optional<Conversation> control) {
        return view(index, new ConversationView()).conversation(control);
    }
}
