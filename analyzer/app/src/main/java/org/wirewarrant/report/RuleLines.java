package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.HostCoverage;
import org.wirewarrant.audit.RuleAbsence;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.SourceDocument;
import org.wirewarrant.report.ReportPage.HostState;
import org.wirewarrant.report.ReportPage.PackPart;
import org.wirewarrant.report.ReportPage.RuleLine;

/** The rules as the page shows them: what the capture showed, on which hosts, and what it is worth that it showed nothing. */
final class RuleLines {
    /** Of one rule; coverage-hosts.csv has more. */
    private static final int MOST_HOSTS = 12;

    private final AuditResult result;
    private final IdentityHashMap<Rule, RuleAbsence> absences = new IdentityHashMap<>();
    private final IdentityHashMap<Rule, Hosts> hosts = new IdentityHashMap<>();

    /** Hosts of a rule by what became of them. */
    private static final class Hosts {
        private final List<HostState> unanswered = new ArrayList<>();
        private final List<HostState> answered = new ArrayList<>();
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private String others = "";

        private void add(HostCoverage row) {
            if (row.host().isEmpty()) {
                others = row.detail();
                return;
            }
            boolean seen = row.status() == RuleStatus.SEEN;
            String state = row.reason().isEmpty()
                    ? row.status().keyword()
                    : row.status().keyword() + ", " + row.reason();
            counts.merge(state, 1L, Long::sum);
            List<HostState> list = seen ? answered : unanswered;
            if (list.size() < MOST_HOSTS) {
                list.add(new HostState(
                        row.host().get().toString(),
                        state,
                        PageMaker.css(Palette.of(row.status())),
                        PageMaker.safe(row.detail())));
            }
        }

        private long count() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Those that did not answer first. */
        private List<HostState> first() {
            List<HostState> first = new ArrayList<>(unanswered);
            answered.stream().limit(MOST_HOSTS - first.size()).forEach(first::add);
            return first;
        }

        private String inWords() {
            return counts.entrySet().stream()
                    .map(state -> Quantities.count(state.getValue()) + " " + state.getKey())
                    .collect(Collectors.joining("; "));
        }

        private String note() {
            long left = count() - first().size();
            if (left == 0 && others.isEmpty()) {
                return "";
            }
            return "and " + (left == 0 ? others : Quantities.count(left) + " more")
                    + (left > 0 && !others.isEmpty() ? ", " + others : "") + "; coverage-hosts.csv lists them";
        }
    }

    RuleLines(AuditResult result) {
        this.result = result;
        result.absences().forEach(absence -> absences.put(absence.rule(), absence));
    }

    /** What is required and was never answered, without the hosts. */
    List<RuleLine> required() {
        return Coverages.requiredNotSeen(result).stream().map(this::rule).toList();
    }

    /** All rules, with their hosts. */
    List<PackPart> packs() {
        result.hostCoverage()
                .forEach(row ->
                        hosts.computeIfAbsent(row.rule(), rule -> new Hosts()).add(row));
        return result.packs().stream().map(this::pack).toList();
    }

    private PackPart pack(RulePack pack) {
        SourceDocument document = pack.document();
        String source = List.of(document.title(), document.publisher(), document.edition()).stream()
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(", "));
        return new PackPart(
                pack.name(),
                PageMaker.safe(pack.title()),
                PageMaker.safe(source),
                result.coverage().stream()
                        .filter(rule -> rule.rule().pack().equals(pack.name()))
                        .map(this::rule)
                        .toList());
    }

    private RuleLine rule(RuleCoverage rule) {
        RuleAbsence absence = absences.get(rule.rule());
        Hosts told = hosts.getOrDefault(rule.rule(), new Hosts());
        return new RuleLine(
                rule.rule().id(),
                PageMaker.safe(rule.rule().service()),
                PageMaker.safe(String.join(", ", rule.rule().from())),
                PageMaker.safe(String.join(", ", rule.rule().to())),
                (String.join(",", rule.rule().protocols()) + " " + rule.ports().replace(",", ", ")).strip(),
                need(rule),
                rule.status().keyword(),
                PageMaker.css(Palette.of(rule.status())),
                Palette.of(rule.status()).css(),
                rule.reason(),
                absence == null ? "" : absence.confidence().keyword(),
                absence == null ? "" : PageMaker.safe(absence.text()),
                rule.hostsExpected() == 0 ? "" : rule.hostsSeen() + " of " + rule.hostsExpected(),
                told.first(),
                told.inWords(),
                told.note(),
                rule.flows(),
                rule.bytes(),
                rule.flows() == 0 ? "" : Quantities.bytes(rule.bytes()),
                TimeText.seconds(rule.firstNanos()),
                TimeText.seconds(rule.lastNanos()),
                CsvTables.lines(rule.rule()));
    }

    private static String need(RuleCoverage rule) {
        String printed = rule.rule().requirement().keyword();
        return rule.required() && !printed.equals("mandatory") ? "required by the site" : printed;
    }
}
