package org.wirewarrant.audit;

import java.util.List;
import java.util.OptionalLong;

/**
 * A row of {@code findings.csv}. Text cells are empty where they do not apply.
 *
 * @param id derived from what was found (kind, ends, port or rule), so that the same finding has the same id in every run
 * @param severity its severity, by kind, as the site may have changed it
 * @param kind verdict reason for traffic, with {@code -attempt} when nothing was ever answered; or one of the further kinds
 * @param pack pack of the rule
 * @param ruleId the rule concerned
 * @param clientIp client address
 * @param clientRoles its roles
 * @param serverIp server address
 * @param serverRoles its roles
 * @param protocol IANA keyword or number
 * @param serverPort port, ICMP type, or the rule's ports
 * @param flows flows
 * @param answeredFlows answered ones
 * @param packets packets both ways
 * @param bytes IP bytes both ways
 * @param firstNanos first packet, absent where there was none
 * @param lastNanos last packet
 * @param summary one sentence for a person
 * @param nearMiss what came nearest, and what differs
 * @param evidence where in the capture: capture name and frame number of the first packet
 */
public record Finding(
        String id,
        Severity severity,
        String kind,
        String pack,
        String ruleId,
        String clientIp,
        List<String> clientRoles,
        String serverIp,
        List<String> serverRoles,
        String protocol,
        String serverPort,
        long flows,
        long answeredFlows,
        long packets,
        long bytes,
        OptionalLong firstNanos,
        OptionalLong lastNanos,
        String summary,
        String nearMiss,
        String evidence) {}
