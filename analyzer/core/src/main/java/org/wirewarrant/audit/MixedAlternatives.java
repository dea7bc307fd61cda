package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.policy.AlternativeGroup;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.wire.IpAddress;

/** Finds servers that answer on ports of coupled alternatives which do not go together, such as 80 with 8531. */
final class MixedAlternatives {
    /** The choice of a port that the site configured beside the documented ones. */
    private static final String CONFIGURED = "configured";

    private final CoverageMeter coverage;
    private final CompiledPolicy policy;

    MixedAlternatives(CoverageMeter coverage, CompiledPolicy policy) {
        this.coverage = coverage;
        this.policy = policy;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (AlternativeGroup group : policy.alternatives()) {
            List<Rule> coupled = group.rules().stream()
                    .filter(rule -> !rule.choices().isEmpty())
                    .toList();
            if (coupled.size() > 1) {
                answered(coupled).forEach((host, ports) -> {
                    if (mixed(coupled, ports)) {
                        findings.add(finding(group, host, ports));
                    }
                });
            }
        }
        return findings;
    }

    /** The ports of each rule on which each host answered. */
    private Map<IpAddress, Map<Rule, Set<Integer>>> answered(List<Rule> coupled) {
        Map<IpAddress, Map<Rule, Set<Integer>>> answered = new TreeMap<>();
        for (Rule rule : coupled) {
            coverage.tally(rule)
                    .ports()
                    .forEach((port, seen) -> seen.servers
                            .sorted()
                            .forEach(host -> answered.computeIfAbsent(host, key -> new LinkedHashMap<>())
                                    .computeIfAbsent(rule, key -> new TreeSet<>())
                                    .add(port)));
        }
        return answered;
    }

    /** Whether no choice has a port of every rule that the host serves. */
    private static boolean mixed(List<Rule> coupled, Map<Rule, Set<Integer>> ports) {
        Set<String> common = null;
        for (Rule rule : coupled) {
            if (ports.containsKey(rule)) {
                Set<String> choices = new LinkedHashSet<>();
                ports.get(rule).forEach(port -> choices.add(choice(rule, port)));
                if (common == null) {
                    common = choices;
                } else {
                    common.retainAll(choices);
                }
            }
        }
        return common != null && common.isEmpty();
    }

    private static String choice(Rule rule, int port) {
        for (Map.Entry<String, PortSet> choice : rule.choices().entrySet()) {
            if (choice.getValue().contains(port)) {
                return choice.getKey();
            }
        }
        return CONFIGURED;
    }

    private Finding finding(AlternativeGroup group, IpAddress host, Map<Rule, Set<Integer>> ports) {
        List<String> served = new ArrayList<>();
        Set<String> protocols = new TreeSet<>();
        Set<Integer> numbers = new TreeSet<>();
        ports.forEach((rule, own) -> {
            own.forEach(port -> served.add(port + " (" + choice(rule, port) + ")"));
            protocols.addAll(rule.protocols());
            numbers.addAll(own);
        });
        String kind = FindingKind.ALTERNATIVES_MIXED;
        Rule first = ports.keySet().iterator().next();
        String summary = "%s serves %s: ports of different choices of %s, which the document couples"
                .formatted(Ends.host(host, policy.roles(host)), String.join(" and ", served), group.name());
        return new Finding(
                FindingId.of(kind, group.pack(), group.name(), host),
                new SeverityScale(policy).of(kind),
                kind,
                group.pack(),
                first.id(),
                "",
                List.of(),
                host.toString(),
                policy.roles(host),
                String.join(" ", protocols),
                String.join(",", numbers.stream().map(String::valueOf).toList()),
                0,
                0,
                0,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                summary,
                "",
                "");
    }
}
