package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.wire.IpAddress;

/** Joins one rule after the other with the site. */
final class RuleCompiler {
    private static final List<Integer> WITH_PORTS =
            List.of(IpProtocols.TCP, IpProtocols.UDP, IpProtocols.SCTP, IpProtocols.DCCP, IpProtocols.UDPLITE);
    private static final PortSet EVERY_TYPE = new PortSet(List.of(new PortRange(0, 255)));

    private final PackSet packs;
    private final Optional<Site> site;
    private final Traits traits;
    private final BitSet present = new BitSet();
    private final Map<String, List<CompiledRule.Service>> services = new HashMap<>();

    RuleCompiler(PackSet packs, Optional<Site> site, Traits traits) {
        this.packs = packs;
        this.site = site;
        this.traits = traits;
        site.ifPresent(known -> known.roles().stream()
                .filter(role -> !role.addresses().isEmpty())
                .forEach(role -> present.or(traits.closure(role.role()))));
    }

    CompiledRule compile(Rule rule, int index) {
        BitSet from = rule.fromAny() ? new BitSet() : traits.bits(rule.pack(), rule.from());
        BitSet to = rule.toAny() ? new BitSet() : traits.bits(rule.pack(), rule.to());
        BitSet groups = new BitSet();
        for (IpAddress group : rule.multicast()) {
            groups.set(traits.groups().get(group));
        }
        rule.broadcast().ifPresent(kind -> groups.set(kind == Broadcast.LIMITED ? Traits.LIMITED_BROADCAST : Traits.DIRECTED_BROADCAST));
        List<CompiledRule.Service> here = services(rule);
        return new CompiledRule(rule, index, from, to, groups, here, applicability(rule, here, from, to, groups), requirement(rule));
    }

    private Requirement requirement(Rule rule) {
        return site.filter(known -> known.required().contains(rule.id())).isPresent() ? Requirement.MANDATORY : rule.requirement();
    }

    /** Protocols and ports of a row at this site. Rows that others follow are computed once; the reader refused circles. */
    private List<CompiledRule.Service> services(Rule rule) {
        List<CompiledRule.Service> known = services.get(rule.id());
        if (known == null) {
            known = compute(rule);
            services.put(rule.id(), known);
        }
        return known;
    }

    private List<CompiledRule.Service> compute(Rule rule) {
        List<Integer> protocols = protocols(rule);
        Optional<PortSet> configured = configured(rule);
        if (configured.isPresent()) {
            return List.of(new CompiledRule.Service(protocols, configured.get()));
        }
        return switch (rule.portKind()) {
            case LISTED -> List.of(new CompiledRule.Service(protocols, listed(rule)));
            case DYNAMIC -> rule.range()
                    .map(range -> List.of(new CompiledRule.Service(protocols, new PortSet(List.of(range)))))
                    .orElse(List.of());
            case REFERENCE -> referenced(rule, protocols);
            case NONE -> withoutPorts(protocols);
            case VARIOUS, UNKNOWN -> List.of();
        };
    }

    private Optional<PortSet> configured(Rule rule) {
        return site.map(known -> known.ports().get(rule.id()));
    }

    /** The documented ports, moved along when the row that they follow is configured to another port. */
    private PortSet listed(Rule rule) {
        Optional<Rule> base = rule.derivedFrom().map(packs.rules()::get);
        if (base.isEmpty()) {
            return rule.ports();
        }
        PortSet before = base.get().ports();
        PortSet now = union(services(base.get()));
        return now.equals(before) ? rule.ports() : now.plus(rule.derivedOffset());
    }

    static PortSet union(List<CompiledRule.Service> services) {
        Set<PortRange> ranges = new LinkedHashSet<>();
        services.forEach(service -> ranges.addAll(service.ports().ranges()));
        return new PortSet(List.copyOf(ranges));
    }

