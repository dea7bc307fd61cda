package org.wirewarrant.report;

import java.util.List;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;

/** Selections from the rules' coverage. */
final class Coverages {
    private Coverages() {}

    /** Rules that the document or the site requires and that no answered conversation showed. */
    static List<RuleCoverage> requiredNotSeen(AuditResult result) {
        return result.coverage().stream()
                .filter(RuleCoverage::required)
                .filter(rule -> rule.status() == RuleStatus.UNSEEN || rule.status() == RuleStatus.ATTEMPTED)
                .toList();
    }
}
