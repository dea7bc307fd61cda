package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.report.Bundle;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.scenario.Scenario;
import org.wirewarrant.testing.Corpus;

/**
 * The decision table: a file for each case, in {@code scenario/decisions}, with rules, site and traffic, and the whole tables that they
 * have to give. {@code -Dwirewarrant.decisions=write} writes the tables anew, to be read before they are kept.
 */
class DecisionTableTest {
    private static final Path CASES =
            Corpus.root().resolve("analyzer/app/src/test/resources/org/wirewarrant/scenario/decisions");

    private static final String SECTION = "== ";
    private static final List<String> TABLES = List.of("conversations.csv", "coverage.csv", "findings.csv");

    /** The closed lists of the public interface, as they are documented. */
    private static final Map<String, String> REASONS = Map.of(
            "documented", "exact range broad-range related port-only",
            "approved", "exception",
            "undocumented",
                    "no-rule wrong-role wrong-direction wrong-protocol local-only inactive-rule expired-exception",
            "undecided", "orientation",
            "out-of-scope", "no-site-host");

    private static final Map<String, String> STATUSES = Map.of(
            "seen", "-",
            "seen-ambiguous", "-",
            "attempted", "refused unanswered",
            "unseen", "-",
            "not-observable", "host-local role-not-in-site role-not-in-capture not-a-port",
            "not-applicable", "feature-off version alternative-seen");

    private static final String KINDS =
            "no-rule wrong-role wrong-direction wrong-protocol local-only inactive-rule expired-exception"
                    + " no-rule-attempt orientation required-unseen required-attempted scan insecure-protocol alternatives-mixed broad-range"
                    + " exception-expiring exception-unused capture-quality";

    private static final String HEAD = """
            pack: shop
            title: Ports of a shop
            document: { title: Shop, publisher: Shop Ltd, sha256: "%s", lines: 99, statements: %d }
            roles:
              web: { title: Web server }
              db: { title: Database }
              old: { title: Old server }
            features:
              cache: { title: Cache, default: off }
            rules:
            """;

    @TempDir
    private Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Map<String, String> read(String name) throws IOException {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        StringBuilder section = new StringBuilder();
        for (String line : Files.readAllLines(CASES.resolve(name))) {
            if (line.startsWith(SECTION)) {
                section = new StringBuilder();
                sections.put(line.substring(SECTION.length()), section);
            } else if (!line.isBlank()) {
                section.append(line).append('\n');
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach((title, text) -> texts.put(title, text.toString()));
        return texts;
    }

    private Map<String, String> audit(Map<String, String> sections) throws IOException {
        String rules = sections.get("rules");
        long statements =
                rules.lines().filter(line -> line.startsWith("- { id")).count();
        Files.writeString(folder.resolve("shop.yaml"), HEAD.formatted("0".repeat(64), statements) + rules.indent(2));
        Files.write(folder.resolve("mirror.pcapng"), Scenario.capture(sections.get("traffic")));
        List<String> command = new ArrayList<>(List.of(
                "analyze",
                folder.resolve("mirror.pcapng").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--report",
                "none",
                "--quiet",
                "--rules",
                folder.resolve("shop.yaml").toString()));
        if (sections.containsKey("site")) {
            Files.writeString(folder.resolve("site.yml"), "site: Shop\npacks: [./shop.yaml]\n" + sections.get("site"));
            command.addAll(List.of("--site", folder.resolve("site.yml").toString()));
        }
        if (sections.containsKey("options")) {
            command.addAll(List.of(sections.get("options").strip().split(" ", -1)));
        }
        Spoken spoken = Spoken.by(command.toArray(String[]::new));
        assertEquals("", spoken.err());
        assertEquals(0, spoken.code());
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            tables.put(
                    table,
                    Files.readString(folder.resolve("out").resolve(table))
                            .replace("\r\n", "\n")
                            .replace(folder.resolve("mirror.pcapng").toString(), "mirror.pcapng"));
        }
        return tables;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveTheWholeTables(String name) throws IOException {
        Map<String, String> sections = read(name);
        Map<String, String> tables = audit(sections);
        if ("write".equals(System.getProperty("wirewarrant.decisions"))) {
            sections.putAll(tables);
            String text = sections.entrySet().stream()
                    .map(section -> SECTION + section.getKey() + "\n" + section.getValue())
                    .collect(Collectors.joining("\n"));
            Files.writeString(CASES.resolve(name), text, StandardCharsets.UTF_8);
        }

        for (String table : TABLES) {
            assertEquals(sections.get(table), tables.get(table), table);
        }
    }

    @Test
    void shouldHaveACaseForEveryReasonAndStatus() throws IOException, BundleException {
        Set<String> missing = new TreeSet<>();
        REASONS.forEach((verdict, reasons) -> words(reasons).forEach(reason -> missing.add(verdict + " " + reason)));
        STATUSES.forEach((status, reasons) -> words(reasons).forEach(reason -> missing.add(status + " " + reason)));
        words(KINDS).forEach(kind -> missing.add("finding " + kind));
        for (String name : cases().toList()) {
            Map<String, String> sections = read(name);
            Files.writeString(folder.resolve("manifest.json"), """
                    { "format": "wirewarrant-manifest-1", "inputs": [], "outputs": [] }
                    """);
            for (String table : TABLES) {
                Files.writeString(folder.resolve(table), sections.getOrDefault(table, ""));
            }
            Bundle bundle = Bundle.open(folder);
            bundle.rows("conversations.csv", row -> missing.remove(row.get("verdict") + " " + row.get("reason")));
            bundle.rows(
                    "coverage.csv",
                    row -> missing.remove(
                            row.get("status") + " " + (row.get("reason").isEmpty() ? "-" : row.get("reason"))));
            bundle.rows("findings.csv", row -> missing.remove("finding " + row.get("kind")));
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    void shouldKnowTheReasonsOfTheInterfaceAndNoOthers() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            known.computeIfAbsent(reason.kind().keyword(), kind -> new TreeSet<>())
                    .add(reason.keyword());
        }
        Map<String, Set<String>> documented = new LinkedHashMap<>();
        REASONS.forEach((verdict, reasons) -> documented.put(verdict, new TreeSet<>(words(reasons))));

        assertEquals(documented, known);
        assertEquals(
                STATUSES.keySet(),
                Arrays.stream(RuleStatus.values()).map(RuleStatus::keyword).collect(Collectors.toSet()));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
