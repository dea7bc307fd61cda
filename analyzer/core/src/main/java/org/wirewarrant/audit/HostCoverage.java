package org.wirewarrant.audit;

import java.util.List;
import java.util.Optional;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.wire.IpAddress;

/**
 * A row of {@code coverage-hosts.csv}: what the capture showed of a rule on one host of its answering roles.
 *
 * @param rule the statement
 * @param host the host; absent in the last row of a rule that has more of them than are listed
 * @param roles its roles in the site, sorted
 * @param status seen, attempted or unseen
 * @param reason {@code refused} or {@code unanswered}; or why it is unseen
 * @param detail the reason in words
 */
public record HostCoverage(
        Rule rule, Optional<IpAddress> host, List<String> roles, RuleStatus status, String reason, String detail) {
    /** The site names the host, and nothing from or to it was captured. */
    static final String NOT_IN_CAPTURE = "host-not-in-capture";

    /** The host was seen, and nothing between it and a host of the opening roles: the mirror may not show that segment. */
    static final String NO_CONTACT = "no-contact";

    /** The host answered hosts of the opening roles on a port that no row explains. */
    static final String OTHER_PORT = "other-port";

    /** The host exchanged traffic with hosts of the opening roles, and none of this. */
    static final String NOT_USED = "not-used";
}
