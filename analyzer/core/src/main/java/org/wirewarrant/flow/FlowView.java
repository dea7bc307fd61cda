package org.wirewarrant.flow;

import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** A reusable view of one oriented flow. */
public final class FlowView {
    private static final Encapsulation[] ENCAPSULATIONS = Encapsulation.values();

    private long[] page = new long[FlowRecords.STRIDE];
    private int base;
    private int client;
    private byte decision;

    void wrap(long[] words, int start, byte decided) {
        page = words;
        base = start;
        decision = decided;
        client = Decision.clientIsB(decided) ? 1 : 0;
    }

    private long word() {
        return page[base + FlowRecords.KEY];
    }

    private IpAddress address(int side) {
        return FlowRecords.address(page, base, side == 1);
    }

    private int port(int side) {
        return side == 1 ? FlowKey.portB(word()) : FlowKey.portA(word());
    }

    /** Who opened. */
    public IpAddress client() {
        return address(client);
    }

    /** Who answered, or was meant to. */
    public IpAddress server() {
        return address(1 - client);
    }

    /** The client's port; 0 for ICMP and protocols without ports. */
    public int clientPort() {
        return port(client);
    }

    /** The server's port; for ICMP the type of the request; 0 for protocols without ports. */
    public int serverPort() {
        return port(1 - client);
    }

    /** IANA protocol number. */
    public int protocol() {
        return FlowKey.protocol(word());
    }

    /** How client and server were told apart. */
    public Orientation orientation() {
        return Decision.orientation(decision);
    }

    /** First packet, nanoseconds since the epoch. */
    public long firstNanos() {
        return page[base + FlowRecords.FIRST];
    }

    /** Last packet. */
    public long lastNanos() {
        return page[base + FlowRecords.LAST];
    }

    /** Packets from the client. */
    public long clientPackets() {
        return page[base + FlowRecords.PACKETS_A + client];
    }

    /** Packets from the server. */
    public long serverPackets() {
        return page[base + FlowRecords.PACKETS_B - client];
    }

    /** IP bytes from the client. */
    public long clientBytes() {
        return page[base + FlowRecords.BYTES_A + client];
    }

    /** IP bytes from the server. */
    public long serverBytes() {
        return page[base + FlowRecords.BYTES_B - client];
    }

    /** Transport payload bytes of both sides. */
    public long payloadBytes() {
        return page[base + FlowRecords.PAYLOAD_A] + page[base + FlowRecords.PAYLOAD_B];
    }

    private long history() {
        long history = page[base + FlowRecords.HISTORY];
        return client == 1 ? Event.swapSides(history) : history;
    }

    boolean clientIsB() {
        return client == 1;
    }

    boolean version6() {
        return FlowKey.version6(word());
    }

    /** Upper half of an end's address. */
    long high(boolean ofClient) {
        return page[base + (ofClient == (client == 1) ? 2 : 0)];
    }

    /** Lower half of an end's address. */
    long low(boolean ofClient) {
        return page[base + (ofClient == (client == 1) ? 3 : 1)];
    }

    private boolean isAggregate() {
        return FlowRecords.isAggregate(page, base);
    }

    /**
     * Number of flows that this one stands for: 1, but for those that were handed on early and added up. Of these a port of 0 and an
     * address of zeroes stand for many.
     */
    public long flows() {
        return isAggregate() ? page[base + FlowRecords.SEQUENCE] : 1;
    }

    /** Zeek's state. */
    public ConnState connState() {
        if (isAggregate()) {
            return Aggregate.state(page, base);
        }
        return ConnStates.of(protocol(), history(), payloadBytes() > 0);
    }

    /** Whether the server sent a SYN+ACK or data; for UDP and others any packet. */
    public boolean answered() {
        if (isAggregate()) {
            return (page[base + FlowRecords.MISC] & Aggregate.ANSWERED) != 0;
        }
        if (!Event.hasStates(protocol())) {
            return serverPackets() > 0;
        }
        long history = page[base + FlowRecords.HISTORY];
        int server = client == 1 ? 0 : Event.FROM_B;
        return Event.has(history, Event.SYN_ACK | server) || Event.has(history, Event.DATA | server);
    }

    /** Whether it was not answered but refused: by a RST to the client's SYN, or an ICMP error that quotes the client's packet. */
    public boolean refused() {
        if (answered()) {
            return false;
        }
        if (isAggregate()) {
            return (page[base + FlowRecords.MISC] & Aggregate.REFUSED) != 0;
        }
        int server = client == 1 ? 0 : Event.FROM_B;
        long icmp = client == 1 ? FlowRecords.REFUSED_B : FlowRecords.REFUSED_A;
        long history = page[base + FlowRecords.HISTORY];
        boolean tried = Event.hasStates(protocol()) && Event.has(history, Event.SYN | (server ^ Event.FROM_B));
        boolean reset = tried && Event.has(history, Event.RST | server);
        return reset || (page[base + FlowRecords.MISC] & icmp) != 0;
    }

    /** Bits of {@link Weakness}. A flow that takes up TLS later was not plain for good. */
    int weaknesses() {
        int bits = (int) (page[base + FlowRecords.MISC] >>> FlowRecords.WEAKNESS_SHIFT);
        return bits
                & ((bits & WeaknessReader.TLS) != 0 ? Weakness.ALL_BITS & ~Weakness.NO_TLS.bit() : Weakness.ALL_BITS);
    }

    /** Whether its payload shows a weakness; of several flows added up, whether that of any does. */
    public boolean shows(Weakness weakness) {
        return (weaknesses() & weakness.bit()) != 0;
    }

    /** {@code carrier:<kind>}, {@code inside:<kind>[/<kind>]} (both joined by a space), or empty. */
    public String tunnel() {
        String inside = FlowKey.pathName(FlowKey.path(word()));
        int carries = (int) (page[base + FlowRecords.MISC] >>> FlowRecords.CARRIES_SHIFT) & 31;
        String carrier = carries == 0 ? "" : "carrier:" + ENCAPSULATIONS[carries].keyword();
        if (inside.isEmpty()) {
            return carrier;
        }
        return carrier.isEmpty() ? "inside:" + inside : "inside:" + inside + " " + carrier;
    }

    /** VLAN identifiers from the outermost, separated by dots; empty for none. */
    public String vlan() {
        long tags = page[base + FlowRecords.MISC] & FlowRecords.VLAN_MASK;
        StringBuilder text = new StringBuilder();
        for (long rest = tags; (rest & 1 << 12) != 0; rest >>>= 13) {
            text.append(text.length() == 0 ? "" : ".").append(rest & 0xfff);
        }
        return text.toString();
    }

    /** Whether the protocol has ports. */
    public boolean hasPorts() {
        return IpProtocol.hasPorts(protocol());
    }
}
