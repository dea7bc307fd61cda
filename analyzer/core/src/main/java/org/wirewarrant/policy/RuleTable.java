package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;

/** The compiled flows of all rules, found by protocol and port. Immutable. */
final class RuleTable {
    private final List<CompiledRule> rules;
    private final PortIndex here;
    private final PortIndex documented;
    private final PortClasses classes;
    private final List<CompiledRule> negotiated;

    RuleTable(List<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
        PortIndex.Builder hereBuilder = new PortIndex.Builder();
        PortIndex.Builder documentedBuilder = new PortIndex.Builder();
        PortClasses.Builder classBuilder = new PortClasses.Builder();
        ServiceNames.keys().forEach(key -> classBuilder.add(key & 0xffff));
        List<CompiledRule> dynamic = new ArrayList<>();
        for (CompiledRule rule : rules) {
            for (CompiledRule.Service service : rule.services()) {
                service.protocols().forEach(protocol -> hereBuilder.add(protocol, service.ports(), rule.index()));
                classBuilder.add(service.ports());
                if (rule.part().portKind() == PortKind.LISTED
                        && !service.ports().equals(rule.part().ports())) {
                    service.protocols()
                            .forEach(protocol ->
                                    documentedBuilder.add(protocol, rule.part().ports(), rule.index()));
                    classBuilder.add(rule.part().ports());
                }
            }
            if (rule.dynamic() && rule.part().control().isPresent()) {
                dynamic.add(rule);
                classBuilder.add(rule.part()
                        .range()
                        .map(range -> new PortSet(List.of(range)))
                        .orElse(PortSet.of(1023, 1024)));
            }
        }
        here = hereBuilder.build();
        documented = documentedBuilder.build();
        classes = classBuilder.build();
        negotiated = List.copyOf(dynamic);
    }

    /** All flows, in pack and document order. */
    List<CompiledRule> rules() {
        return rules;
    }

    PortClasses classes() {
        return classes;
    }

    /** Rows whose ports here include this one. */
    List<CompiledRule> at(int protocol, int port) {
        return rules(here.find(protocol, port));
    }

    /** Rows that document this port, and are configured to another one here. */
    List<CompiledRule> moved(int protocol, int port) {
        return rules(documented.find(protocol, port)).stream()
                .filter(rule -> rule.width(protocol, port) == 0)
                .toList();
    }

    /** Rows whose port is negotiated on a control conversation. */
    List<CompiledRule> negotiated() {
        return negotiated;
    }

    private List<CompiledRule> rules(int[] indexes) {
        List<CompiledRule> found = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            found.add(rules.get(index));
        }
        return found;
    }
}
