package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.wirewarrant.policy.Applicability;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PortRange;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Rule;

/**
 * Measures what the capture showed of every rule. A rule is matched by the conversations that it decided, and by those that it fits with
 * the same port although a row that names the roles more exactly decided: the listener's row and the caller's row are both seen by one
 * conversation. A range is matched only by what it alone explains.
 */
final class CoverageMeter {
    static final String ROLE_NOT_IN_CAPTURE = "role-not-in-capture";

    private final Judgements judgements;
    private final CompiledPolicy policy;
    /** Rows whose ports are negotiated on conversations of a row, by its id. */
    private final Map<String, List<Rule>> negotiated = new HashMap<>();

    private final IdentityHashMap<Rule, RuleTally> tallies = new IdentityHashMap<>();

    CoverageMeter(Judgements judgements, CompiledPolicy policy) {
        this.judgements = judgements;
        this.policy = policy;
    }

    List<RuleCoverage> measure() {
        for (Rule rule : policy.rules()) {
            rule.parts()
                    .forEach(part -> part.control()
                            .ifPresent(control -> negotiated
                                    .computeIfAbsent(control, id -> new ArrayList<>())
                                    .add(rule)));
            rule.control()
                    .ifPresent(control -> negotiated
                            .computeIfAbsent(control, id -> new ArrayList<>())
                            .add(rule));
            tallies.put(rule, new RuleTally(rule.combineAll() || !rule.choices().isEmpty()));
        }
        judgements.credits().forEach(this::give);
        Map<String, Set<String>> choicesSeen = choicesSeen();
        List<RuleCoverage> rows = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            rows.add(row(rule, tallies.get(rule), choicesSeen));
        }
        return rows;
    }

    /** What a rule's conversations add up to; complete after {@link #measure()}. */
    RuleTally tally(Rule rule) {
        return tallies.get(rule);
    }

    /** Of a rule that needs each of its ports, those on which nothing answered. */
    PortSet missing(Rule rule) {
        if (!rule.combineAll()) {
            return PortSet.EMPTY;
        }
        SortedMap<Integer, RuleTally.OfPort> seen = tallies.get(rule).ports();
        return PortSet.of(policy.effectivePorts(rule).stream()
                .flatMap(ports -> ports.ranges().stream())
                .filter(range -> range.size() == 1)
                .mapToInt(PortRange::first)
                .filter(port ->
                        !seen.containsKey(port) || seen.get(port).servers.size() == 0)
                .sorted()
                .distinct()
                .toArray());
    }

    private void give(Credit credit) {
        boolean ambiguous = credit.verdict.ambiguous();
        for (Rule rule : credit.verdict.rules()) {
            tallies.get(rule).add(credit, ambiguous);
        }
        if (credit.verdict.reason() == Reason.RELATED) {
            credit.verdict.rules().stream()
                    .flatMap(control -> negotiated.getOrDefault(control.id(), List.of()).stream())
                    .filter(rule -> !credit.verdict.rules().contains(rule))
                    .forEach(rule -> tallies.get(rule).add(credit, ambiguous));
        }
        for (Rule rule : credit.fitting) {
            boolean decided = credit.verdict.rules().contains(rule);
            if (!decided && namesPort(rule, credit.port)) {
                tallies.get(rule).add(credit, false);
            }
        }
    }

    private boolean namesPort(Rule rule, int port) {
        return policy.effectivePorts(rule).map(ports -> ports.width(port) == 1).orElse(false);
    }

    /** The choices of each group of alternatives that the capture showed in use. */
    private Map<String, Set<String>> choicesSeen() {
        Map<String, Set<String>> seen = new HashMap<>();
        tallies.forEach((rule, tally) -> {
            if (rule.alternativeGroup().isPresent() && !rule.alternativeChoice().isEmpty() && tally.answered()) {
                seen.computeIfAbsent(group(rule), group -> new HashSet<>()).add(rule.alternativeChoice());
            }
        });
        return seen;
    }

    private static String group(Rule rule) {
        return rule.pack() + " " + rule.alternativeGroup().orElse("");
    }

    private RuleCoverage row(Rule rule, RuleTally tally, Map<String, Set<String>> choicesSeen) {
        Applicability applicability = policy.applicability(rule);
        RuleStatus status = RuleStatus.UNSEEN;
        String reason = "";
        if (tally.answered()) {
            status = tally.onlyAmbiguous() ? RuleStatus.SEEN_AMBIGUOUS : RuleStatus.SEEN;
        } else if (applicability.state() != Applicability.State.ACTIVE) {
            status = switch (applicability.state()) {
                case FEATURE_OFF, VERSION -> RuleStatus.NOT_APPLICABLE;
                default -> RuleStatus.NOT_OBSERVABLE;
            };
            reason = applicability.state().keyword();
        } else if (tally.flows() > 0) {
            status = RuleStatus.ATTEMPTED;
            reason = tally.refused() ? "refused" : "unanswered";
        } else if (otherChoiceSeen(rule, choicesSeen)) {
            status = RuleStatus.NOT_APPLICABLE;
            reason = "alternative-seen";
        } else if (policy.site().isPresent() && !bothEndsInCapture(rule)) {
            status = RuleStatus.NOT_OBSERVABLE;
            reason = ROLE_NOT_IN_CAPTURE;
        }
        return new RuleCoverage(
                rule,
                policy.effectivePorts(rule)
                        .map(PortSet::toString)
                        .orElse(rule.portKind().keyword()),
                policy.required(rule),
                status,
                reason,
                policy.hosts(rule).addresses(),
                tally.servers().size(),
                tally.flows(),
                tally.packets(),
                tally.bytes(),
                tally.first(),
                tally.last());
    }

    private static boolean otherChoiceSeen(Rule rule, Map<String, Set<String>> choicesSeen) {
        return rule.alternativeGroup().isPresent()
                && choicesSeen.getOrDefault(group(rule), Set.of()).stream()
                        .anyMatch(choice -> !choice.equals(rule.alternativeChoice()));
    }

    private boolean bothEndsInCapture(Rule rule) {
        return judgements.speakers().stream().anyMatch(kind -> policy.opens(rule, kind))
                && judgements.speakers().stream().anyMatch(kind -> policy.answers(rule, kind));
    }
}
