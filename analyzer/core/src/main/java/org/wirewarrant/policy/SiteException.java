package org.wirewarrant.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Traffic that a site approves although no document names it.
 *
 * @param from a role, an address, CIDR or range, or {@code any}, as written
 * @param to likewise
 * @param protocol IANA keyword in lower case, or {@code any}
 * @param ports the server ports (ICMP: types); empty for any
 * @param reason why it is needed
 * @param approvedBy who approved it
 * @param approvedOn from this day on, UTC
 * @param expires last day on which it holds, UTC; absent when it does not expire
 * @param ticket the change record, may be empty
 * @param position where it is declared
 */
public record SiteException(
        String from,
        String to,
        String protocol,
        PortSet ports,
        String reason,
        String approvedBy,
        LocalDate approvedOn,
        Optional<LocalDate> expires,
        String ticket,
        Position position) {
    /** What a message calls it: its ticket, or its place. */
    public String label() {
        return ticket.isEmpty() ? "at line " + position.line() : ticket;
    }

    /** Whether it holds on no day at all. */
    boolean neverValid() {
        return expires.filter(approvedOn::isAfter).isPresent();
    }
}
