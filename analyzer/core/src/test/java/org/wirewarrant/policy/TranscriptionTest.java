package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirewarrant.testing.Corpus;

/**
 * The packs against a second transcription of the documents, by someone who had not seen the packs: {@code statements.tsv}. Where a pack
 * says something else, {@code statements-decided.tsv} says why.
 */
class TranscriptionTest {
    private static final List<String> FIELDS = List.of("protocol", "ports", "requirement");

    private final RuleLibrary library = new RuleLibrary(Corpus.root().resolve("rules"));

    /** Values by column. */
    private static List<Map<String, String>> table(String name) {
        try (InputStream stream = TranscriptionTest.class.getResourceAsStream(name)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            List<String[]> rows = text.lines().map(line -> line.split("\t", -1)).toList();
            List<Map<String, String>> table = new ArrayList<>();
            for (String[] row : rows.subList(1, rows.size())) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < row.length; i++) {
                    values.put(rows.get(0)[i], row[i]);
                }
                table.add(values);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Map<String, String> statement) {
        return statement.get("pack") + " " + statement.get("first_line") + "-" + statement.get("last_line");
    }

    private static String lines(Rule rule) {
        return rule.pack() + " " + rule.firstLine() + "-" + rule.lastLine();
    }

    /** What the rule says, written as the transcription does. */
    private static Map<String, String> values(Rule rule) {
        String ports = rule.portKind() == PortKind.LISTED
                ? rule.ports().toString().replace(",", " ")
                : rule.portKind().keyword();
        return Map.of(
                "protocol", String.join(" ", new TreeSet<>(rule.protocols())),
                "ports", ports,
                "requirement", rule.requirement().keyword());
    }

    private static long agreement(Rule rule, Map<String, String> statement) {
        return FIELDS.stream()
                .filter(field ->
                        normal(field, statement.get(field)).equals(values(rule).get(field)))
                .count();
    }

    /** Protocols in any order. */
    private static String normal(String field, String text) {
        return field.equals("protocol") ? String.join(" ", new TreeSet<>(Arrays.asList(text.split(" ", -1)))) : text;
    }

    private List<Rule> rules() throws PolicyException {
        List<Rule> rules = new ArrayList<>();
        for (String name : List.of("configmgr-client", "itms-8", "openuem", "zenworks-2020", "zimbra")) {
            rules.addAll(library.load(name).rules());
        }
        return rules;
    }

    @Test
    void shouldHoldEveryStatementOnItsLines() throws PolicyException {
        assertEquals(
                table("statements.tsv").stream()
                        .map(TranscriptionTest::lines)
                        .sorted()
                        .toList(),
                rules().stream().map(TranscriptionTest::lines).sorted().toList());
    }

    @Test
    void shouldSayWhatTheDocumentsSayOrWhyNot() throws PolicyException {
        Map<String, List<Rule>> byLines = new TreeMap<>();
        rules().forEach(rule ->
                byLines.computeIfAbsent(lines(rule), key -> new ArrayList<>()).add(rule));

        List<String> differences = new ArrayList<>();
        for (Map<String, String> statement : table("statements.tsv")) {
            List<Rule> candidates = byLines.get(lines(statement));
            Rule rule = candidates.stream()
                    .max(Comparator.comparingLong(candidate -> agreement(candidate, statement)))
                    .orElseThrow();
            candidates.remove(rule);
            for (String field : FIELDS) {
                String transcribed = normal(field, statement.get(field));
                String said = values(rule).get(field);
                if (!transcribed.equals(said)) {
                    differences.add(String.join("\t", rule.id(), field, transcribed, said));
                }
            }
        }
        assertEquals(
                table("statements-decided.tsv").stream()
                        .map(row -> Stream.of("rule_id", "field", "transcribed", "pack")
                                .map(row::get)
                                .reduce((left, right) -> left + "\t" + right)
                                .orElseThrow())
                        .sorted()
                        .toList(),
                differences.stream().sorted().toList());
    }
}
