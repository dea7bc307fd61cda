package org.wirewarrant.audit;

import org.wirewarrant.policy.Confidence;
import org.wirewarrant.policy.Rule;

/**
 * What it is worth that a rule was not seen.
 *
 * @param rule the statement
 * @param status unseen, attempted or not observable
 * @param reason as in the coverage
 * @param confidence how sure it is that the hosts did not use it in this window; never that they do not use it
 * @param hosts hosts of the answering roles that the site names, or that were seen in the prefixes it names
 * @param hostsInCapture of those, hosts that sent or received anything
 * @param hostsInContact of those, hosts that exchanged anything with a host of the opening roles
 * @param text the reasons in one clause
 */
public record RuleAbsence(
        Rule rule,
        RuleStatus status,
        String reason,
        Confidence confidence,
        int hosts,
        int hostsInCapture,
        int hostsInContact,
        String text) {}
