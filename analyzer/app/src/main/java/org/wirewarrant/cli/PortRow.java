package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewarrant.policy.IpProtocols;
import org.wirewarrant.policy.Problem;
import org.wirewarrant.policy.Rule;

/**
 * One row of a table of ports.
 *
 * @param firstLine first line of the row, from 1
 * @param lastLine last line of the row
 * @param protocols IANA keywords
 * @param ports numbers and ranges as a pack has them; empty for protocols without ports
 * @param from roles with their titles as written; empty for any
 * @param to likewise
 * @param service may be empty
 * @param requirement the word of a pack
 * @param note may be empty
 */
record PortRow(
        int firstLine,
        int lastLine,
        List<String> protocols,
        List<String> ports,
        Map<String, String> from,
        Map<String, String> to,
        String service,
        String requirement,
        String note) {
    private static final Pattern PORTS = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "sctp", "dccp", "udplite", "unknown");
    private static final Set<String> WITH_TYPES = Set.of("icmp", "ipv6-icmp");
    private static final Set<String> YES = Set.of("yes", "y", "true", "mandatory", "required", "x");
    private static final Set<String> NO = Set.of("no", "n", "false", "optional");

    /** Reads the cells of one row; empty when it cannot be used. */
    static Optional<PortRow> read(
            Map<PortTable.Column, String> cells, String file, int first, int last, List<Problem> problems) {
        Reader reader = new Reader(file, first, problems);
        List<String> protocols = reader.protocols(cells.get(PortTable.Column.PROTOCOL));
        PortRow row = new PortRow(
                first,
                last,
                protocols,
                reader.ports(cells.get(PortTable.Column.PORTS), protocols),
                reader.roles("from", cells.get(PortTable.Column.FROM)),
                reader.roles("to", cells.get(PortTable.Column.TO)),
                cells.getOrDefault(PortTable.Column.SERVICE, ""),
                reader.requirement(cells.getOrDefault(PortTable.Column.REQUIRED, "")),
                cells.getOrDefault(PortTable.Column.NOTE, ""));
        return reader.sound ? Optional.of(row) : Optional.empty();
    }

    /** Lower-case letters, digits and hyphens, as packs name things; may be empty. */
    static String name(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static final class Reader {
        private final String file;
        private final int line;
        private final List<Problem> problems;
        private boolean sound = true;

        Reader(String file, int line, List<Problem> problems) {
            this.file = file;
            this.line = line;
            this.problems = problems;
        }

        private void wrong(String what, String whatToDo) {
            sound = false;
            problems.add(PortTable.problem(file, line, what, whatToDo));
        }

        List<String> protocols(String cell) {
            Set<String> words = new LinkedHashSet<>();
            for (String word : cell.toLowerCase(Locale.ROOT).split("[\\s,;/+&]+", -1)) {
                if (word.isEmpty() || word.equals("and")) {
                    continue;
                }
                String keyword = word.equals("icmpv6") ? "ipv6-icmp" : word;
                if (keyword.equals("unknown") || IpProtocols.keywords().contains(keyword)) {
                    words.add(keyword);
                } else {
                    wrong("'" + word + "' is no protocol", "write tcp, udp or another IANA keyword, or unknown");
                }
            }
            if (words.isEmpty() && cell.isBlank()) {
                wrong("no protocol", "write tcp, udp or another IANA keyword, or unknown");
            }
            if (words.stream().map(Reader::kind).distinct().count() > 1) {
                wrong("'" + cell + "' mixes protocols with ports and others", "give each a row");
            }
            return List.copyOf(words);
        }

        private static int kind(String protocol) {
            return WITH_PORTS.contains(protocol) ? 0 : WITH_TYPES.contains(protocol) ? 1 : 2;
        }

        List<String> ports(String cell, List<String> protocols) {
            int kind = protocols.isEmpty() ? 0 : kind(protocols.get(0));
            if (kind == 2) {
                if (!cell.isEmpty() && !cell.equalsIgnoreCase("any")) {
                    wrong("a port with " + protocols.get(0) + ", which has none", "leave the cell empty");
                }
                return List.of();
            }
            String thing = kind == 1 ? "ICMP type" : "port";
            int least = kind == 1 ? 0 : 1;
            int most = kind == 1 ? 255 : 65535;
            List<String> ports = new ArrayList<>();
            for (String item : cell.replaceAll("\\s*[-\u2010-\u2014]\\s*", "-").split("[\\s,;/&+]+", -1)) {
                Matcher matcher = PORTS.matcher(item);
                if (item.isEmpty()) {
                    continue;
                }
                if (!matcher.matches()) {
                    wrong("'" + item + "' is no " + thing, "write a number or first-last, several with commas");
                    continue;
                }
                int from = Integer.parseInt(matcher.group(1));
                int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
                if (from < least || from > most || to < least || to > most) {
                    int outside = from < least || from > most ? from : to;
                    wrong(thing + " " + outside, "write " + least + " to " + most);
                } else if (from > to) {
                    wrong("'" + item + "' is a reversed range", "write " + to + "-" + from);
                } else {
                    ports.add(from == to ? Integer.toString(from) : from + "-" + to);
                }
            }
            if (cell.isBlank()) {
                wrong("no " + thing, "write a number or first-last, several with commas");
            }
            return List.copyOf(ports);
        }

        Map<String, String> roles(String column, String cell) {
            Map<String, String> roles = new LinkedHashMap<>();
            boolean any = false;
            for (String item : cell.split("[,;|/\\n]", -1)) {
                String title = item.strip();
                if (title.equals("*") || title.equalsIgnoreCase(Rule.ANY)) {
                    any = true;
                } else if (!title.isEmpty()) {
                    String name = name(title);
                    if (name.isEmpty()) {
                        wrong("'" + title + "' in '" + column + "' names no role", "use letters a to z and digits");
                    } else {
                        roles.putIfAbsent(name, title);
                    }
                }
            }
            if (cell.isBlank()) {
                wrong("'" + column + "' is empty", "name a role, or write any for every host");
            } else if (any && !roles.isEmpty()) {
                wrong("'" + column + "' has any beside roles", "keep one or the other");
            }
            return roles;
        }

        String requirement(String cell) {
            String word = cell.toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return "mandatory";
            }
            if (NO.contains(word)) {
                return "optional";
            }
            if (!word.isEmpty()) {
                wrong("'" + cell + "' in 'required'", "write yes or no, or leave it empty");
            }
            return "unstated";
        }
    }
}
