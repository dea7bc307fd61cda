package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

/**
 * What was seen of each host of the site: with which kinds of hosts it exchanged anything, and what it served that no row explains. This
 * says where the capture could have shown a rule and where not.
 */
final class HostContacts {
    /** Services beyond the documents that are kept for a host: those with the lowest numbers. */
    private static final int MOST_OTHERS = 16;

    /** An answered service that no row explains. */
    record Other(int protocol, int port, int clientKind) implements Comparable<Other> {
        @Override
        public int compareTo(Other other) {
            int byProtocol = Integer.compare(protocol, other.protocol);
            int byPort = byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
            return byPort != 0 ? byPort : Integer.compare(clientKind, other.clientKind);
        }
    }

    /** One host. */
    static final class Host {
        private final IpAddress address;
        private final int kind;
        private final long[] peers;
        private TreeSet<Other> others = null;

        private Host(IpAddress address, int kind, int kinds) {
            this.address = address;
            this.kind = kind;
            this.peers = new long[(kinds + 63) >>> 6];
        }

        IpAddress address() {
            return address;
        }

        int kind() {
            return kind;
        }

        /** Whether it exchanged anything with hosts of a kind. */
        boolean met(int peerKind) {
            return (peers[peerKind >>> 6] & 1L << peerKind) != 0;
        }

        List<Other> others() {
            return others == null ? List.of() : List.copyOf(others);
        }

        private void add(Other other) {
            others = others == null ? new TreeSet<>() : others;
            others.add(other);
            if (others.size() > MOST_OTHERS) {
                others.pollLast();
            }
        }
    }

    private final CompiledPolicy policy;
    private final boolean[] inSite;
    private Host[] slots = new Host[64];
    private int size;

    HostContacts(CompiledPolicy policy) {
        this.policy = policy;
        this.inSite = new boolean[policy.hostKinds()];
        for (int kind = 0; kind < inSite.length; kind++) {
            inSite[kind] = policy.inSite(kind) && !policy.rolesOf(kind).isEmpty();
        }
    }

    void note(ConversationView view, Verdict verdict, int clientKind, int serverKind) {
        int version = view.version();
        if (inSite[clientKind]) {
            Host client = host(version, view.clientHigh(), view.clientLow(), clientKind);
            client.peers[serverKind >>> 6] |= 1L << serverKind;
        }
        if (inSite[serverKind]) {
            Host server = host(version, view.serverHigh(), view.serverLow(), serverKind);
            server.peers[clientKind >>> 6] |= 1L << clientKind;
            if (verdict.kind() == VerdictKind.UNDOCUMENTED && view.answeredFlows() > 0) {
                server.add(new Other(view.protocol(), view.serverPort(), clientKind));
            }
        }
    }

    void addAll(HostContacts more) {
        for (Host host : more.slots) {
            if (host != null) {
                Host mine = host(host.address.version(), host.address.high(), host.address.low(), host.kind);
                for (int i = 0; i < mine.peers.length; i++) {
                    mine.peers[i] |= host.peers[i];
                }
                host.others().forEach(mine::add);
            }
        }
    }

    /** A host of the site that was seen, or null. */
    Host find(IpAddress address) {
        return slots[slot(slots, address.version(), address.high(), address.low())];
    }

    /** Hosts that were seen, by address. */
    List<Host> hosts() {
        List<Host> hosts = new ArrayList<>(size);
        for (Host host : slots) {
            if (host != null) {
                hosts.add(host);
            }
        }
        hosts.sort((left, right) -> left.address.compareTo(right.address));
        return hosts;
    }

    private Host host(int version, long high, long low, int kind) {
        int slot = slot(slots, version, high, low);
        if (slots[slot] == null) {
            if (++size > slots.length / 2) {
                grow();
                slot = slot(slots, version, high, low);
            }
            slots[slot] = new Host(new IpAddress(version, high, low), kind, policy.hostKinds());
        }
        return slots[slot];
    }

    private void grow() {
        Host[] larger = new Host[slots.length * 2];
        for (Host host : slots) {
            if (host != null) {
                IpAddress address = host.address;
                larger[slot(larger, address.version(), address.high(), address.low())] = host;
            }
        }
        slots = larger;
    }

    private static int slot(Host[] slots, int version, long high, long low) {
        int mask = slots.length - 1;
        int slot = (int) (((high * 31 + low) * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (slots[slot] != null) {
            IpAddress address = slots[slot].address;
            if (address.low() == low && address.high() == high && address.version() == version) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
