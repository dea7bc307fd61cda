package org.wirewarrant.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services with most undocumented conversations, and the rules that explain most traffic. */
final class ServiceCharts {
    private static final int MOST = 12;
    private static final String UNDOCUMENTED = "Undocumented services";
    private static final String BUSIEST = "Rules that explain most traffic";

    private ServiceCharts() {}

    static Chart undocumented(Tally tally) {
        List<Tally.Busy> services = tally.undocumentedServices(MOST);
        List<StackedBars.Row> rows = services.stream()
                .map(service -> new StackedBars.Row(
                        service.name(),
                        List.of(
                                service.sum().answeredConversations,
                                service.sum().conversations - service.sum().answeredConversations)))
                .toList();
        StackedBars bars = new StackedBars(
                List.of(
                        new StackedBars.Part("answered", Palette.PROBLEM),
                        new StackedBars.Part("only tried", Palette.VOID)),
                rows,
                StackedBars.Unit.COUNT);
        int all = tally.undocumentedServiceCount();
        String subtitle = "Conversations; " + shown(rows.size(), all, "service") + ", those that were answered first";
        String nothing = "Every conversation is documented, approved or out of scope";
        return new Chart(
                "undocumented-services",
                UNDOCUMENTED,
                text(rows, nothing, amounts -> amounts.get(0) + " answered, " + amounts.get(1) + " only tried"),
                bars.height(),
                () -> bars.draw(UNDOCUMENTED, subtitle, nothing, true));
    }

    static Chart busiest(Tally tally) {
        List<StackedBars.Row> rows = tally.busiestRules(MOST).stream()
                .map(rule -> new StackedBars.Row(rule.name(), List.of(rule.sum().bytes)))
                .toList();
        StackedBars bars = new StackedBars(
                List.of(new StackedBars.Part("documented", Palette.EXPLAINED)), rows, StackedBars.Unit.BYTES);
        String subtitle = "IP bytes of the conversations that each rule decides; "
                + shown(rows.size(), tally.decidingRuleCount(), "rule");
        String nothing = "No conversation is documented";
        return new Chart(
                "busiest-rules",
                BUSIEST,
                text(rows, nothing, amounts -> Quantities.bytes(amounts.get(0))),
                bars.height(),
                () -> bars.draw(BUSIEST, subtitle, nothing, false));
    }

    private static String shown(int shown, int all, String noun) {
        return shown < all ? "the first " + shown + " of " + Quantities.of(all, noun) : Quantities.of(all, noun);
    }

    private static String text(List<StackedBars.Row> rows, String nothing, Function<List<Long>, String> words) {
        return rows.isEmpty()
                ? nothing + "."
                : rows.stream()
                        .map(row -> row.label() + ": " + words.apply(row.amounts()))
                        .collect(Collectors.joining("; ", "", "."));
    }
}
