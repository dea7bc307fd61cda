package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.policy.Applicability;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;

/** What a rule says, what it is at the site, and what the capture showed of it. */
final class RuleStory {
    private RuleStory() {}

    static List<String> of(Map<String, String> coverage, Optional<CompiledPolicy> policy) {
        List<String> lines = new ArrayList<>();
        lines.add("Rule         " + coverage.get("rule_id") + ": " + coverage.get("service"));
        lines.add("Document     " + coverage.get("document")
                + (coverage.get("lines").contains("-") ? ", lines " : ", line ") + coverage.get("lines"));
        lines.add("Says         " + coverage.get("protocol") + " " + coverage.get("ports") + " from "
                + coverage.get("from_roles") + " to " + coverage.get("to_roles") + ", " + coverage.get("requirement"));
        policy.flatMap(known -> known.rules().stream()
                        .filter(rule -> rule.id().equals(coverage.get("rule_id")))
                        .findFirst()
                        .map(rule -> here(known, rule)))
                .ifPresent(lines::addAll);
        lines.add("Status       " + coverage.get("status")
                + (coverage.get("reason").isEmpty() ? "" : " (" + coverage.get("reason") + ")") + "; "
                + ConversationStory.counted(coverage.get("flows"), "flow") + ", "
                + ConversationStory.counted(coverage.get("hosts_seen"), "host") + " answered, of "
                + coverage.get("hosts_expected") + " that the site names");
        return lines;
    }

    private static List<String> here(CompiledPolicy policy, Rule rule) {
        List<String> lines = new ArrayList<>();
        Applicability applicability = policy.applicability(rule);
        if (applicability.state() != Applicability.State.ACTIVE) {
            lines.add("Here         " + applicability.state().keyword()
                    + (applicability.detail().isEmpty() ? "" : ": " + applicability.detail()));
        }
        if (!rule.ports().isEmpty()
                && !policy.effectivePorts(rule)
                        .map(Object::toString)
                        .orElse("")
                        .equals(rule.ports().toString())) {
            lines.add("Configured   the document says " + rule.ports());
        }
        policy.alternatives(rule)
                .ifPresent(group -> lines.add("One of       " + group.name() + ": "
                        + String.join(", ", group.rules().stream().map(Rule::id).toList())));
        if (rule.combineAll()) {
            lines.add("Needs        each of its ports");
        }
        if (!rule.note().isEmpty()) {
            lines.add("Note         " + rule.note());
        }
        return lines;
    }
}
