package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

    private static final int KIND_BITS = 32;
    private static final int PORT_BITS = 16;

    /** Words of a slot: the address, IP version and kind of the host (0: the slot is free), then bits of the kinds that it met. */
    private static final int HIGH = 0;

    private static final int LOW = 1;
    private static final int HOST = 2;
    private static final int PEERS = 3;

    /** An answered service that no row explains. */
    record Other(int protocol, int port, int clientKind) {
        private static Other of(long number) {
            int service = (int) (number >>> KIND_BITS);
            return new Other(service >>> PORT_BITS, service & (1 << PORT_BITS) - 1, (int) number);
        }

        private static long number(int protocol, int port, int clientKind) {
            return (long) (protocol << PORT_BITS | port) << KIND_BITS | clientKind;
        }
    }

    /**
     * One host.
     *
     * @param address its address
     * @param kind what the site says of it
     * @param peers kinds of hosts with which it exchanged anything
     * @param others services that no row explains, the lowest protocols and ports
     */
    record Host(IpAddress address, int kind, BitSet peers, List<Other> others) {}

    private final boolean[] inSite;
    private final int width;
    private long[] slots;
    private LowestNumbers[] others;
    private int size;

    HostContacts(CompiledPolicy policy) {
        inSite = new boolean[policy.hostKinds()];
        for (int kind = 0; kind < inSite.length; kind++) {
            inSite[kind] = policy.inSite(kind) && !policy.rolesOf(kind).isEmpty();
        }
        width = PEERS + ((inSite.length + Long.SIZE - 1) / Long.SIZE);
        others = new LowestNumbers[64];
        slots = new long[others.length * width];
    }

    void note(ConversationView view, Verdict verdict, int clientKind, int serverKind) {
        int version = view.version();
        if (inSite[clientKind]) {
            meet(slot(version, view.clientHigh(), view.clientLow(), clientKind), serverKind);
        }
        if (inSite[serverKind]) {
            int server = slot(version, view.serverHigh(), view.serverLow(), serverKind);
            meet(server, clientKind);
            if (view.answeredFlows() > 0 && verdict.kind() == VerdictKind.UNDOCUMENTED) {
                others(server).add(Other.number(view.protocol(), view.serverPort(), clientKind));
            }
        }
    }

    private void meet(int slot, int kind) {
        int word = slot * width + PEERS + (kind >>> 6);
        long met = slots[word] | 1L << kind;
        if (met != slots[word]) {
            slots[word] = met;
        }
    }

    private LowestNumbers others(int slot) {
        if (others[slot] == null) {
            others[slot] = new LowestNumbers(MOST_OTHERS);
        }
        return others[slot];
    }

    void addAll(HostContacts more) {
        for (int from = 0; from < more.others.length; from++) {
            int base = from * width;
            if (more.slots[base + HOST] != 0) {
                long host = more.slots[base + HOST];
                int slot = slot(version(host), more.slots[base + HIGH], more.slots[base + LOW], kind(host));
                for (int i = PEERS; i < width; i++) {
                    slots[slot * width + i] |= more.slots[base + i];
                }
                if (more.others[from] != null) {
                    Arrays.stream(more.others[from].toArray()).forEach(others(slot)::add);
                }
            }
        }
    }

    /** A host of the site that was seen, or null. */
    Host find(IpAddress address) {
        int slot = find(slots, address.version(), address.high(), address.low());
        return slots[slot * width + HOST] == 0 ? null : host(slot);
    }

    /** Hosts that were seen, by address. */
    List<Host> hosts() {
        List<Host> hosts = new ArrayList<>(size);
        for (int slot = 0; slot < others.length; slot++) {
            if (slots[slot * width + HOST] != 0) {
                hosts.add(host(slot));
            }
        }
        hosts.sort((left, right) -> left.address.compareTo(right.address));
        return hosts;
    }

    private Host host(int slot) {
        int base = slot * width;
        long host = slots[base + HOST];
        List<Other> served = others[slot] == null
                ? List.of()
                : Arrays.stream(others[slot].toArray()).mapToObj(Other::of).toList();
        return new Host(
                new IpAddress(version(host), slots[base + HIGH], slots[base + LOW]),
                kind(host),
                BitSet.valueOf(Arrays.copyOfRange(slots, base + PEERS, base + width)),
                served);
    }

    private static int version(long host) {
        return (int) (host >>> KIND_BITS);
    }

    private static int kind(long host) {
        return (int) host;
    }

    /** The slot of a host, a new one where it was not seen before. */
    private int slot(int version, long high, long low, int kind) {
        int slot = find(slots, version, high, low);
        if (slots[slot * width + HOST] == 0) {
            if (++size > others.length / 2) {
                grow();
                slot = find(slots, version, high, low);
            }
            slots[slot * width + HIGH] = high;
            slots[slot * width + LOW] = low;
            slots[slot * width + HOST] = (long) version << KIND_BITS | kind;
        }
        return slot;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        LowestNumbers[] largerOthers = new LowestNumbers[others.length * 2];
        for (int from = 0; from < others.length; from++) {
            int base = from * width;
            if (slots[base + HOST] != 0) {
                int to = find(larger, version(slots[base + HOST]), slots[base + HIGH], slots[base + LOW]);
                System.arraycopy(slots, base, larger, to * width, width);
                largerOthers[to] = others[from];
            }
        }
        slots = larger;
        others = largerOthers;
    }

    /** The slot that a host has, or the free one that it would get. */
    private int find(long[] table, int version, long high, long low) {
        int mask = table.length / width - 1;
        int slot = (int) (((high * 31 + low) * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (true) {
            int base = slot * width;
            boolean free = table[base + HOST] == 0;
            if (free
                    || (table[base + LOW] == low
                            && table[base + HIGH] == high
                            && version(table[base + HOST]) == version)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }
}
