package org.wirewarrant.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wirewarrant.wire.IpProtocol;

/** Joins one rule after the other with the site. */
final class RuleCompiler {
    private static final List<Integer> WITH_PORTS =
            List.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.DCCP, IpProtocol.UDP_LITE);
    private static final PortSet EVERY_TYPE = new PortSet(List.of(new PortRange(0, 255)));

    private final PackSet packs;
    private final Optional<Site> site;
    private final Traits traits;
    private final BitSet present = new BitSet();
    private final Map<String, List<List<CompiledRule.Service>>> services = new HashMap<>();

    RuleCompiler(PackSet packs, Optional<Site> site, Traits traits) {
        this.packs = packs;
        this.site = site;
        this.traits = traits;
        site.ifPresent(known -> known.roles().stream()
                .filter(role -> !role.addresses().isEmpty())
                .forEach(role -> present.or(traits.closure(role.role()))));
    }

    /** The flows of a rule, numbered from an index. */
    List<CompiledRule> compile(Rule rule, int index) {
        List<CompiledRule> flows = new ArrayList<>();
        List<List<CompiledRule.Service>> here = services(rule);
        for (RulePart part : rule.flows()) {
            int number = flows.size();
            flows.add(compile(rule, part, index + number, here.get(number)));
        }
        return flows;
    }

    private CompiledRule compile(Rule rule, RulePart part, int index, List<CompiledRule.Service> here) {
        BitSet from = part.fromAny() ? new BitSet() : traits.bits(rule.pack(), part.from());
        BitSet to = part.toAny() ? new BitSet() : traits.bits(rule.pack(), part.to());
        BitSet groups = new BitSet();
        for (AddressRange group : rule.multicast()) {
            groups.set(traits.groups().get(group));
        }
        rule.broadcast()
                .ifPresent(kind ->
                        groups.set(kind == Broadcast.LIMITED ? Traits.LIMITED_BROADCAST : Traits.DIRECTED_BROADCAST));
        CompiledRule.Ends ends = new CompiledRule.Ends(from, to, groups);
        Applicability applicability = applicability(rule, part, here, ends);
        return new CompiledRule(rule, part, index, ends, here, applicability, requirement(rule));
    }

    private Requirement requirement(Rule rule) {
        return site.filter(known -> known.required().contains(rule.id())).isPresent()
                ? Requirement.MANDATORY
                : rule.requirement();
    }

    /**
     * Protocols and ports of each flow of a row at this site. Rows that it follows come first, without recursion: chains are as long as a
     * file makes them, and the reader refused circles.
     */
    private List<List<CompiledRule.Service>> services(Rule rule) {
        Deque<Rule> open = new ArrayDeque<>(List.of(rule));
        while (!open.isEmpty()) {
            Rule next = open.getLast();
            List<Rule> before = followed(next)
                    .filter(other -> !services.containsKey(other.id()))
                    .toList();
            if (before.isEmpty()) {
                services.computeIfAbsent(
                        next.id(),
                        id -> next.flows().stream()
                                .map(part -> compute(next, part))
                                .toList());
                open.removeLast();
            } else {
                open.addAll(before);
            }
        }
        return services.get(rule.id());
    }

    private Stream<Rule> followed(Rule rule) {
        return Stream.concat(rule.derivedFrom().stream(), rule.sameAs().stream())
                .map(packs.rules()::get);
    }

    private List<CompiledRule.Service> compute(Rule rule, RulePart part) {
        List<Integer> protocols = protocols(part);
        PortSet configured = site.map(known -> known.ports().get(rule.id())).orElse(null);
        if (configured != null
                && (part.portKind() == PortKind.LISTED || rule.parts().isEmpty())) {
            return List.of(new CompiledRule.Service(protocols, configured));
        }
        return switch (part.portKind()) {
            case LISTED -> List.of(new CompiledRule.Service(protocols, listed(rule, part)));
            case DYNAMIC ->
                part.range()
                        .map(range -> List.of(new CompiledRule.Service(protocols, new PortSet(List.of(range)))))
                        .orElse(List.of());
            case REFERENCE -> referenced(rule, part, protocols);
            case NONE, ANY -> withoutPorts(protocols);
            case VARIOUS, UNKNOWN -> List.of();
        };
    }

    /** The documented ports, moved along when the row that they follow is configured to another port. */
    private PortSet listed(Rule rule, RulePart part) {
        Optional<Rule> base = rule.derivedFrom().map(packs.rules()::get);
        if (base.isEmpty()) {
            return part.ports();
        }
        PortSet now = union(flat(base.get()));
        return now.equals(base.get().ports()) ? part.ports() : now.plus(rule.derivedOffset());
    }

    private List<CompiledRule.Service> flat(Rule rule) {
        return services.get(rule.id()).stream().flatMap(List::stream).toList();
    }

    static PortSet union(List<CompiledRule.Service> services) {
        Set<PortRange> ranges = new LinkedHashSet<>();
        services.forEach(service -> ranges.addAll(service.ports().ranges()));
        return new PortSet(List.copyOf(ranges));
    }

    private List<CompiledRule.Service> referenced(Rule rule, RulePart part, List<Integer> protocols) {
        boolean open = part.protocols().contains("any") || part.protocols().contains("unknown");
        Set<CompiledRule.Service> all = new LinkedHashSet<>();
        for (String id : rule.sameAs()) {
            for (CompiledRule.Service service : flat(packs.rules().get(id))) {
                List<Integer> kept = open
                        ? service.protocols()
                        : service.protocols().stream()
                                .filter(protocols::contains)
                                .toList();
                if (!kept.isEmpty()) {
                    all.add(new CompiledRule.Service(kept, service.ports()));
                }
            }
        }
        return List.copyOf(all);
    }

    /** A row without a port can still be seen when its protocol has none, or has types and all are meant. */
    private static List<CompiledRule.Service> withoutPorts(List<Integer> protocols) {
        List<Integer> typed = protocols.stream().filter(IpProtocol::isIcmp).toList();
        List<Integer> bare = protocols.stream()
                .filter(number -> !IpProtocol.hasPorts(number) && !IpProtocol.isIcmp(number))
                .toList();
        List<CompiledRule.Service> services = new ArrayList<>();
        if (!typed.isEmpty()) {
            services.add(new CompiledRule.Service(typed, EVERY_TYPE));
        }
        if (!bare.isEmpty()) {
            services.add(new CompiledRule.Service(bare, PortSet.of(0)));
        }
        return services;
    }

    /** A transport that the source lost may be TCP or UDP; any means every protocol with ports. */
    private static List<Integer> protocols(RulePart part) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String word : part.protocols()) {
            switch (word) {
                case "any" -> numbers.addAll(WITH_PORTS);
                case "unknown" -> numbers.addAll(List.of(IpProtocol.TCP, IpProtocol.UDP));
                default -> numbers.add(IpProtocols.number(word));
            }
        }
        return List.copyOf(numbers);
    }

    private Applicability applicability(
            Rule rule, RulePart part, List<CompiledRule.Service> here, CompiledRule.Ends ends) {
        if (site.isPresent()) {
            Optional<Applicability> off = off(rule, part, site.get());
            if (off.isPresent()) {
                return off.get();
            }
        }
        if (here.isEmpty()
                && !(part.portKind() == PortKind.DYNAMIC && part.control().isPresent())) {
            return new Applicability(Applicability.State.NOT_A_PORT, notAPort(rule, part));
        }
        boolean opened = rule.openedBy().isPresent()
                && site.isPresent()
                && state(rule, rule.openedBy().get());
        if (rule.scope() != HostScope.NETWORK && !opened) {
            String detail = rule.scope() == HostScope.HOST_LOCAL
                    ? "documented within one host only"
                    : "documented within one host by default"
                            + rule.openedBy()
                                    .map(name -> "; the feature " + name + " would open it")
                                    .orElse("");
            return new Applicability(Applicability.State.HOST_LOCAL, detail);
        }
        if (site.isPresent()) {
            if (!part.fromAny() && !present.intersects(ends.from())) {
                return absent(part.from());
            }
            if (!part.toAny() && !present.intersects(ends.to()) && ends.groups().isEmpty()) {
                return absent(part.to());
            }
        }
        return Applicability.ACTIVE;
    }

    private static Applicability absent(List<String> roles) {
        return new Applicability(
                Applicability.State.ROLE_NOT_IN_SITE, "the site gives no address to " + Text.or(roles));
    }

    private static String notAPort(Rule rule, RulePart part) {
        return switch (part.portKind()) {
            case DYNAMIC -> "a random port, without a range or the conversation that negotiates it";
            case VARIOUS -> "the document says only that ports vary";
            case UNKNOWN -> "the port is lost in the source";
            case REFERENCE -> "the rows that it refers to have no ports";
            default -> {
                String what = !rule.program().isEmpty() ? "program " + rule.program() : rule.windowsService();
                yield what.isEmpty() ? "the statement names no port" : "the statement names no port: " + what;
            }
        };
    }

    private Optional<Applicability> off(Rule rule, RulePart part, Site known) {
        Map<String, Boolean> states = new LinkedHashMap<>(rule.when());
        states.putAll(part.when());
        for (Map.Entry<String, Boolean> needed : states.entrySet()) {
            if (state(rule, needed.getKey()) != needed.getValue()) {
                String detail = "needs the feature " + needed.getKey()
                        + (needed.getValue() ? " on, it is off here" : " off, it is on here");
                return Optional.of(new Applicability(Applicability.State.FEATURE_OFF, detail));
            }
        }
        String product = packs.pack(rule.pack()).map(RulePack::product).orElse(rule.pack());
        String version = known.versions().get(product);
        if (version != null) {
            String here = ", the site has " + product + " " + version;
            if (rule.since().isPresent()
                    && Versions.compare(version, rule.since().get()) < 0) {
                return Optional.of(new Applicability(
                        Applicability.State.VERSION,
                        "holds since version " + rule.since().get() + here));
            }
            if (rule.until().isPresent()
                    && Versions.compare(version, rule.until().get()) >= 0) {
                return Optional.of(new Applicability(
                        Applicability.State.VERSION,
                        "was removed in version " + rule.until().get() + here));
            }
        }
        return Optional.empty();
    }

    private boolean state(Rule rule, String feature) {
        Boolean set = site.map(known -> known.features().get(rule.pack() + '/' + feature))
                .orElse(null);
        return set != null
                ? set
                : packs.features(rule.pack() + '/' + feature).iterator().next().on();
    }
}
