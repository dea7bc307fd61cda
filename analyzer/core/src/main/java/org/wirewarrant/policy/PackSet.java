package org.wirewarrant.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Several packs read together: their names, rule ids, roles and features, and what is ambiguous among them. */
final class PackSet {
    private final Map<String, RulePack> packs = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Set<PackRole>> rolesByName = new HashMap<>();
    private final Map<String, Set<PackFeature>> featuresByName = new HashMap<>();
    private final Set<String> products = new TreeSet<>();

    /**
     * Joins packs; the same file named twice counts once.
     *
     * @throws PolicyException when two packs share a name, or two rules an id
     */
    PackSet(Collection<RulePack> given) throws PolicyException {
        List<Problem> problems = new ArrayList<>();
        for (RulePack pack : given) {
            RulePack first = packs.putIfAbsent(pack.name(), pack);
            if (first == null) {
                add(pack, problems);
            } else if (!first.sha256().equals(pack.sha256())) {
                String what = "pack '" + pack.name() + "' is also the name of " + first.file();
                problems.add(new Problem(pack.file().toString(), 0, 0, what, "rename one, file and 'pack'"));
            }
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
    }

    private void add(RulePack pack, List<Problem> problems) {
        products.add(pack.product());
        for (Rule rule : pack.rules()) {
            Rule first = rules.putIfAbsent(rule.id(), rule);
            if (first != null) {
                Position at = rule.position();
                String what = "rule id '" + rule.id() + "' is used twice, first at " + first.position();
                problems.add(new Problem(at.file(), at.line(), at.column(), what, "rename one"));
            }
        }
        for (PackRole role : pack.roles()) {
            name(rolesByName, role.id(), pack.name(), role);
            role.aliases().forEach(alias -> name(rolesByName, alias, pack.name(), role));
        }
        pack.features().forEach(feature -> name(featuresByName, feature.id(), pack.name(), feature));
    }

    private static <T> void name(Map<String, Set<T>> names, String name, String pack, T thing) {
        names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(thing);
        names.computeIfAbsent(pack + '/' + name, key -> new LinkedHashSet<>()).add(thing);
    }

    List<RulePack> packs() {
        return List.copyOf(packs.values());
    }

    /** Rules by id, in pack and document order. */
    Map<String, Rule> rules() {
        return rules;
    }

    Optional<RulePack> pack(String name) {
        return Optional.ofNullable(packs.get(name));
    }

    /** Roles of that name or alias, {@code pack/role} naming one; empty when there is none, several when ambiguous. */
    Set<PackRole> roles(String name) {
        return rolesByName.getOrDefault(name, Set.of());
    }

    /** Features of that name, likewise. */
    Set<PackFeature> features(String name) {
        return featuresByName.getOrDefault(name, Set.of());
    }

    Set<String> roleNames() {
        return new TreeSet<>(rolesByName.keySet());
    }

    Set<String> featureNames() {
        return new TreeSet<>(featuresByName.keySet());
    }

    Set<String> products() {
        return products;
    }

    /** Roles of a pack with every role that is a member of them, directly or not. */
    Set<String> withMembers(String pack, Collection<String> ids) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            String id = open.remove();
            if (all.add(id)) {
                roles(pack + '/' + id).stream()
                        .filter(role -> role.id().equals(id))
                        .forEach(role -> open.addAll(role.members()));
            }
        }
        return all;
    }

    /** A role's id, with its pack in front when another pack uses the same name. */
    String display(PackRole role) {
        return roles(role.id()).size() > 1 ? role.pack() + '/' + role.id() : role.id();
    }
}
