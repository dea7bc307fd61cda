package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for what is odd in a site and can be used all the same. */
final class SiteLint {
    private final Site site;
    private final PackSet packs;
    private final List<Notice> notices = new ArrayList<>();

    SiteLint(Site site, PackSet packs) {
        this.site = site;
        this.packs = packs;
    }

    List<Notice> notices() {
        sharedAddresses();
        unusedRoles();
        exceptions();
        return notices;
    }

    /** Single addresses and equal ranges under several roles; a prefix that holds another role's host is ordinary. */
    private void sharedAddresses() {
        Map<List<Object>, Set<SiteRole>> roles = new LinkedHashMap<>();
        for (SiteRole role : site.roles()) {
            for (AddressRange range : role.addresses()) {
                roles.computeIfAbsent(List.of(range.first(), range.last()), key -> new LinkedHashSet<>())
                        .add(role);
                if (range.everyone()) {
                    String what = "role '" + role.name() + "' is given to every address";
                    add(
                            Notice.Kind.ROLE_OF_EVERYONE,
                            role.position(),
                            what,
                            "such a host is not thereby part of the site");
                }
            }
        }
        Map<List<String>, List<String>> ranges = new LinkedHashMap<>();
        Map<List<String>, Position> last = new HashMap<>();
        roles.forEach((range, several) -> {
            List<String> names = several.stream().map(SiteRole::name).distinct().toList();
            if (names.size() > 1) {
                ranges.computeIfAbsent(names, key -> new ArrayList<>()).add(text(range));
                several.forEach(role -> last.put(names, role.position()));
            }
        });
        ranges.forEach((names, shared) -> {
            String has = shared.size() == 1 ? " has the roles " : " have the roles ";
            String what = Text.some(shared, 3) + has + Text.and(names);
            add(Notice.Kind.ADDRESS_IN_TWO_ROLES, last.get(names), what, "rules of each apply");
        });
    }

    private static String text(List<Object> range) {
        return range.get(0).equals(range.get(1)) ? range.get(0).toString() : range.get(0) + "-" + range.get(1);
    }

    private void unusedRoles() {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        for (Rule rule : packs.rules().values()) {
            Set<String> named = new HashSet<>(rule.from());
            named.addAll(rule.to());
            used.computeIfAbsent(rule.pack(), pack -> new HashSet<>()).addAll(named);
        }
        Map<String, Set<String>> reached = new LinkedHashMap<>();
        used.forEach((pack, roles) -> reached.put(pack, packs.withMembers(pack, roles)));
        Map<Position, List<SiteRole>> lines = new LinkedHashMap<>();
        site.roles()
                .forEach(role -> lines.computeIfAbsent(role.position(), key -> new ArrayList<>())
                        .add(role));
        lines.forEach((position, roles) -> {
            boolean spokenOf = roles.stream()
                    .map(SiteRole::role)
                    .anyMatch(
                            role -> reached.getOrDefault(role.pack(), Set.of()).contains(role.id()));
            if (!spokenOf) {
                String what = "no rule speaks of the role '" + roles.get(0).name() + "'";
                add(Notice.Kind.ROLE_UNUSED, position, what, "its hosts count as part of the site, no more");
            }
        });
    }

    private void exceptions() {
        Map<List<Object>, List<SiteException>> same = new LinkedHashMap<>();
        for (SiteException exception : site.exceptions()) {
            if (exception.neverValid()) {
                String what = "exception " + exception.label() + " expires before it is approved";
                add(Notice.Kind.EXCEPTION_NEVER_VALID, exception.position(), what, "it approves nothing");
            }
            List<Object> key = List.of(exception.from(), exception.to());
            List<SiteException> before = same.computeIfAbsent(key, ends -> new ArrayList<>());
            for (SiteException first : before) {
                if (overlap(first, exception)) {
                    String other = first.ticket().isEmpty()
                            ? first.label()
                            : first.label() + " at line " + first.position().line();
                    String what = "exception " + exception.label() + " approves what exception " + other + " approves";
                    add(Notice.Kind.EXCEPTIONS_OVERLAP, exception.position(), what, "the first in force is named");
                    break;
                }
            }
            before.add(exception);
        }
    }

    private static boolean overlap(SiteException a, SiteException b) {
        boolean protocol = a.protocol().equals(b.protocol())
                || a.protocol().equals("any")
                || b.protocol().equals("any");
        boolean days = a.expires().filter(day -> day.isBefore(b.approvedOn())).isEmpty()
                && b.expires().filter(day -> day.isBefore(a.approvedOn())).isEmpty();
        return protocol && days && !a.neverValid() && !b.neverValid() && ports(a.ports(), b.ports());
    }

    private static boolean ports(PortSet a, PortSet b) {
        if (a.isEmpty() || b.isEmpty()) {
            return true;
        }
        return a.ranges().stream()
                .anyMatch(range -> b.ranges().stream()
                        .anyMatch(other -> range.first() <= other.last() && other.first() <= range.last()));
    }

    private void add(Notice.Kind kind, Position position, String what, String whatToDo) {
        notices.add(Notice.at(kind, position, what, whatToDo));
    }
}
