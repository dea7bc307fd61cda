package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;

/** Findings of rules that must be seen and were not. */
final class CoverageFindings {
    private final SeverityScale scale;

    CoverageFindings(CompiledPolicy policy) {
        this.scale = new SeverityScale(policy);
    }

    List<Finding> of(List<RuleCoverage> coverage) {
        List<Finding> findings = new ArrayList<>();
        for (RuleCoverage row : coverage) {
            boolean unseen = row.status() == RuleStatus.UNSEEN;
            if (row.required() && (unseen || row.status() == RuleStatus.ATTEMPTED)) {
                String kind = unseen ? FindingKind.REQUIRED_UNSEEN : FindingKind.REQUIRED_ATTEMPTED;
                findings.add(finding(kind, row));
            }
        }
        return findings;
    }

    private Finding finding(String kind, RuleCoverage row) {
        Rule rule = row.rule();
        String protocol = String.join(" ", rule.protocols());
        String what = "%s (%s %s from %s to %s)"
                .formatted(
                        rule.service(),
                        protocol,
                        row.ports(),
                        String.join("+", rule.from()),
                        String.join("+", rule.to()));
        String summary = kind.equals(FindingKind.REQUIRED_UNSEEN)
                ? "required, and never seen in this capture: " + what
                : "required, tried and " + row.reason() + ": " + what;
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
                row.ports(),
                row.flows(),
                0,
                row.packets(),
                row.bytes(),
                row.firstNanos(),
                row.lastNanos(),
                summary,
                "",
                "");
    }
}
