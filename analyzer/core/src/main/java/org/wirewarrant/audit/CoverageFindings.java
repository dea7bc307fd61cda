package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.Rule;

/** Findings of rules that must be seen and were not. */
final class CoverageFindings {
    private final SeverityScale scale;

    CoverageFindings(CompiledPolicy policy) {
        this.scale = new SeverityScale(policy);
    }

    /**
     * Findings of required rules.
     *
     * @param meter what measured them
     * @param absences what it is worth that they were not seen
     */
    List<Finding> of(List<RuleCoverage> coverage, CoverageMeter meter, List<RuleAbsence> absences) {
        IdentityHashMap<Rule, RuleAbsence> known = new IdentityHashMap<>();
        absences.forEach(absence -> known.put(absence.rule(), absence));
        List<Finding> findings = new ArrayList<>();
        for (RuleCoverage row : coverage) {
            boolean unseen = row.status() == RuleStatus.UNSEEN;
            if (row.required() && (unseen || row.status() == RuleStatus.ATTEMPTED)) {
                String kind = unseen ? FindingKind.REQUIRED_UNSEEN : FindingKind.REQUIRED_ATTEMPTED;
                findings.add(finding(kind, row, row.ports(), because(known.get(row.rule()))));
            } else if (row.required() && seen(row)) {
                PortSet missing = meter.missing(row.rule());
                if (!missing.isEmpty()) {
                    boolean tried = missing.ranges().stream()
                            .anyMatch(port -> meter.tally(row.rule()).ports().containsKey(port.first()));
                    findings.add(finding(
                            tried ? FindingKind.REQUIRED_ATTEMPTED : FindingKind.REQUIRED_UNSEEN,
                            row,
                            missing.toString(),
                            "; the document needs each of " + row.ports() + ", and the others were seen"));
                }
            }
        }
        return findings;
    }

    private static boolean seen(RuleCoverage row) {
        return row.status() == RuleStatus.SEEN || row.status() == RuleStatus.SEEN_AMBIGUOUS;
    }

    private static String because(RuleAbsence absence) {
        if (absence == null || absence.text().isEmpty()) {
            return "";
        }
        boolean unseen = absence.status() == RuleStatus.UNSEEN;
        return "; " + (unseen ? absence.confidence().keyword() + " confidence: " : "") + absence.text();
    }

    private Finding finding(String kind, RuleCoverage row, String ports, String because) {
        Rule rule = row.rule();
        String protocol = String.join(" ", rule.protocols());
        String what = "%s (%s %s from %s to %s)"
                .formatted(rule.service(), protocol, ports, String.join("+", rule.from()), String.join("+", rule.to()));
        String summary = kind.equals(FindingKind.REQUIRED_UNSEEN)
                ? "required, and never seen in this capture: " + what
                : "required, tried and " + (row.reason().isEmpty() ? "not answered" : row.reason()) + ": " + what;
        return new Finding(
                FindingId.of(kind, rule.id()),
                scale.of(kind),
                kind,
                rule.pack(),
                rule.id(),
                "",
                rule.from(),
                "",
                rule.to(),
                protocol,
                ports,
                row.flows(),
                0,
                row.packets(),
                row.bytes(),
                row.firstNanos(),
                row.lastNanos(),
                summary + because,
                "",
                "");
    }
}
