package org.wirewarrant.audit;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one rule's conversations add up to. */
final class RuleTally {
    /** What was seen on one port. */
    static final class OfPort {
        final AddressSet servers = new AddressSet();
        boolean refused;
    }

    private final AddressSet servers = new AddressSet();
    private final AddressSet silentServers = new AddressSet();
    private final AddressSet refusingServers = new AddressSet();
    private final boolean byPort;
    private final SortedMap<Integer, OfPort> ports = new TreeMap<>();
    private long flows;
    private long packets;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean answeredAlone;
    private boolean answeredAmbiguously;
    private boolean refused;

    /**
     * Nothing yet.
     *
     * @param byPort whether each port is told apart
     */
    RuleTally(boolean byPort) {
        this.byPort = byPort;
    }

    void add(Credit credit, boolean ambiguous) {
        flows += credit.flows;
        packets += credit.packets;
        bytes += credit.bytes;
        first = Math.min(first, credit.first);
        last = Math.max(last, credit.last);
        silentServers.addAll(credit.silentServers);
        refusingServers.addAll(credit.refusingServers);
        if (credit.servers.size() > 0) {
            servers.addAll(credit.servers);
            answeredAlone |= !ambiguous;
            answeredAmbiguously |= ambiguous;
        }
        refused |= credit.refused;
        if (byPort) {
            OfPort port = ports.computeIfAbsent(credit.port, number -> new OfPort());
            port.servers.addAll(credit.servers);
            port.refused |= credit.refused;
        }
    }

    boolean answered() {
        return answeredAlone || answeredAmbiguously;
    }

    boolean onlyAmbiguous() {
        return !answeredAlone;
    }

    boolean refused() {
        return refused;
    }

    /** Servers that answered. */
    AddressSet servers() {
        return servers;
    }

    /** Servers that, at least once, did not answer. */
    AddressSet silentServers() {
        return silentServers;
    }

    /** Servers that, at least once, refused. */
    AddressSet refusingServers() {
        return refusingServers;
    }

    /** What was seen on each port, where ports are told apart. */
    SortedMap<Integer, OfPort> ports() {
        return ports;
    }

    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    OptionalLong first() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    OptionalLong last() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
