package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wirewarrant.audit.RoleSuggestion;
import org.wirewarrant.audit.RoleSuggestions;
import org.wirewarrant.audit.Service;
import org.wirewarrant.report.SafeText;
import org.wirewarrant.wire.IpAddress;

/** A draft site file: suggested roles with the reasons as comments. */
final class SiteDraft {
    private static final int WIDTH = 110;
    private static final int MOST_RULES = 6;
    private static final int MOST_HOSTS = 40;

    private final RoleSuggestions suggestions;
    private final StringBuilder text = new StringBuilder();

    private SiteDraft(RoleSuggestions suggestions) {
        this.suggestions = suggestions;
    }

    /**
     * Writes a draft.
     *
     * @param suggestions what traffic says
     * @param packs packs as the user named them
     * @param captures captures as the user named them
     */
    static String text(RoleSuggestions suggestions, List<String> packs, List<String> captures) {
        SiteDraft draft = new SiteDraft(suggestions);
        draft.head(packs, captures);
        draft.roles();
        draft.undecided();
        draft.scope();
        return draft.text.toString();
    }

    private void head(List<String> packs, List<String> captures) {
        comment("", "A draft from " + String.join(", ", captures) + ": check every host before you audit by it.");
        comment(
                "",
                "A host stands under a role because of the documented ports that it answered on or called; strong,"
                        + " likely and weak say how sure that is. Ports that no role is documented for count nothing.");
        line("site: Draft");
        line("packs: [" + packs.stream().map(YamlText::quoted).collect(Collectors.joining(", ")) + "]");
    }

    private void roles() {
        Map<String, List<RoleSuggestion>> byRole = new TreeMap<>();
        suggestions.roles().forEach(role -> byRole.put(role, new ArrayList<>()));
        suggestions
                .suggested()
                .forEach(suggestion -> byRole.get(suggestion.role()).add(suggestion));
        line(byRole.isEmpty() ? "roles: {}" : "roles:");
        byRole.forEach((role, found) -> {
            boolean empty = found.stream().noneMatch(RoleSuggestion::own);
            line("  " + YamlText.quoted(role) + (empty ? ": []" : ":"));
            found.forEach(this::host);
        });
    }

    private void host(RoleSuggestion found) {
        List<String> reasons = new ArrayList<>();
        if (!found.answers().isEmpty()) {
            reasons.add("answers "
                    + found.answers().entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + count(entry.getValue(), "peer") + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (!found.calls().isEmpty()) {
            reasons.add("calls " + join(found.calls()));
        }
        String rules = found.rules().size() > MOST_RULES
                ? found.rules().stream().limit(MOST_RULES).collect(Collectors.joining(", ")) + " and "
                        + (found.rules().size() - MOST_RULES) + " more"
                : String.join(", ", found.rules());
        comment("    ", found.confidence().word() + ": " + String.join("; ", reasons) + "; rules " + rules);
        if (!found.near().isEmpty()) {
            comment("    ", "near: " + String.join(", ", found.near()) + "; to decide: " + found.deciding());
        }
        found.further()
                .forEach((service, roles) ->
                        comment("    ", "also calls " + service + ", documented for " + String.join(", ", roles)));
        if (found.own()) {
            line("    - " + YamlText.quoted(found.host().toString()));
        } else {
            comment("    ", "a public address, left out: " + found.host());
        }
    }

    private void undecided() {
        if (suggestions.undecided().isEmpty()) {
            return;
        }
        line("# Undecided: several roles fit these hosts alike. Add each to its role.");
        for (RoleSuggestions.Undecided host : suggestions.undecided()) {
            List<String> reasons = new ArrayList<>();
            if (!host.answers().isEmpty()) {
                reasons.add("answers " + join(host.answers()));
            }
            if (!host.calls().isEmpty()) {
                reasons.add("calls " + join(host.calls()));
            }
            comment(
                    "",
                    "  " + host.host() + ": " + String.join(" or ", host.roles()) + " (" + String.join("; ", reasons)
                            + "); to decide: " + host.deciding());
        }
    }

    private void scope() {
        hosts("Hosts that fit no role:", suggestions.unknown());
        hosts("Hosts that tried many targets in vain, and were left out:", suggestions.scanners());
        if (!suggestions.prefixes().isEmpty()) {
            line("scope:");
            suggestions
                    .prefixes()
                    .forEach((prefix, hosts) ->
                            line("  - " + YamlText.quoted(prefix) + " # " + count(hosts, "host") + " seen"));
        }
    }

    private void hosts(String title, Collection<IpAddress> hosts) {
        if (!hosts.isEmpty()) {
            String more = hosts.size() > MOST_HOSTS ? " and " + (hosts.size() - MOST_HOSTS) + " more" : "";
            comment(
                    "",
                    title + " "
                            + hosts.stream()
                                    .limit(MOST_HOSTS)
                                    .map(IpAddress::toString)
                                    .collect(Collectors.joining(", "))
                            + more);
        }
    }

    private static String join(Set<Service> services) {
        return new TreeSet<>(services).stream().map(Service::toString).collect(Collectors.joining(", "));
    }

    private static String count(int number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }

    /** A comment, broken between words. */
    private void comment(String indent, String words) {
        String start = indent + "# ";
        StringBuilder current = new StringBuilder(start);
        for (String word : SafeText.line(words).split(" ", -1)) {
            if (current.length() > start.length() && current.length() + 1 + word.length() > WIDTH) {
                line(current.toString());
                start = indent + "#   ";
                current = new StringBuilder(start);
            }
            current.append(current.length() > start.length() ? " " : "").append(word);
        }
        line(current.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
