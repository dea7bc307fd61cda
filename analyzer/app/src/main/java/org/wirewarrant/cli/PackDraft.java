package org.wirewarrant.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wirewarrant.policy.Rule;

/** Rows of a table as a rule pack in YAML. */
final class PackDraft {
    private final String pack;
    private final StringBuilder text = new StringBuilder();

    private PackDraft(String pack) {
        this.pack = pack;
    }

    /**
     * Writes a pack.
     *
     * @param pack its name
     * @param title for people
     * @param table at least one row
     * @param document name of the table's file
     * @param sha256 of the table's file
     * @param lines of the table's file
     */
    static String text(String pack, String title, PortTable table, String document, String sha256, int lines) {
        PackDraft draft = new PackDraft(pack);
        draft.line("pack: " + YamlText.quoted(pack));
        draft.line("title: " + YamlText.quoted(title));
        draft.line("document:");
        draft.line("  title: " + YamlText.quoted(document));
        draft.line("  sha256: " + YamlText.quoted(sha256));
        draft.line("  lines: " + lines);
        draft.line("  statements: " + table.rows().size());
        draft.roles(table.rows());
        draft.rules(table.rows());
        return draft.text.toString();
    }

    private void roles(List<PortRow> rows) {
        Map<String, String> titles = new TreeMap<>();
        for (PortRow row : rows) {
            row.from().forEach(titles::putIfAbsent);
            row.to().forEach(titles::putIfAbsent);
        }
        line(titles.isEmpty() ? "roles: {}" : "roles:");
        titles.forEach(
                (role, title) -> line("  " + YamlText.quoted(role) + ": { title: " + YamlText.quoted(title) + " }"));
    }

    private void rules(List<PortRow> rows) {
        Set<String> used = new HashSet<>();
        Map<List<Object>, String> first = new HashMap<>();
        line("rules:");
        for (PortRow row : rows) {
            String id = id(row, used);
            String ports = row.ports().isEmpty()
                    ? "any"
                    : row.ports().stream()
                            .map(port -> port.contains("-") ? '"' + port + '"' : port)
                            .collect(Collectors.joining(", ", "[", "]"));
            String service =
                    row.service().isEmpty() ? String.join("/", row.protocols()) + " " + port(row) : row.service();
            line("  - id: " + id);
            line("    service: " + YamlText.quoted(service));
            line("    from: " + list(row.from().keySet()));
            line("    to: " + list(row.to().keySet()));
            line("    protocol: "
                    + (row.protocols().size() == 1 ? row.protocols().get(0) : row.protocols()));
            line("    ports: " + ports);
            line("    requirement: " + row.requirement());
            line("    source: { lines: [" + row.firstLine() + ", " + row.lastLine() + "] }");
            if (!row.note().isEmpty()) {
                line("    note: " + YamlText.quoted(row.note()));
            }
            List<Object> traffic = List.of(
                    row.from().keySet(), row.to().keySet(), new TreeSet<>(row.protocols()), new TreeSet<>(row.ports()));
            String same = first.putIfAbsent(traffic, id);
            if (same != null) {
                line("    repeats: " + same);
            }
        }
    }

    /** {@code <pack>-<port>-<to>}, with the first number that is free for repeats. */
    private String id(PortRow row, Set<String> used) {
        String to = row.to().isEmpty() ? Rule.ANY : row.to().keySet().iterator().next();
        String base = pack + '-' + port(row) + '-' + to;
        String id = base;
        for (int i = 2; !used.add(id); i++) {
            id = base + '-' + i;
        }
        return id;
    }

    private static String port(PortRow row) {
        return row.ports().isEmpty() ? row.protocols().get(0) : row.ports().get(0);
    }

    private static String list(Set<String> roles) {
        return roles.isEmpty()
                ? Rule.ANY
                : roles.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
