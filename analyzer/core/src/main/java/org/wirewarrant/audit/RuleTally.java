package org.wirewarrant.audit;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;

/** What one rule's conversations add up to. */
final class RuleTally {
    private final Set<IpAddress> servers = new HashSet<>();
    private long flows;
    private long packets;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean answeredAlone;
    private boolean answeredAmbiguously;
    private boolean refused;

    void add(Conversation conversation, boolean ambiguous) {
        flows += conversation.flows();
        packets += conversation.clientPackets() + conversation.serverPackets();
        bytes += conversation.clientBytes() + conversation.serverBytes();
        first = Math.min(first, conversation.firstNanos());
        last = Math.max(last, conversation.lastNanos());
        if (conversation.answeredFlows() > 0) {
            servers.add(conversation.server());
            answeredAlone |= !ambiguous;
            answeredAmbiguously |= ambiguous;
        }
        refused |= conversation.refusedFlows() > 0;
    }

    boolean answered() {
        return answeredAlone || answeredAmbiguously;
    }

    boolean onlyAmbiguous() {
        return !answeredAlone;
    }

    boolean refused() {
        return refused;
    }

    int serversSeen() {
        return servers.size();
    }

    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    OptionalLong first() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    OptionalLong last() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
