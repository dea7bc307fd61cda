package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.policy.Requirement;

/** Status of the rules: by pack and requirement, and of what is required by the role that should have answered. */
final class CoverageChart {
    private static final String BY_PACK = "Status of the documented rules, by pack and requirement";
    private static final String BY_ROLE = "What is required, by the role that should answer";

    private static final List<RuleStatus> STATUSES = List.of(RuleStatus.values());

    private CoverageChart() {}

    static Chart byPack(List<RuleCoverage> coverage) {
        List<StackedBars.Row> rows = new ArrayList<>();
        List<String> packs =
                coverage.stream().map(rule -> rule.rule().pack()).distinct().toList();
        for (String pack : packs) {
            for (String need : List.of("required", "optional", "unstated")) {
                StackedBars.Row row = row(
                        pack + ", " + need,
                        coverage,
                        rule -> rule.rule().pack().equals(pack) && need(rule).equals(need));
                if (row.total() > 0) {
                    rows.add(row);
                }
            }
        }
        String subtitle = "Number of rules; what the site requires counts as required";
        return chart("rule-status", BY_PACK, subtitle, "No rules", rows);
    }

    static Chart byRole(List<RuleCoverage> coverage) {
        List<RuleCoverage> required =
                coverage.stream().filter(RuleCoverage::required).toList();
        List<String> roles = required.stream()
                .map(rule -> String.join(", ", rule.rule().to()))
                .distinct()
                .sorted()
                .toList();
        List<StackedBars.Row> rows = roles.stream()
                .map(role -> row(
                        role,
                        required,
                        rule -> String.join(", ", rule.rule().to()).equals(role)))
                .toList();
        String subtitle = "Number of required rules; not seen in this window is not the same as not used";
        return chart("required-by-role", BY_ROLE, subtitle, "Neither document nor site requires a rule", rows);
    }

    private static Chart chart(String name, String title, String subtitle, String nothing, List<StackedBars.Row> rows) {
        List<StackedBars.Part> parts = STATUSES.stream()
                .map(status -> new StackedBars.Part(status.keyword(), Palette.of(status)))
                .toList();
        StackedBars bars = new StackedBars(parts, rows, StackedBars.Unit.COUNT);
        String text = rows.isEmpty()
                ? nothing + "."
                : rows.stream().map(row -> words(row)).collect(Collectors.joining("; ", "", "."));
        return new Chart(name, title, text, bars.height(), () -> bars.draw(title, subtitle, nothing, true));
    }

    private static StackedBars.Row row(String label, List<RuleCoverage> coverage, Predicate<RuleCoverage> chosen) {
        List<RuleCoverage> rules = coverage.stream().filter(chosen).toList();
        return new StackedBars.Row(
                label,
                STATUSES.stream()
                        .map(status -> rules.stream()
                                .filter(rule -> rule.status() == status)
                                .count())
                        .toList());
    }

    private static String words(StackedBars.Row row) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < STATUSES.size(); i++) {
            if (row.amounts().get(i) > 0) {
                words.add(row.amounts().get(i) + " " + STATUSES.get(i).keyword());
            }
        }
        return row.label() + ": " + String.join(", ", words);
    }

    private static String need(RuleCoverage rule) {
        if (rule.required()) {
            return "required";
        }
        return rule.rule().requirement() == Requirement.OPTIONAL ? "optional" : "unstated";
    }
}
