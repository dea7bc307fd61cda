package org.wirewarrant.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.report.Bundle;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.SafeText;
import org.wirewarrant.wire.IpAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}. */
@Command(
        name = "explain",
        header = "Print how a conversation, a finding or a rule came to be judged as it was.",
        description = {
            "",
            "A conversation is CLIENT SERVER [PROTOCOL/PORT], as in 10.0.0.1 10.0.0.2 tcp/443. What is read is the bundle;"
                    + " the rows that were considered come from the packs and the site that its manifest names, which have"
                    + " to be the same files still."
        },
        footer = {
            "  wirewarrant explain reports/example F-2af50f92a1cb",
            "  wirewarrant explain reports/example zimbra-sys-3310-antivirus",
            "  wirewarrant explain reports/example 10.30.0.101 10.30.0.31 tcp/110"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int MOST = 20;

    private final Console console;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "The folder of a bundle.")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "WHAT",
            arity = "1..3",
            description = "A finding by its id, a rule by its id, or a conversation.")
    private List<String> what;

    @Option(names = "--site", paramLabel = "FILE", description = "Where the site file is now, if it moved.")
    private Path site;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        try {
            Bundle bundle = Bundle.open(folder);
            String first = what.get(0);
            if (what.size() == 1 && first.startsWith("F-")) {
                finding(bundle, first);
            } else if (what.size() > 1 || isAddress(first)) {
                conversations(bundle);
            } else {
                rule(bundle, first);
            }
            return ExitCode.OK;
        } catch (BundleException e) {
            throw Failure.of(e);
        }
    }

    private static boolean isAddress(String text) {
        try {
            IpAddress.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The policy of the bundle; where it is not to be had, that is said once and the rest is explained without. */
    private Optional<CompiledPolicy> policy(Bundle bundle) {
        try {
            return Optional.of(BundlePolicy.load(bundle, Home.library(), Optional.ofNullable(site)));
        } catch (Failure e) {
            e.lines().forEach(console::message);
            return Optional.empty();
        }
    }

    private void conversations(Bundle bundle) throws Failure, BundleException {
        List<Map<String, String>> found = read(bundle, "conversations.csv", this::isMeant, Integer.MAX_VALUE);
        if (found.isEmpty()) {
            throw new Failure(
                    folder.toString(),
                    "has no conversation of " + String.join(" ", what),
                    "conversations.csv lists them all: client first, then server, then for example tcp/443");
        }
        if (found.size() > MOST || what.size() == 1) {
            line(found.size() + " conversations; name one by client, server and service:");
            found.stream()
                    .limit(MOST)
                    .forEach(row -> line("  " + title(row) + "  " + row.get("verdict") + " " + row.get("reason")));
            if (found.size() > MOST) {
                line("  and " + (found.size() - MOST) + " more");
            }
            return;
        }
        explain(bundle, found);
    }

    private boolean isMeant(Map<String, String> row) {
        if (what.size() == 1) {
            return row.get("client_ip").equals(what.get(0))
                    || row.get("server_ip").equals(what.get(0));
        }
        boolean ends =
                row.get("client_ip").equals(what.get(0)) && row.get("server_ip").equals(what.get(1));
        return ends && (what.size() < 3 || service(row).equals(what.get(2)));
    }

    private static String service(Map<String, String> row) {
        String port = row.get("server_port");
        return port.isEmpty() ? row.get("protocol") : row.get("protocol") + "/" + port;
    }

    private static String title(Map<String, String> row) {
        return row.get("client_ip") + " to " + row.get("server_ip") + " " + service(row);
    }

    private void explain(Bundle bundle, List<Map<String, String>> conversations) throws BundleException {
        Optional<CompiledPolicy> policy = policy(bundle);
        Map<String, List<Map<String, String>>> flows = flows(bundle, conversations);
        for (Map<String, String> row : conversations) {
            new ConversationStory(row, flows.get(title(row)), policy).lines().forEach(this::line);
            List<String> ids = ids(row);
            if (!ids.isEmpty()) {
                read(bundle, "findings.csv", one -> ids.contains(one.get("finding_id")), ids.size())
                        .forEach(found -> line("Finding      " + summary(found)));
            }
            line("");
        }
    }

    /** The flows of some conversations, by title; none where the bundle was written without flows. */
    private static Map<String, List<Map<String, String>>> flows(Bundle bundle, List<Map<String, String>> conversations)
            throws BundleException {
        Map<String, List<Map<String, String>>> flows = new LinkedHashMap<>();
        conversations.forEach(row -> flows.put(title(row), new ArrayList<>()));
        if (bundle.has("flows.csv")) {
            bundle.rows("flows.csv", row -> {
                List<Map<String, String>> known = flows.get(title(row));
                if (known != null) {
                    known.add(row);
                }
            });
        }
        return flows;
    }

    private void finding(Bundle bundle, String id) throws Failure, BundleException {
        List<Map<String, String>> found =
                read(bundle, "findings.csv", row -> row.get("finding_id").equals(id), 1);
        if (found.isEmpty()) {
            throw new Failure(folder.toString(), "has no finding " + id, "findings.csv lists them all");
        }
        Map<String, String> finding = found.get(0);
        line("Finding      " + summary(finding));
        if (!finding.get("near_miss").isEmpty()) {
            line("Nearest      " + finding.get("near_miss"));
        }
        if (!finding.get("first_seen").isEmpty()) {
            line("Seen         " + finding.get("first_seen") + " to " + finding.get("last_seen") + ", "
                    + ConversationStory.counted(finding.get("flows"), "flow") + ", " + finding.get("answered_flows")
                    + " answered, "
                    + finding.get("bytes") + " bytes");
        }
        line("");
        List<Map<String, String>> conversations =
                read(bundle, "conversations.csv", row -> ids(row).contains(id), Integer.MAX_VALUE);
        if (!conversations.isEmpty()) {
            if (conversations.size() > 1) {
                line(conversations.size() + " conversations belong to it; the first:");
                line("");
            }
            explain(bundle, conversations.subList(0, 1));
        } else if (finding.get("kind").startsWith("required-")) {
            rule(bundle, finding.get("rule_id"));
        }
    }

    /** The findings that a conversation names. */
    private static List<String> ids(Map<String, String> row) {
        return nonEmpty(row.get("finding_id").split(" ", -1));
    }

    private static String summary(Map<String, String> finding) {
        return finding.get("finding_id") + " " + finding.get("severity") + " " + finding.get("kind") + ": "
                + finding.get("summary");
    }

    private void rule(Bundle bundle, String id) throws Failure, BundleException {
        List<Map<String, String>> rows =
                read(bundle, "coverage.csv", row -> row.get("rule_id").equals(id), 1);
        if (rows.isEmpty()) {
            throw new Failure(
                    folder.toString(),
                    "has no rule " + id,
                    "coverage.csv lists them all; a finding begins with F-, a conversation is CLIENT SERVER tcp/PORT");
        }
        RuleStory.of(rows.get(0), policy(bundle)).forEach(this::line);
        Optional<JsonNode> absence = bundle.absence(id);
        absence.ifPresent(
                known -> line("Not seen     " + known.path("confidence").asText() + " confidence: "
                        + known.path("text").asText()));
        if (bundle.has("coverage-hosts.csv")) {
            list(
                    "Hosts",
                    read(bundle, "coverage-hosts.csv", row -> row.get("rule_id").equals(id), Integer.MAX_VALUE),
                    row -> (row.get("host_ip").isEmpty() ? "others" : row.get("host_ip")) + " "
                            + String.join(" ", nonEmpty(row.get("status"), row.get("reason")))
                            + (row.get("detail").isEmpty() ? "" : ": " + row.get("detail")));
        }
        if (bundle.has("ranges.csv")) {
            for (Map<String, String> row :
                    read(bundle, "ranges.csv", one -> one.get("rule_id").equals(id), 1)) {
                line("Range        " + row.get("distinct_ports") + " of " + row.get("ports_listed")
                        + " listed ports used by " + row.get("conversations") + " conversations, "
                        + row.get("only_conversations") + " of which nothing else explains");
            }
        }
        list(
                "Conversations that it decided",
                read(bundle, "conversations.csv", row -> decides(row, id), Integer.MAX_VALUE),
                row -> title(row) + ", " + ConversationStory.counted(row.get("flows"), "flow") + ", "
                        + row.get("answered_flows") + " answered: " + row.get("verdict") + " " + row.get("reason"));
        list(
                "Findings that name it",
                read(bundle, "findings.csv", row -> row.get("rule_id").equals(id), Integer.MAX_VALUE),
                ExplainCommand::summary);
    }

    private static List<String> nonEmpty(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
    }

    private static boolean decides(Map<String, String> row, String rule) {
        boolean documented = row.get("verdict").equals("documented");
        return documented
                && (row.get("rule_id").equals(rule)
                        || Arrays.asList(row.get("other_rule_ids").split(" ", -1))
                                .contains(rule));
    }

    /** How a row is written. */
    private interface Words {
        String of(Map<String, String> row);
    }

    private void list(String name, List<Map<String, String>> rows, Words words) {
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line(name + " (" + rows.size() + ")");
        rows.stream().limit(MOST).forEach(row -> line("  " + words.of(row)));
        if (rows.size() > MOST) {
            line("  and " + (rows.size() - MOST) + " more");
        }
    }

    private static List<Map<String, String>> read(
            Bundle bundle, String table, Predicate<Map<String, String>> wanted, int most) throws BundleException {
        List<Map<String, String>> rows = new ArrayList<>();
        bundle.rows(table, row -> {
            if (rows.size() < most && wanted.test(row)) {
                rows.add(row);
            }
        });
        return rows;
    }

    private void line(String text) {
        console.out().println(SafeText.line(text));
    }
}