    private List<CompiledRule.Service> referenced(Rule rule, List<Integer> protocols) {
        boolean open = rule.protocols().contains("any") || rule.protocols().contains("unknown");
        List<CompiledRule.Service> all = new ArrayList<>();
        for (String id : rule.sameAs()) {
            for (CompiledRule.Service service : services(packs.rules().get(id))) {
                List<Integer> kept = open ? service.protocols() : service.protocols().stream().filter(protocols::contains).toList();
                if (!kept.isEmpty()) {
                    all.add(new CompiledRule.Service(kept, service.ports()));
                }
            }
        }
        return all;
    }

    /** A row without a port can still be seen when its protocol has none, or has types and all are meant. */
    private static List<CompiledRule.Service> withoutPorts(List<Integer> protocols) {
        List<Integer> typed = protocols.stream().filter(IpProtocols::hasTypes).toList();
        List<Integer> bare = protocols.stream()
                .filter(number -> !IpProtocols.hasPorts(number) && !IpProtocols.hasTypes(number))
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
    private static List<Integer> protocols(Rule rule) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String word : rule.protocols()) {
            switch (word) {
                case "any" -> numbers.addAll(WITH_PORTS);
                case "unknown" -> numbers.addAll(List.of(IpProtocols.TCP, IpProtocols.UDP));
                default -> numbers.add(IpProtocols.number(word));
            }
        }
        return List.copyOf(numbers);
    }

    private Applicability applicability(Rule rule, List<CompiledRule.Service> here, BitSet from, BitSet to, BitSet groups) {
        if (site.isPresent()) {
            Optional<Applicability> off = off(rule, site.get());
            if (off.isPresent()) {
                return off.get();
            }
        }
        if (here.isEmpty() && !(rule.portKind() == PortKind.DYNAMIC && rule.control().isPresent())) {
            return new Applicability(Applicability.State.NOT_A_PORT, notAPort(rule));
        }
        boolean opened = rule.openedBy().isPresent() && site.isPresent() && state(rule, rule.openedBy().get());
        if (rule.scope() != HostScope.NETWORK && !opened) {
            String detail = rule.scope() == HostScope.HOST_LOCAL
                    ? "documented within one host only"
                    : "documented within one host by default" + rule.openedBy().map(name -> "; the feature " + name + " would open it").orElse("");
            return new Applicability(Applicability.State.HOST_LOCAL, detail);
        }
        if (site.isPresent()) {
            if (!rule.fromAny() && !present.intersects(from)) {
                return absent(rule.from());
            }
            if (!rule.toAny() && !present.intersects(to) && groups.isEmpty()) {
                return absent(rule.to());
            }
        }
        return Applicability.ACTIVE;
    }

    private static Applicability absent(List<String> roles) {
        return new Applicability(Applicability.State.ROLE_NOT_IN_SITE, "the site gives no address to " + Text.or(roles));
    }

    private static String notAPort(Rule rule) {
        return switch (rule.portKind()) {
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

    private Optional<Applicability> off(Rule rule, Site known) {
        for (Map.Entry<String, Boolean> needed : rule.when().entrySet()) {
            if (state(rule, needed.getKey()) != needed.getValue()) {
                String detail = "needs the feature " + needed.getKey() + (needed.getValue() ? " on, it is off here" : " off, it is on here");
                return Optional.of(new Applicability(Applicability.State.FEATURE_OFF, detail));
            }
        }
        String product = packs.pack(rule.pack()).map(RulePack::product).orElse(rule.pack());
        String version = known.versions().get(product);
        if (version != null) {
            String here = ", the site has " + product + " " + version;
            if (rule.since().isPresent() && Versions.compare(version, rule.since().get()) < 0) {
                return Optional.of(new Applicability(Applicability.State.VERSION, "holds since version " + rule.since().get() + here));
            }
            if (rule.until().isPresent() && Versions.compare(version, rule.until().get()) >= 0) {
                return Optional.of(new Applicability(Applicability.State.VERSION, "was removed in version " + rule.until().get() + here));
            }
        }
        return Optional.empty();
    }

    private boolean state(Rule rule, String feature) {
        Boolean set = site.map(known -> known.features().get(rule.pack() + '/' + feature)).orElse(null);
        return set != null ? set : packs.features(rule.pack() + '/' + feature).iterator().next().on();
    }
}
