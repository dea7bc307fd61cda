package org.wirewarrant.audit;

import java.util.List;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;

/** What the documented conversations of one verdict, one set of fitting rows and one server port add up to. */
final class Credit {
    final Verdict verdict;
    /** Every row that fits, of which the verdict's decided. */
    final List<Rule> fitting;

    final int port;
    final AddressSet servers = new AddressSet();
    /** Servers that were tried and, in at least one conversation, did not answer. */
    final AddressSet silentServers = new AddressSet();
    /** Of those, the ones that refused. */
    final AddressSet refusingServers = new AddressSet();

    long conversations;
    long answeredConversations;
    long flows;
    long answeredFlows;
    long packets;
    long bytes;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean refused;

    Credit(Verdict verdict, List<Rule> fitting, int port) {
        this.verdict = verdict;
        this.fitting = fitting;
        this.port = port;
    }

    void add(ConversationView conversation) {
        conversations++;
        flows += conversation.flows();
        answeredFlows += conversation.answeredFlows();
        packets += conversation.packets();
        bytes += conversation.bytes();
        first = Math.min(first, conversation.firstNanos());
        last = Math.max(last, conversation.lastNanos());
        if (conversation.answeredFlows() > 0) {
            answeredConversations++;
            servers.add(conversation.version(), conversation.serverHigh(), conversation.serverLow());
        } else {
            silentServers.add(conversation.version(), conversation.serverHigh(), conversation.serverLow());
            if (conversation.refusedFlows() > 0) {
                refusingServers.add(conversation.version(), conversation.serverHigh(), conversation.serverLow());
            }
        }
        refused |= conversation.refusedFlows() > 0;
    }

    TrafficSum sum() {
        return new TrafficSum(conversations, answeredConversations, flows, answeredFlows, packets, bytes);
    }
}
