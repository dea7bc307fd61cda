package org.wirewarrant.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.policy.Requirement;

/** Status of the rules by pack, what is required here apart from the rest. */
final class CoverageChart {
    static final String NAME = "rule-status";
    private static final String TITLE = "Status of the documented rules, by pack and requirement";

    private CoverageChart() {}

    static Chart of(List<RuleCoverage> coverage) {
        Map<String, Map<RuleStatus, Integer>> rows = rows(coverage);
        return new Chart(NAME, TITLE, text(coverage), StackedBars.height(rows.size()), () -> draw(rows));
    }

    private static JFreeChart draw(Map<String, Map<RuleStatus, Integer>> rows) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        List<RuleStatus> statuses = Arrays.stream(RuleStatus.values())
                .filter(status -> rows.values().stream().anyMatch(row -> row.containsKey(status)))
                .toList();
        for (Map.Entry<String, Map<RuleStatus, Integer>> row : rows.entrySet()) {
            for (RuleStatus status : statuses) {
                data.addValue(row.getValue().getOrDefault(status, 0), status.keyword(), row.getKey());
            }
        }
        List<Palette> colours = statuses.stream().map(Palette::of).toList();
        return StackedBars.draw(
                TITLE, "Number of rules; what a pack requires includes what the site does", data, colours);
    }

    private static Map<String, Map<RuleStatus, Integer>> rows(List<RuleCoverage> coverage) {
        Map<String, Map<RuleStatus, Integer>> rows = new LinkedHashMap<>();
        List<String> packs =
                coverage.stream().map(rule -> rule.rule().pack()).distinct().toList();
        for (String pack : packs) {
            for (String need : List.of("required", "optional", "unstated")) {
                Map<RuleStatus, Integer> row = new EnumMap<>(RuleStatus.class);
                coverage.stream()
                        .filter(rule ->
                                rule.rule().pack().equals(pack) && need(rule).equals(need))
                        .forEach(rule -> row.merge(rule.status(), 1, Integer::sum));
                if (!row.isEmpty()) {
                    rows.put(pack + ", " + need, row);
                }
            }
        }
        return rows;
    }

    private static String need(RuleCoverage rule) {
        if (rule.required()) {
            return "required";
        }
        return rule.rule().requirement() == Requirement.OPTIONAL ? "optional" : "unstated";
    }

    private static String text(List<RuleCoverage> coverage) {
        Map<RuleStatus, Long> counts = coverage.stream()
                .collect(Collectors.groupingBy(
                        RuleCoverage::status, () -> new EnumMap<>(RuleStatus.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().keyword() + " " + entry.getValue())
                .collect(Collectors.joining(", ", "Of " + Quantities.of(coverage.size(), "rule") + ": ", "."));
    }
}
