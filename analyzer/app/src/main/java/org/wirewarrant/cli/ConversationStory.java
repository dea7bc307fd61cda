package org.wirewarrant.cli;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RuleMatch;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.report.TimeText;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** The whole chain from packets to the verdict of one conversation. */
final class ConversationStory {
    private static final int MOST_ROWS = 40;

    private final Map<String, String> row;
    private final List<Map<String, String>> flows;
    private final Optional<CompiledPolicy> policy;
    private final List<String> lines = new ArrayList<>();

    /**
     * A story to be told.
     *
     * @param row of {@code conversations.csv}
     * @param flows of {@code flows.csv}, empty where they were not written
     * @param policy what it was judged by, absent where that is not to be had
     */
    ConversationStory(Map<String, String> row, List<Map<String, String>> flows, Optional<CompiledPolicy> policy) {
        this.row = row;
        this.flows = flows;
        this.policy = policy;
    }

    List<String> lines() {
        String port = row.get("server_port").isEmpty() ? "" : "/" + row.get("server_port");
        lines.add("Conversation " + end("client") + " to " + end("server") + ", " + row.get("protocol") + port);
        lines.add("Seen         " + row.get("first_seen") + " to " + row.get("last_seen") + ", "
                + counted(row.get("flows"), "flow") + ", " + row.get("answered_flows") + " answered, "
                + row.get("client_packets") + "+"
                + row.get("server_packets") + " packets");
        direction();
        lines.add("Verdict      " + row.get("verdict") + " (" + row.get("reason") + ")" + decided());
        Optional<Conversation> conversation = conversation();
        if (policy.isPresent() && conversation.isPresent()) {
            considered(policy.get(), conversation.get());
        }
        return lines;
    }

    /** {@code 1 flow}, {@code 2 flows}. */
    static String counted(String number, String thing) {
        return number + " " + (number.equals("1") ? thing : thing + "s");
    }

    private String end(String side) {
        String role = row.get(side + "_role");
        return row.get(side + "_ip") + (role.isEmpty() ? " (no role)" : " (" + role.replace(" ", ", ") + ")");
    }

    private String decided() {
        if (row.get("rule_id").isEmpty()) {
            return "";
        }
        String others = row.get("other_rule_ids").isEmpty() ? "" : ", equally " + row.get("other_rule_ids");
        boolean explained = row.get("verdict").equals("documented");
        return (explained ? ", decided by " : ", nearest ") + row.get("rule_id") + others;
    }

    private void direction() {
        Map<Orientation, Integer> counts = orientations();
        if (counts.isEmpty()) {
            lines.add("Direction    not recorded: the bundle has no flows.csv");
            return;
        }
        counts.forEach((orientation, count) -> lines.add("Direction    " + orientation.keyword() + " ("
                + counted(count.toString(), "flow") + "): " + words(orientation)));
        Map<String, Integer> states = new TreeMap<>();
        flows.forEach(flow -> states.merge(flow.get("conn_state"), 1, Integer::sum));
        List<String> shown = new ArrayList<>();
        states.forEach((state, count) -> shown.add(count + " " + state));
        lines.add("States       " + String.join(", ", shown));
    }

    private Map<Orientation, Integer> orientations() {
        Map<Orientation, Integer> counts = new EnumMap<>(Orientation.class);
        for (Map<String, String> flow : flows) {
            orientation(flow.get("orientation")).ifPresent(known -> counts.merge(known, 1, Integer::sum));
        }
        return counts;
    }

    private static Optional<Orientation> orientation(String keyword) {
        return Arrays.stream(Orientation.values())
                .filter(orientation -> orientation.keyword().equals(keyword))
                .findFirst();
    }

    private static String words(Orientation orientation) {
        return switch (orientation) {
            case SYN -> "a bare SYN shows who opened";
            case SYN_ACK -> "a SYN+ACK, confirmed by what followed, shows who answered";
            case PAYLOAD -> "the payload says who asked";
            case ROLE -> "the site's roles and a documented row fit one way only";
            case FAN_IN -> "many peers talk to the one port";
            case PORT -> "a well-known or lower port against an ephemeral one";
            case UNDECIDED -> "nothing tells; the first sender stands as the client, and both ways were judged";
        };
    }

    private void considered(CompiledPolicy judge, Conversation conversation) {
        Verdict again = judge.judge(conversation);
        if (!again.nearMiss().isEmpty()) {
            lines.add("Nearest      " + again.nearMiss());
        }
        again.exception()
                .ifPresent(exception -> lines.add("Exception    " + exception.label() + ": " + exception.reason()
                        + ", approved by " + exception.approvedBy() + " on " + exception.approvedOn()
                        + exception.expires().map(day -> ", until " + day).orElse("")));
        Set<String> deciding = new HashSet<>(List.of(row.get("other_rule_ids").split(" ", -1)));
        deciding.add(row.get("rule_id"));
        boolean documented = row.get("verdict").equals("documented");
        List<RuleMatch> matches = judge.considered(conversation);
        lines.add("Considered   " + (matches.isEmpty() ? "no row speaks of the port" : matches.size() + " rows"));
        for (RuleMatch match : matches.subList(0, Math.min(MOST_ROWS, matches.size()))) {
            boolean decides = documented && deciding.contains(match.rule().id());
            String mark = decides ? "decides" : match.fits() ? "fits, weaker" : "does not fit";
            lines.add("  %-13s%s (%s): %s".formatted(mark, match.rule().id(), place(match.rule()), match.why()));
        }
        if (matches.size() > MOST_ROWS) {
            lines.add("  and " + (matches.size() - MOST_ROWS) + " more");
        }
        if (row.get("reason").equals("related")) {
            lines.add("  The port was negotiated on another conversation of these hosts, which that row documents.");
        }
    }

    private static String place(Rule rule) {
        String lines = rule.firstLine() == rule.lastLine()
                ? "line " + rule.firstLine()
                : "lines " + rule.firstLine() + "-" + rule.lastLine();
        return rule.pack() + " " + lines;
    }

    /** The conversation as it was judged; absent when a cell is no longer what was written. */
    private Optional<Conversation> conversation() {
        try {
            Orientation orientation =
                    orientations().keySet().stream().findFirst().orElse(Orientation.SYN);
            Set<String> ports = new HashSet<>();
            flows.forEach(flow -> ports.add(flow.get("client_port")));
            boolean one = ports.size() == 1 && !ports.contains("");
            return Optional.of(new Conversation(
                    IpAddress.parse(row.get("client_ip")),
                    IpAddress.parse(row.get("server_ip")),
                    IpProtocol.parse(row.get("protocol")).orElseThrow(NumberFormatException::new),
                    row.get("server_port").isEmpty() ? 0 : Integer.parseInt(row.get("server_port")),
                    orientation,
                    number("flows"),
                    number("answered_flows"),
                    0,
                    number("client_packets"),
                    number("server_packets"),
                    number("client_bytes"),
                    number("server_bytes"),
                    TimeText.nanos(row.get("first_seen")),
                    TimeText.nanos(row.get("last_seen")),
                    one ? Integer.parseInt(ports.iterator().next()) : -1));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private long number(String column) {
        return Long.parseLong(row.get(column));
    }
}
