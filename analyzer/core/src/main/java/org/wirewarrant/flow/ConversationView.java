package org.wirewarrant.flow;

import java.util.Optional;
import java.util.Set;
import org.wirewarrant.wire.IpAddress;

/** A reusable view of one conversation's totals, in primitives. */
public final class ConversationView {
    private final FlowView flow = new FlowView();
    private boolean version6;
    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    private int protocol;
    private int serverPort;
    private Orientation orientation;
    private long flows;
    private long answeredFlows;
    private long refusedFlows;
    private long clientPackets;
    private long serverPackets;
    private long clientBytes;
    private long serverBytes;
    private long firstNanos;
    private long lastNanos;
    private int reversePort;
    private int weaknesses;

    /** Adds up a chain of flows, which has at least one. */
    void sum(OrientedFlows oriented, int head, int[] next) {
        oriented.view(head, flow);
        begin();
        for (int i = head; i >= 0; i = next[i]) {
            if (i != head) {
                oriented.view(i, flow);
            }
            add();
        }
    }

    private void begin() {
        version6 = flow.version6();
        clientHigh = flow.high(true);
        clientLow = flow.low(true);
        serverHigh = flow.high(false);
        serverLow = flow.low(false);
        protocol = flow.protocol();
        serverPort = flow.serverPort();
        reversePort = flow.clientPort();
        orientation = Orientation.UNDECIDED;
        flows = 0;
        answeredFlows = 0;
        refusedFlows = 0;
        clientPackets = 0;
        serverPackets = 0;
        clientBytes = 0;
        serverBytes = 0;
        firstNanos = Long.MAX_VALUE;
        lastNanos = Long.MIN_VALUE;
        weaknesses = 0;
    }

    private void add() {
        long count = flow.flows();
        boolean answered = flow.answered();
        flows += count;
        answeredFlows += answered ? count : 0;
        refusedFlows += !answered && flow.refused() ? count : 0;
        clientPackets += flow.clientPackets();
        serverPackets += flow.serverPackets();
        clientBytes += flow.clientBytes();
        serverBytes += flow.serverBytes();
        firstNanos = Math.min(firstNanos, flow.firstNanos());
        lastNanos = Math.max(lastNanos, flow.lastNanos());
        reversePort = flow.clientPort() == reversePort && count == 1 ? reversePort : -1;
        orientation = flow.orientation().compareTo(orientation) < 0 ? flow.orientation() : orientation;
        weaknesses |= flow.weaknesses();
    }

    /** The totals as a value. */
    Conversation conversation(Optional<Conversation> control) {
        return new Conversation(
                client(),
                server(),
                protocol,
                serverPort,
                orientation,
                flows,
                answeredFlows,
                refusedFlows,
                clientPackets,
                serverPackets,
                clientBytes,
                serverBytes,
                firstNanos,
                lastNanos,
                reversePort,
                control);
    }

    /** Who opened. */
    public IpAddress client() {
        return new IpAddress(version(), clientHigh, clientLow);
    }

    /** Who answered, or was meant to. */
    public IpAddress server() {
        return new IpAddress(version(), serverHigh, serverLow);
    }

    /** IP version, 4 or 6. */
    public int version() {
        return version6 ? 6 : 4;
    }

    /** Upper 64 bits of the client's address; 0 for IPv4. */
    public long clientHigh() {
        return clientHigh;
    }

    /** Lower 64 bits of the client's address. */
    public long clientLow() {
        return clientLow;
    }

    /** Upper 64 bits of the server's address; 0 for IPv4. */
    public long serverHigh() {
        return serverHigh;
    }

    /** Lower 64 bits of the server's address. */
    public long serverLow() {
        return serverLow;
    }

    /** IANA protocol number. */
    public int protocol() {
        return protocol;
    }

    /** Server's port; for ICMP and ICMPv6 the type; 0 for protocols without ports. */
    public int serverPort() {
        return serverPort;
    }

    /** The strongest evidence among its flows. */
    public Orientation orientation() {
        return orientation;
    }

    /** Number of flows. */
    public long flows() {
        return flows;
    }

    /** Answered flows. */
    public long answeredFlows() {
        return answeredFlows;
    }

    /** Unanswered flows that were refused. */
    public long refusedFlows() {
        return refusedFlows;
    }

    /** Packets from the client. */
    public long clientPackets() {
        return clientPackets;
    }

    /** Packets from the server. */
    public long serverPackets() {
        return serverPackets;
    }

    /** Packets both ways. */
    public long packets() {
        return clientPackets + serverPackets;
    }

    /** IP bytes both ways. */
    public long bytes() {
        return clientBytes + serverBytes;
    }

    /** First packet, nanoseconds since the epoch. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Last packet. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Whether the payload of any flow gives something away. */
    public boolean isWeak() {
        return weaknesses != 0;
    }

    /** What the payload of its flows gives away. */
    public Set<Weakness> weaknesses() {
        return Weakness.of(weaknesses);
    }

    /** The client's port when every flow uses the same one, else -1. */
    public int reversePort() {
        return reversePort;
    }
}
