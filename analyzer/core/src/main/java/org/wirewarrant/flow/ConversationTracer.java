package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.PacketView;

/**
 * Finds the frames of chosen conversations in a capture that is read again: their packets either way in any layer, later fragments, and
 * ICMP errors that quote them. One thread.
 */
public final class ConversationTracer {
    private static final int FILTER_BITS = 1 << 20;
    private static final int MAX_DATAGRAMS = 4096;
    /** How long after the last packet of a conversation an ICMP error may still be about it. */
    public static final long ERROR_NANOS = 2_000_000_000L;

    private final HeaderDecoder decoder;
    private final Headers headers = new Headers();
    /** Hashes of the address pairs that are wanted: most packets are told from these without an object. */
    private final BitSet pairs = new BitSet(FILTER_BITS);

    private final Map<Key, List<Trace>> traces = new HashMap<>();
    private final Map<Datagram, List<Trace>> fragmented = new LinkedHashMap<>();
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long lastTime;

    private record Key(IpAddress client, IpAddress server, int protocol, int serverPort) {}

    private record Trace(int id, long firstNanos, long lastNanos) {}

    private record Datagram(IpAddress source, IpAddress destination, int protocol, int id) {}

    /**
     * A tracer that looks for nothing yet.
     *
     * @param decoder as the capture was first decoded; used by one thread
     */
    public ConversationTracer(HeaderDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Looks for a conversation from now on.
     *
     * @param id what {@link #trace} is to say of its frames; several conversations may have the same
     * @param client its client
     * @param server its server
     * @param protocol IANA protocol number
     * @param serverPort as {@link Conversation#serverPort} has it
     * @param firstNanos its first packet
     * @param lastNanos its last packet
     */
    public void add(
            int id, IpAddress client, IpAddress server, int protocol, int serverPort, long firstNanos, long lastNanos) {
        traces.computeIfAbsent(new Key(client, server, protocol, serverPort), key -> new ArrayList<>(1))
                .add(new Trace(id, firstNanos, lastNanos));
        pairs.set(pair(client.high(), client.low(), server.high(), server.low()));
        earliest = Math.min(earliest, firstNanos);
        latest = Math.max(latest, lastNanos);
    }

    /**
     * Names the conversations that a frame belongs to.
     *
     * @param frame borrowed; not kept
     * @param found told each id; an id may be told more than once
     */
    public void trace(Frame frame, IntConsumer found) {
        // As when flows were made: a frame without a time has that of the one before it.
        lastTime = frame.nanos() == Frame.NO_TIME ? lastTime : frame.nanos();
        if (lastTime < earliest || lastTime > latest + ERROR_NANOS) {
            return;
        }
        decoder.decode(frame, headers);
        for (int i = 0; i < headers.count(); i++) {
            PacketView packet = headers.layer(i);
            if (isWanted(packet.sourceHigh, packet.sourceLow, packet.destinationHigh, packet.destinationLow)) {
                packet(packet, found);
            }
            if (packet.quoted
                    && isWanted(
                            packet.quotedSourceHigh,
                            packet.quotedSourceLow,
                            packet.quotedDestinationHigh,
                            packet.quotedDestinationLow)) {
                quoted(packet, found);
            }
        }
    }

    private void packet(PacketView packet, IntConsumer found) {
        IpAddress source = new IpAddress(packet.version, packet.sourceHigh, packet.sourceLow);
        IpAddress destination = new IpAddress(packet.version, packet.destinationHigh, packet.destinationLow);
        Datagram datagram = new Datagram(source, destination, packet.fragmentProtocol, packet.fragmentId);
        List<Trace> matches;
        if (packet.fragment == PacketView.LATER_FRAGMENT) {
            matches = fragmented.getOrDefault(datagram, List.of());
        } else {
            matches = find(
                    source,
                    PacketEnds.sourcePort(packet),
                    destination,
                    PacketEnds.destinationPort(packet),
                    packet.protocol);
            if (packet.fragment == PacketView.FIRST_FRAGMENT && !matches.isEmpty()) {
                remember(datagram, matches);
            }
        }
        tell(matches, 0, found);
    }

    private void remember(Datagram datagram, List<Trace> matches) {
        if (fragmented.size() == MAX_DATAGRAMS) {
            fragmented.remove(fragmented.keySet().iterator().next());
        }
        fragmented.put(datagram, matches);
    }

    private void quoted(PacketView packet, IntConsumer found) {
        tell(
                find(
                        new IpAddress(packet.version, packet.quotedSourceHigh, packet.quotedSourceLow),
                        packet.quotedSourcePort,
                        new IpAddress(packet.version, packet.quotedDestinationHigh, packet.quotedDestinationLow),
                        packet.quotedDestinationPort,
                        packet.quotedProtocol),
                ERROR_NANOS,
                found);
    }

    private List<Trace> find(
            IpAddress source, int sourcePort, IpAddress destination, int destinationPort, int protocol) {
        List<Trace> forth = traces.getOrDefault(new Key(source, destination, protocol, destinationPort), List.of());
        List<Trace> back = traces.getOrDefault(new Key(destination, source, protocol, sourcePort), List.of());
        if (forth.isEmpty() || back.isEmpty()) {
            return forth.isEmpty() ? back : forth;
        }
        List<Trace> both = new ArrayList<>(forth);
        both.addAll(back);
        return both;
    }

    private void tell(List<Trace> matches, long grace, IntConsumer found) {
        for (Trace match : matches) {
            if (lastTime >= match.firstNanos() && lastTime <= match.lastNanos() + grace) {
                found.accept(match.id());
            }
        }
    }

    private boolean isWanted(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        return pairs.get(pair(sourceHigh, sourceLow, destinationHigh, destinationLow));
    }

    /** The same for both directions. */
    private static int pair(long highA, long lowA, long highB, long lowB) {
        long sum = FlowKey.mix(highA * 31 + lowA) + FlowKey.mix(highB * 31 + lowB);
        return (int) sum & (FILTER_BITS - 1);
    }
}
