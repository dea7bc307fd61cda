package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.policy.VerdictKind;

/** The outcome of an audit in one sentence or two. */
final class Answer {
    private Answer() {}

    static String of(AuditResult result, Tally tally) {
        List<String> parts = new ArrayList<>();
        parts.add(traffic(tally) + ".");
        parts.add(required(result));
        parts.add(urgency(tally));
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    private static String traffic(Tally tally) {
        long all = tally.all().conversations;
        if (all == 0) {
            return "The capture holds no IP conversation";
        }
        long undocumented = tally.byVerdict().get(VerdictKind.UNDOCUMENTED).conversations;
        long undecided = tally.byVerdict().get(VerdictKind.UNDECIDED).conversations;
        String text = undocumented == 0
                ? "None of " + Quantities.of(all, "conversation") + " is undocumented"
                : Quantities.count(undocumented) + " of " + Quantities.of(all, "conversation")
                        + (undocumented == 1 ? " is" : " are") + " not documented";
        long answered = tally.byVerdict().get(VerdictKind.UNDOCUMENTED).answeredConversations;
        if (undocumented > 0) {
            text += answered == 0
                    ? ", none of them answered"
                    : answered == undocumented
                            ? ", and answered"
                            : ", " + Quantities.count(answered) + " of them answered";
        }
        return undecided == 0 ? text : text + "; " + Quantities.count(undecided) + " could not be decided";
    }

    private static String required(AuditResult result) {
        long required =
                result.coverage().stream().filter(RuleCoverage::required).count();
        if (required == 0) {
            return "";
        }
        int missing = Coverages.requiredNotSeen(result).size();
        return missing == 0
                ? "No required rule is missing."
                : Quantities.count(missing) + " of " + Quantities.of(required, "required rule")
                        + (missing == 1 ? " was" : " were") + " never answered in this window.";
    }

    private static String urgency(Tally tally) {
        long high = tally.findingsBySeverity().get(Severity.HIGH);
        return high == 0 ? "" : Quantities.of(high, "finding") + " of high severity.";
    }
}
