package org.wirewarrant.audit;

import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.policy.Verdict;

/** The sentence that a finding of traffic says. */
final class TrafficSummary {
    private TrafficSummary() {}

    static String of(Conversation conversation, Verdict verdict, List<String> clientRoles, List<String> serverRoles) {
        String client = Ends.client(conversation, clientRoles);
        String server = Ends.server(conversation, serverRoles);
        return client + " " + outcome(conversation) + " " + Ends.port(conversation) + " on " + server + ": "
                + because(verdict);
    }

    private static String outcome(Conversation conversation) {
        if (conversation.answeredFlows() > 0) {
            return "used";
        }
        if (conversation.refusedFlows() > 0) {
            return "tried, and was refused,";
        }
        return conversation.server().isGroup() ? "sent to" : "tried, without an answer,";
    }

    private static String because(Verdict verdict) {
        return switch (verdict.reason()) {
            case NO_RULE -> "no document names it";
            case WRONG_ROLE -> "documented between other roles";
            case WRONG_DIRECTION -> "documented the other way round";
            case WRONG_PROTOCOL -> "documented with another transport";
            case LOCAL_ONLY -> "documented as host-local, reached over the network";
            case INACTIVE_RULE -> "documented for a feature or version that is not in use here";
            case EXPIRED_EXCEPTION ->
                verdict.exception()
                        .flatMap(exception -> exception.expires())
                        .map(day -> "its exception expired on " + day)
                        .orElse("its exception has expired");
            case ORIENTATION -> "who opened it is open, and the two ways are judged differently";
            case EXACT, RANGE, BROAD_RANGE, RELATED, PORT_ONLY, EXCEPTION, NO_SITE_HOST ->
                verdict.reason().keyword();
        };
    }
}
