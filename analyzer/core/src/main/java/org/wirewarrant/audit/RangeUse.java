package org.wirewarrant.audit;

import org.wirewarrant.policy.Rule;

/**
 * A row of {@code ranges.csv}: what a rule that lists a range of ports lets through.
 *
 * @param rule the statement
 * @param ports the ports in force here
 * @param listed how many ports its ranges list
 * @param broad whether one of them is of more than 1024 ports
 * @param distinctPorts ports of its ranges that were used between its roles
 * @param conversations conversations on them
 * @param onlyConversations of those, conversations that no other rule explains
 * @param onlyBytes their IP bytes
 * @param share their share of all IP bytes, 0 to 1
 */
public record RangeUse(
        Rule rule,
        String ports,
        int listed,
        boolean broad,
        int distinctPorts,
        long conversations,
        long onlyConversations,
        long onlyBytes,
        double share) {}
