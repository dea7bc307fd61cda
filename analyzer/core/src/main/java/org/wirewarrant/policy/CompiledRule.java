package org.wirewarrant.policy;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.wire.IpProtocol;

/**
 * One flow of a rule joined with the site: roles as bits, ports as they are here. There is one object for each flow, which equals itself
 * alone; what judging asks of every candidate is worked out once.
 */
final class CompiledRule {
    /**
     * Roles of a flow as bits.
     *
     * @param from opening roles; empty for any
     * @param to answering roles; empty for any
     * @param groups multicast groups and broadcasts that it is sent to
     */
    record Ends(BitSet from, BitSet to, BitSet groups) {}

    /** Listed ports of some protocols. */
    record Service(List<Integer> protocols, PortSet ports) {}

    private static final int EXACT = 1;

    private final Rule rule;
    private final RulePart part;
    private final int index;
    private final BitSet from;
    private final BitSet to;
    private final BitSet groups;
    private final List<Service> services;
    private final Applicability applicability;
    private final Requirement requirement;
    private final boolean fromAny;
    private final boolean toAny;
    private final boolean eitherInitiator;
    private final boolean active;
    private final boolean hostLocal;

    /**
     * Joins.
     *
     * @param index place among all flows, in pack and document order
     * @param services protocols and ports as they are here; several for a row that refers to others
     * @param requirement the document's, or mandatory when the site requires it
     */
    CompiledRule(
            Rule rule,
            RulePart part,
            int index,
            Ends ends,
            List<Service> services,
            Applicability applicability,
            Requirement requirement) {
        this.rule = rule;
        this.part = part;
        this.index = index;
        this.from = ends.from();
        this.to = ends.to();
        this.groups = ends.groups();
        this.services = List.copyOf(services);
        this.applicability = applicability;
        this.requirement = requirement;
        this.fromAny = part.fromAny();
        this.toAny = part.toAny();
        this.eitherInitiator = rule.eitherInitiator();
        this.active = is(Applicability.State.ACTIVE) || is(Applicability.State.ROLE_NOT_IN_SITE);
        this.hostLocal = is(Applicability.State.HOST_LOCAL);
    }

    private boolean is(Applicability.State state) {
        return applicability.state() == state;
    }

    Rule rule() {
        return rule;
    }

    RulePart part() {
        return part;
    }

    int index() {
        return index;
    }

    BitSet groups() {
        return groups;
    }

    List<Service> services() {
        return services;
    }

    Applicability applicability() {
        return applicability;
    }

    Requirement requirement() {
        return requirement;
    }

    boolean fromAny() {
        return fromAny;
    }

    boolean toAny() {
        return toAny;
    }

    /** Whether it can explain traffic between hosts that have its roles. */
    boolean active() {
        return active;
    }

    boolean hostLocal() {
        return hostLocal;
    }

    /** Whether a feature or a version keeps it from applying here. */
    boolean inactive() {
        return is(Applicability.State.FEATURE_OFF) || is(Applicability.State.VERSION);
    }

    boolean fitsClient(HostClass client) {
        return fromAny || client.hasAny(from);
    }

    boolean fitsServer(HostClass server) {
        if (server.hasAny(to) || server.hasAny(groups)) {
            return true;
        }
        return toAny && (!server.isGroup() || groups.isEmpty());
    }

    /** Whether client and server have the roles of the row; either way round where the document leaves the initiator open. */
    boolean fits(HostClass client, HostClass server) {
        return (fitsClient(client) && fitsServer(server))
                || (eitherInitiator && fitsClient(server) && fitsServer(client));
    }

    /** Whether the hosts have the roles of the row when the one that answered is taken for the one that opened. */
    boolean fitsReversed(HostClass client, HostClass server) {
        return fits(/* client= */ server, /* server= */ client);
    }

    /** Ends that are fitted by name rather than by any, 0 to 2. */
    int named(HostClass server) {
        int ends = fromAny ? 0 : 1;
        return toAny && !server.hasAny(groups) ? ends : ends + 1;
    }

    /** Size of the narrowest range that holds the port, 0 when none does. */
    int width(int protocol, int port) {
        int width = 0;
        for (Service service : services) {
            int here = service.protocols().contains(protocol) ? service.ports().width(port) : 0;
            if (here > 0 && (width == 0 || here < width)) {
                width = here;
            }
        }
        return width;
    }

    /** Whether the port is only one of a broad range. */
    boolean broad(int protocol, int port) {
        return width(protocol, port) > PortRange.BROAD;
    }

    Reason reason(int protocol, int port) {
        int width = width(protocol, port);
        return width == EXACT ? Reason.EXACT : width > PortRange.BROAD ? Reason.BROAD_RANGE : Reason.RANGE;
    }

    boolean dynamic() {
        return part.portKind() == PortKind.DYNAMIC;
    }

    /** Whether a negotiated port can be this one: in the printed range, or, without one, no system port (RFC 6335). */
    boolean negotiable(int port) {
        Optional<PortRange> range = part.range();
        return range.map(printed -> printed.contains(port)).orElse(port >= 1024);
    }

    /** The place of the listed port that holds a port, as a table shows it. */
    Optional<PortRange> narrowest(int protocol, int port) {
        return services.stream()
                .filter(service -> service.protocols().contains(protocol))
                .flatMap(service -> service.ports().ranges().stream())
                .filter(range -> range.contains(port))
                .min(Comparator.comparingInt(PortRange::size));
    }

    /** Whether the row is about this protocol. */
    boolean speaks(int protocol) {
        return part.protocols().contains(IpProtocols.keyword(protocol))
                || part.protocols().contains(Integer.toString(protocol))
                || (part.protocols().contains("any") && IpProtocol.hasPorts(protocol))
                || (part.protocols().contains("unknown") && (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP));
    }

    private int need() {
        return switch (requirement) {
            case MANDATORY -> 0;
            case OPTIONAL -> 1;
            case UNSTATED -> 2;
        };
    }

    /** Orders by strength, strongest lowest: narrow before broad, then more ends named, then narrower, then more needed. */
    int strength(int named, int protocol, int port) {
        Reason reason = reason(protocol, port);
        int broad = reason == Reason.BROAD_RANGE ? 1 : 0;
        int narrow = reason == Reason.EXACT ? 0 : 1;
        return ((broad * 3 + 2 - named) * 2 + narrow) * 3 + need();
    }
}
