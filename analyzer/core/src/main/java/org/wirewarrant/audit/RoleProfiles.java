package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.policy.HostScope;
import org.wirewarrant.policy.PackRole;
import org.wirewarrant.policy.PortKind;
import org.wirewarrant.policy.PortRange;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.RoleKind;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.RulePart;
import org.wirewarrant.wire.IpProtocol;

/** What packs say that the hosts of each role answer on and call, as shares of evidence. A role name shared by packs is one role. */
final class RoleProfiles {
    /**
     * What a service says for a role.
     *
     * @param share of 1 among the roles that the service speaks for
     * @param named whether a row names the role, rather than a group that holds it
     * @param rules ids of the rows
     */
    record Share(double share, boolean named, Set<String> rules) {
        static final Share NONE = new Share(0, false, Set.of());
    }

    /** One flow of a row. */
    private record Row(
            Rule rule,
            RulePack pack,
            List<String> from,
            List<String> to,
            Collection<String> protocols,
            PortSet ports) {}

    private static final Map<String, List<Integer>> TRANSPORTS = Map.of(
            "tcp", List.of(IpProtocol.TCP),
            "udp", List.of(IpProtocol.UDP),
            "sctp", List.of(IpProtocol.SCTP),
            "dccp", List.of(IpProtocol.DCCP),
            "udplite", List.of(IpProtocol.UDP_LITE),
            "unknown", List.of(IpProtocol.TCP, IpProtocol.UDP));

    private final Map<String, PackRole> roles = new HashMap<>();
    private final Set<String> order = new TreeSet<>();
    private final Map<Service, Map<String, Share>> answers;
    private final Map<Service, Map<String, Share>> calls;

    RoleProfiles(List<RulePack> packs) {
        for (RulePack pack : packs) {
            for (PackRole role : pack.roles()) {
                roles.put(pack.name() + '/' + role.id(), role);
                role.aliases().forEach(alias -> roles.putIfAbsent(pack.name() + '/' + alias, role));
                if (role.members().isEmpty() && role.kind() != RoleKind.EXTERNAL) {
                    order.add(role.id());
                }
            }
        }
        Map<Service, List<Row>> rows = new TreeMap<>();
        packs.forEach(pack -> pack.rules().forEach(rule -> rows(pack, rule).forEach(row -> index(row, rows))));
        answers = new HashMap<>();
        calls = new HashMap<>();
        rows.forEach((service, list) -> {
            answers.put(service, shares(list, true));
            calls.put(service, shares(callers(list), false));
        });
    }

    private static List<Row> rows(RulePack pack, Rule rule) {
        List<Row> rows = new ArrayList<>();
        if (rule.scope() == HostScope.HOST_LOCAL) {
            return rows;
        }
        if (rule.parts().isEmpty()) {
            if (rule.portKind() == PortKind.LISTED) {
                rows.add(new Row(rule, pack, rule.from(), rule.to(), rule.protocols(), rule.ports()));
                rule.choices()
                        .values()
                        .forEach(ports ->
                                rows.add(new Row(rule, pack, rule.from(), rule.to(), rule.protocols(), ports)));
            }
            return rows;
        }
        for (RulePart part : rule.parts()) {
            if (part.portKind() == PortKind.LISTED) {
                rows.add(new Row(rule, pack, part.from(), part.to(), part.protocols(), part.ports()));
            }
        }
        return rows;
    }

    /** Single ports alone: that some port of a range answers says little. */
    private static void index(Row row, Map<Service, List<Row>> rows) {
        for (PortRange range : row.ports().ranges()) {
            if (range.size() == 1) {
                row.protocols()
                        .forEach(keyword -> TRANSPORTS
                                .getOrDefault(keyword, List.of())
                                .forEach(number -> rows.computeIfAbsent(
                                                new Service(number, range.first()), key -> new ArrayList<>())
                                        .add(row)));
            }
        }
    }

    /** Where every host may call, calling says nothing, unless that row is the other end of one that names its callers. */
    private static List<Row> callers(List<Row> rows) {
        Set<String> open = new HashSet<>();
        rows.stream()
                .filter(row -> row.from().contains(Rule.ANY))
                .forEach(row -> open.add(row.rule().id()));
        return rows.stream()
                .filter(row -> open.isEmpty()
                        || row.rule().mirrorOf().filter(open::contains).isPresent())
                .toList();
    }

    /** A role that is named weighs 1, the members of a group share 1; all weights of a service add up to 1. */
    private Map<String, Share> shares(List<Row> rows, boolean to) {
        Map<String, Double> weights = new TreeMap<>();
        Map<String, Set<String>> rules = new HashMap<>();
        Set<String> named = new HashSet<>();
        for (Row row : rows) {
            for (String name : to ? row.to() : row.from()) {
                Set<String> plain = plain(row.pack().name(), name, new TreeSet<>(), new HashSet<>());
                for (String role : plain) {
                    weights.merge(role, 1.0 / plain.size(), Math::max);
                    rules.computeIfAbsent(role, key -> new TreeSet<>())
                            .add(row.rule().id());
                    if (plain.size() == 1) {
                        named.add(role);
                    }
                }
            }
        }
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Share> shares = new TreeMap<>();
        weights.forEach(
                (role, weight) -> shares.put(role, new Share(weight / sum, named.contains(role), rules.get(role))));
        return shares;
    }

    /** The role, or the plain roles of a group; nothing for {@code any} and for parties outside. */
    private Set<String> plain(String pack, String name, Set<String> found, Set<String> seen) {
        PackRole role = roles.get(pack + '/' + name);
        if (role != null && seen.add(role.id())) {
            if (order.contains(role.id())) {
                found.add(role.id());
            }
            role.members().forEach(member -> plain(pack, member, found, seen));
        }
        return found;
    }

    /** Roles that a host may be given, sorted. */
    Set<String> roles() {
        return order;
    }

    /** What answering says for a role. */
    Share answer(Service service, String role) {
        return answers.getOrDefault(service, Map.of()).getOrDefault(role, Share.NONE);
    }

    /** What calling says for a role. */
    Share call(Service service, String role) {
        return calls.getOrDefault(service, Map.of()).getOrDefault(role, Share.NONE);
    }

    /** Services that rows name a role as the server of, or as the client of. */
    Set<Service> named(String role, boolean server) {
        Set<Service> services = new TreeSet<>();
        (server ? answers : calls).forEach((service, shares) -> {
            if (shares.getOrDefault(role, Share.NONE).named()) {
                services.add(service);
            }
        });
        return services;
    }
}
