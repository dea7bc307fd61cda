package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.wirewarrant.wire.IpProtocol;

/**
 * The compiled flows of all rules, found by protocol and port. Immutable but for a bounded memory of what was found; safe from any
 * thread.
 */
final class RuleTable {
    private static final List<Integer> TRANSPORTS =
            List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.DCCP, IpProtocol.UDP_LITE);
    private static final Comparator<CompiledRule> BY_INDEX = Comparator.comparingInt(CompiledRule::index);
    private static final long MOST_REMEMBERED = 2_000_000;

    private final List<CompiledRule> rules;
    private final PortIndex here;
    private final PortIndex documented;
    private final PortClasses classes;
    private final List<CompiledRule> negotiated;
    private final Map<Integer, PortRows> memory = new ConcurrentHashMap<>();
    private final AtomicLong remembered = new AtomicLong();

    RuleTable(List<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
        PortIndex.Builder hereBuilder = new PortIndex.Builder();
        PortIndex.Builder documentedBuilder = new PortIndex.Builder();
        PortClasses.Builder classBuilder = new PortClasses.Builder();
        ServiceNames.keys().forEach(key -> classBuilder.add(key & 0xffff));
        List<CompiledRule> dynamic = new ArrayList<>();
        for (CompiledRule rule : rules) {
            RulePart part = rule.part();
            for (CompiledRule.Service service : rule.services()) {
                service.protocols().forEach(protocol -> hereBuilder.add(protocol, service.ports(), rule.index()));
                classBuilder.add(service.ports());
                if (part.portKind() == PortKind.LISTED && !service.ports().equals(part.ports())) {
                    service.protocols()
                            .forEach(protocol -> documentedBuilder.add(protocol, part.ports(), rule.index()));
                    classBuilder.add(part.ports());
                }
            }
            if (rule.dynamic() && part.control().isPresent()) {
                dynamic.add(rule);
                classBuilder.add(
                        part.range().map(range -> new PortSet(List.of(range))).orElse(PortSet.of(1023, 1024)));
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

    /** What rows say of a port, in pack and document order. */
    PortRows at(int protocol, int port) {
        int key = protocol << 16 | port;
        PortRows known = memory.get(key);
        if (known == null) {
            known = find(protocol, port);
            if (remembered.addAndGet(known.weight() + 1) < MOST_REMEMBERED) {
                memory.put(key, known);
            }
        }
        return known;
    }

    private PortRows find(int protocol, int port) {
        List<CompiledRule> candidates = rules(here.find(protocol, port));
        return new PortRows(
                protocol,
                port,
                candidates,
                narrow(candidates, protocol, port),
                otherTransports(protocol, port),
                rules(documented.find(protocol, port)).stream()
                        .filter(rule -> rule.width(protocol, port) == 0)
                        .toList(),
                oneOff(protocol, port),
                negotiated.stream()
                        .filter(rule -> rule.active() && rule.speaks(protocol))
                        .toList(),
                ServiceNames.of(protocol, port).map(name -> "IANA: " + name).orElse(""));
    }

    private static List<CompiledRule> narrow(List<CompiledRule> candidates, int protocol, int port) {
        return candidates.stream().filter(rule -> !rule.broad(protocol, port)).toList();
    }

    private List<CompiledRule> otherTransports(int protocol, int port) {
        Set<CompiledRule> found = new TreeSet<>(BY_INDEX);
        if (IpProtocol.hasPorts(protocol)) {
            for (int other : TRANSPORTS) {
                if (other != protocol) {
                    found.addAll(narrow(rules(here.find(other, port)), other, port));
                }
            }
        }
        return List.copyOf(found);
    }

    private List<CompiledRule> oneOff(int protocol, int port) {
        Set<CompiledRule> found = new TreeSet<>(BY_INDEX);
        for (int near : new int[] {port - 1, port + 1}) {
            if (IpProtocol.hasPorts(protocol) && near > 0 && near < 65536) {
                rules(here.find(protocol, near)).stream()
                        .filter(rule -> rule.width(protocol, near) == 1)
                        .forEach(found::add);
            }
        }
        return List.copyOf(found);
    }

    private List<CompiledRule> rules(int[] indexes) {
        List<CompiledRule> found = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            found.add(rules.get(index));
        }
        return found;
    }
}
