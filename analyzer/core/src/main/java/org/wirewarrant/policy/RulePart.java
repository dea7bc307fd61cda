package org.wirewarrant.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One flow of a row: the whole row, or one of several flows that a single statement names.
 *
 * @param from roles that open the conversation; {@code any} alone for every host
 * @param to roles that answer; {@code any} alone for every host
 * @param protocols IANA keywords in lower case, {@code any} or {@code unknown}
 * @param portKind in what form the ports are given
 * @param ports listed ports; empty for the other forms
 * @param range the printed range of a dynamic port
 * @param control the row whose conversation negotiates the port
 * @param application the application protocol, lower case
 * @param when features that must have this state for the flow, beside those of the row
 * @param note what this flow is, may be empty
 */
public record RulePart(
        List<String> from,
        List<String> to,
        List<String> protocols,
        PortKind portKind,
        PortSet ports,
        Optional<PortRange> range,
        Optional<String> control,
        Optional<String> application,
        Map<String, Boolean> when,
        String note) {
    /** Copies the collections. */
    public RulePart {
        from = List.copyOf(from);
        to = List.copyOf(to);
        protocols = List.copyOf(protocols);
        when = Collections.unmodifiableMap(when);
    }

    /** Whether every host may open it. */
    public boolean fromAny() {
        return from.contains(Rule.ANY);
    }

    /** Whether every host may answer it. */
    public boolean toAny() {
        return to.contains(Rule.ANY);
    }
}
