package org.wirewarrant.live;

import java.util.EnumSet;
import java.util.List;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.FlowRecorder;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;

/** How much of what must be seen was seen. */
public final class Coverage {
    private Coverage() {}

    /** Required rules that can be seen and were not, in document order. */
    public static List<RuleCoverage> missing(AuditResult result) {
        return result.coverage().stream()
                .filter(RuleCoverage::required)
                .filter(rule -> rule.status() == RuleStatus.UNSEEN || rule.status() == RuleStatus.ATTEMPTED)
                .toList();
    }

    /** Whether anything is required, by documents or the site. */
    public static boolean isAnyRequired(CompiledPolicy policy) {
        Observation nothing = new FlowRecorder(
                        new HeaderDecoder(EnumSet.noneOf(Encapsulation.class)),
                        IdleLimits.DEFAULT,
                        FlowMeter.MIN_FLOWS,
                        0)
                .finish()
                .observation();
        return Audit.of(nothing, List.of(), policy, 1).coverage().stream().anyMatch(RuleCoverage::required);
    }

    /** Whether all required rules that this site can show were seen; a role without a host in the capture yet may still show. */
    public static boolean isComplete(AuditResult result) {
        return result.coverage().stream().filter(RuleCoverage::required).allMatch(rule -> switch (rule.status()) {
            case SEEN, SEEN_AMBIGUOUS, NOT_APPLICABLE -> true;
            case NOT_OBSERVABLE -> !rule.reason().equals("role-not-in-capture");
            case UNSEEN, ATTEMPTED -> false;
        });
    }
}
