package org.wirewarrant.flow;

import java.util.Arrays;
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
    /** The upper half of a slot is that of its key's hash. */
    private static final long TAG = 0xffffffff00000000L;

    private final OrientedFlows flows;
    private final int[] heads;
    private final int[] next;
    private final int[] ofFlow;
    private final Map<Long, Integer> controls;

    Conversations(OrientedFlows flows) {
        this.flows = flows;
        this.next = new int[flows.size()];
        this.ofFlow = new int[flows.size()];
        int[] discovered = chain();
        int[] rank = new int[discovered.length];
        this.heads = new ConversationKeys(flows).sorted(discovered);
        for (int i = 0; i < heads.length; i++) {
            rank[ofFlow[heads[i]]] = i;
        }
        for (int i = 0; i < ofFlow.length; i++) {
            ofFlow[i] = rank[ofFlow[i]];
        }
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

    /** Links each flow to its conversation's chain; gives the first flow of each, in order of discovery. */
    private int[] chain() {
        long[] slots = new long[Integer.highestOneBit(Math.max(16, flows.size()) * 2 - 1) * 2];
        int mask = slots.length - 1;
        int[] tails = new int[Math.max(16, flows.size() / 4)];
        int[] found = new int[tails.length];
        int count = 0;
        ConversationKeys keys = new ConversationKeys(flows);
        for (int i = 0; i < next.length; i++) {
            next[i] = -1;
            long hash = keys.hash(i);
            long tag = hash & TAG;
            int slot = (int) hash & mask;
            while (slots[slot] != 0 && ((slots[slot] & TAG) != tag || !keys.same(found[(int) slots[slot] - 1], i))) {
                slot = slot + 1 & mask;
            }
            if (slots[slot] == 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                    tails = Arrays.copyOf(tails, count * 2);
                }
                found[count] = i;
                tails[count] = i;
                slots[slot] = tag | ++count;
            } else {
                int conversation = (int) slots[slot] - 1;
                next[tails[conversation]] = i;
                tails[conversation] = i;
            }
            ofFlow[i] = (int) slots[slot] - 1;
        }
        return Arrays.copyOf(found, count);
    }
}
