package org.wirewarrant.policy;

import java.util.HashMap;
import java.util.Map;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;

/**
 * Answered conversations on which later ports are negotiated: which control row was seen between which two hosts, and since when. Filled
 * by {@link CompiledPolicy#controlFlows} or {@link ConversationJudge#noteControl}; immutable afterwards.
 */
public final class ControlFlows {
    /** No control conversation was seen. */
    public static final ControlFlows NONE = new ControlFlows();

    private record Key(IpAddress low, IpAddress high, String rule) {}

    private final Map<Key, Long> since = new HashMap<>();

    /** None yet. */
    public ControlFlows() {}

    void add(IpAddress client, IpAddress server, long firstNanos, String rule) {
        since.merge(key(client, server, rule), firstNanos, Math::min);
    }

    /** Adds those that were seen elsewhere in the same observation. */
    public void addAll(ControlFlows others) {
        others.since.forEach((key, first) -> since.merge(key, first, Math::min));
    }

    /** Whether none was seen. */
    public boolean isEmpty() {
        return since.isEmpty();
    }

    /** Whether a control conversation of these two hosts, opened by either, began no later than this one. */
    boolean precede(Conversation conversation, String rule) {
        Long first = since.get(key(conversation.client(), conversation.server(), rule));
        return first != null && first <= conversation.firstNanos();
    }

    private static Key key(IpAddress a, IpAddress b, String rule) {
        return a.compareTo(b) <= 0 ? new Key(a, b, rule) : new Key(b, a, rule);
    }
}
