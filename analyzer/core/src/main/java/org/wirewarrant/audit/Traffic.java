package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.VerdictKind;

/**
 * What the conversations of an audit add up to. One thing may stand in several entries, which are then added.
 *
 * @param services by reason and service: every conversation is in one
 * @param rules documented conversations by the first row that decided
 * @param rolePairs by the roles of both ends: every conversation is in one
 */
public record Traffic(List<Service> services, List<OfRule> rules, List<RolePair> rolePairs) {
    /** The conversations to one service, of one reason. */
    public record Service(Reason reason, int protocol, int serverPort, TrafficSum sum) {}

    /** The conversations that a row decided. */
    public record OfRule(Rule rule, TrafficSum sum) {}

    /** How many conversations there are of one verdict between hosts of some roles, each sorted. */
    public record RolePair(
            List<String> clientRoles, List<String> serverRoles, VerdictKind verdict, long conversations) {}

    /** Adds up rows. */
    static Traffic of(Iterable<ConversationRow> rows) {
        List<Service> services = new ArrayList<>();
        List<OfRule> rules = new ArrayList<>();
        List<RolePair> pairs = new ArrayList<>();
        for (ConversationRow row : rows) {
            TrafficSum sum = TrafficSum.of(row.conversation());
            services.add(new Service(
                    row.verdict().reason(),
                    row.conversation().protocol(),
                    row.conversation().serverPort(),
                    sum));
            pairs.add(new RolePair(
                    row.clientRoles(), row.serverRoles(), row.verdict().kind(), 1));
            if (row.verdict().kind() == VerdictKind.DOCUMENTED
                    && !row.verdict().rules().isEmpty()) {
                rules.add(new OfRule(row.verdict().rules().get(0), sum));
            }
        }
        return new Traffic(services, rules, pairs);
    }
}
