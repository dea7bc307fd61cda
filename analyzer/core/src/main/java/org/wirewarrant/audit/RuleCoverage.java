package org.wirewarrant.audit;

import java.util.OptionalLong;
import org.wirewarrant.policy.Requirement;
import org.wirewarrant.policy.Rule;

/**
 * A row of {@code coverage.csv}.
 *
 * @param rule the statement
 * @param ports the ports in force here: the site's, or the document's
 * @param required whether the document or the site makes it mandatory here
 * @param status what the capture showed
 * @param reason why, from the closed list; empty where the status says all
 * @param hostsExpected hosts that the site names for the serving role; prefixes are not counted out
 * @param hostsSeen of them, how many a matching conversation reached and was answered by
 * @param flows flows of the conversations that it explains
 * @param packets their packets
 * @param bytes their IP bytes
 * @param firstNanos first packet, absent where there was none
 * @param lastNanos last packet
 */
public record RuleCoverage(
        Rule rule,
        String ports,
        boolean required,
        RuleStatus status,
        String reason,
        int hostsExpected,
        int hostsSeen,
        long flows,
        long packets,
        long bytes,
        OptionalLong firstNanos,
        OptionalLong lastNanos) {
    /** The document's requirement, or mandatory where the site needs the rule. */
    public Requirement requirement() {
        return required ? Requirement.MANDATORY : rule.requirement();
    }
}
