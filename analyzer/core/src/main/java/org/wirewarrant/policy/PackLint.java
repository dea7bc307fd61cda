package org.wirewarrant.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for what is odd in a pack and can be used all the same. */
public final class PackLint {
    private final RulePack pack;
    private final List<Notice> notices = new ArrayList<>();

    private PackLint(RulePack pack) {
        this.pack = pack;
    }

    /** What is odd in a pack, in file order. */
    public static List<Notice> of(RulePack pack) {
        PackLint lint = new PackLint(pack);
        lint.roles();
        lint.sameTraffic();
        lint.broad();
        lint.alternatives();
        lint.notices.sort(Comparator.comparingInt(
                (Notice notice) -> notice.position().map(Position::line).orElse(0)));
        return List.copyOf(lint.notices);
    }

    private void roles() {
        Set<String> used = new HashSet<>();
        for (Rule rule : pack.rules()) {
            used.addAll(rule.from());
            used.addAll(rule.to());
        }
        Map<String, PackRole> byId = new HashMap<>();
        pack.roles().forEach(role -> byId.put(role.id(), role));
        Deque<String> open = new ArrayDeque<>(used);
        while (!open.isEmpty()) {
            PackRole role = byId.get(open.remove());
            if (role != null) {
                role.members().stream().filter(used::add).forEach(open::add);
            }
        }
        for (PackRole role : pack.roles()) {
            if (!used.contains(role.id()) && role.kind() != RoleKind.IMPLIED) {
                String what = "no rule speaks of the role '" + role.id() + "'";
                add(Notice.Kind.ROLE_UNUSED, role.position(), what, "remove it, or use it");
            }
        }
    }

    /** Rows alike in roles, protocol and ports that are not declared to repeat or mirror one another. */
    private void sameTraffic() {
        Map<List<Object>, Rule> first = new LinkedHashMap<>();
        for (Rule rule : pack.rules()) {
            if (rule.portKind() != PortKind.LISTED) {
                continue;
            }
            List<Object> key = List.of(
                    new TreeSet<>(rule.from()),
                    new TreeSet<>(rule.to()),
                    new TreeSet<>(rule.protocols()),
                    rule.ports(),
                    rule.when(),
                    rule.choices());
            Rule before = first.putIfAbsent(key, rule);
            if (before != null && !declared(rule, before) && !versionsApart(rule, before)) {
                compare(before, rule);
            }
        }
    }

    private static boolean declared(Rule rule, Rule before) {
        return rule.repeats().isPresent()
                || rule.mirrorOf().isPresent()
                || before.repeats().filter(rule.id()::equals).isPresent()
                || before.mirrorOf().filter(rule.id()::equals).isPresent()
                || rule.alternativeGroup().isPresent();
    }

    private static boolean versionsApart(Rule a, Rule b) {
        return !a.since().equals(b.since()) || !a.until().equals(b.until());
    }

    private void compare(Rule before, Rule rule) {
        if (before.scope() != rule.scope()) {
            String what = "'" + rule.id() + "' is " + rule.scope().keyword() + ", '" + before.id()
                    + "' for the same traffic " + before.scope().keyword();
            add(Notice.Kind.CONTRADICTORY, rule.position(), what, "decide, and say so in a note");
        } else if (before.requirement() != rule.requirement()
                && before.requirement() != Requirement.UNSTATED
                && rule.requirement() != Requirement.UNSTATED) {
            String what = "'" + rule.id() + "' is " + rule.requirement().keyword() + ", '" + before.id()
                    + "' for the same traffic " + before.requirement().keyword();
            add(Notice.Kind.CONTRADICTORY, rule.position(), what, "the stronger one decides");
        } else {
            boolean beforeDecides = before.requirement().compareTo(rule.requirement()) < 0;
            String what = "'" + rule.id() + "' says what '" + before.id() + "' says"
                    + (beforeDecides ? ", which decides first" : "");
            add(
                    Notice.Kind.SHADOWED,
                    rule.position(),
                    what,
                    "if the document prints it twice, add 'repeats: " + before.id() + "'");
        }
    }

    private void broad() {
        for (Rule rule : pack.rules()) {
            boolean open = rule.fromAny() || rule.toAny();
            if (rule.ports().broad() && open) {
                String what = "'" + rule.id() + "' explains more than " + PortRange.BROAD + " ports for any host";
                add(Notice.Kind.TOO_BROAD, rule.position(), what, "name the roles, or the ports");
            } else if (rule.fromAny() && rule.toAny() && rule.protocols().contains("any")) {
                add(
                        Notice.Kind.TOO_BROAD,
                        rule.position(),
                        "'" + rule.id() + "' is for any host and any protocol",
                        "name one of them");
            }
        }
    }

    private void alternatives() {
        Map<String, List<Rule>> groups = new HashMap<>();
        for (Rule rule : pack.rules()) {
            rule.alternativeGroup()
                    .ifPresent(group -> groups.computeIfAbsent(group, key -> new ArrayList<>())
                            .add(rule));
        }
        groups.forEach((group, rules) -> {
            Set<String> choices = new HashSet<>();
            rules.forEach(rule -> choices.addAll(
                    rule.choices().isEmpty()
                            ? List.of(rule.alternativeChoice())
                            : rule.choices().keySet()));
            if (choices.size() < 2) {
                Rule rule = rules.get(0);
                add(
                        Notice.Kind.LONE_ALTERNATIVE,
                        rule.position(),
                        "group '" + group + "' has one choice only",
                        "add the other, or drop the group");
            }
        });
    }

    private void add(Notice.Kind kind, Position position, String what, String whatToDo) {
        notices.add(Notice.at(kind, position, what, whatToDo));
    }
}
