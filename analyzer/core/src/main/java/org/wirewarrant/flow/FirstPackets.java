package org.wirewarrant.flow;

import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/**
 * Tells the first packets of every conversation from the later ones, in fixed memory: conversations are counted by hash, so that two of
 * them may share a count and yield fewer. Which end is the server is not known yet; where a SYN does not say it, the lower port is taken
 * for it, and where that is wrong more packets count as first, not fewer. One thread.
 */
public final class FirstPackets {
    private static final int COUNTERS = 1 << 22;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    /** Stands for the port of a client, which does not tell conversations apart. */
    private static final int CLIENT = 1 << 16;

    private static final int FRAGMENTS = 1 << 8;
    private static final int QUOTES = 1 << 9;

    private final HeaderDecoder decoder;
    private final int most;
    private final Headers headers = new Headers();
    private final byte[] counts = new byte[COUNTERS];
    private long conversation;
    private int nth;

    /**
     * A fresh count.
     *
     * @param decoder as the capture is decoded; used by one thread
     * @param most packets of a conversation that are among its first, 1 to 127
     */
    public FirstPackets(HeaderDecoder decoder, int most) {
        this.decoder = decoder;
        this.most = most;
    }

    /**
     * Counts a frame.
     *
     * @return which one it is of the conversation that it is the earliest of, from 1; 0 when it is among the first of none
     */
    public int count(Frame frame) {
        decoder.decode(frame, headers);
        nth = 0;
        for (int i = 0; i < headers.count(); i++) {
            PacketView packet = headers.layer(i);
            count(conversation(packet));
            if (packet.quoted) {
                count(quoted(packet));
            }
        }
        return nth;
    }

    /** The conversation that the last frame is the {@link #count}-th of. */
    public long conversation() {
        return conversation;
    }

    /** Goes on with a conversation of which so many packets were seen before. */
    public void resume(long of, int seen) {
        int counter = counter(of);
        counts[counter] = (byte) Math.max(counts[counter], Math.min(seen, most));
    }

    /** Goes on with what another one counted. */
    public void resume(FirstPackets earlier) {
        for (int i = 0; i < COUNTERS; i++) {
            counts[i] = (byte) Math.min(most, Math.max(counts[i], earlier.counts[i]));
        }
    }

    private static int counter(long conversation) {
        return (int) conversation & (COUNTERS - 1);
    }

    private void count(long of) {
        int counter = counter(of);
        if (counts[counter] < most) {
            counts[counter]++;
            if (nth == 0 || counts[counter] < nth) {
                nth = counts[counter];
                conversation = of;
            }
        }
    }

    private static long conversation(PacketView packet) {
        int source = 0;
        int destination = 0;
        int protocol = packet.protocol;
        if (packet.fragment == PacketView.LATER_FRAGMENT) {
            // Without ports, all that two hosts cut up counts together.
            protocol |= FRAGMENTS;
        } else if (protocol == IpProtocol.TCP && (packet.tcpFlags & SYN) != 0) {
            boolean answer = (packet.tcpFlags & ACK) != 0;
            source = answer ? packet.sourcePort : CLIENT;
            destination = answer ? CLIENT : packet.destinationPort;
        } else if (IpProtocol.isIcmp(protocol)) {
            source = PacketEnds.sourcePort(packet);
            destination = PacketEnds.destinationPort(packet);
        } else {
            source = packet.sourcePort <= packet.destinationPort ? packet.sourcePort : CLIENT;
            destination = packet.destinationPort <= packet.sourcePort ? packet.destinationPort : CLIENT;
        }
        return hash(
                packet.sourceHigh,
                packet.sourceLow,
                source,
                packet.destinationHigh,
                packet.destinationLow,
                destination,
                protocol);
    }

    private static long quoted(PacketView packet) {
        boolean sourceServes = packet.quotedSourcePort <= packet.quotedDestinationPort;
        return hash(
                packet.quotedSourceHigh,
                packet.quotedSourceLow,
                sourceServes ? packet.quotedSourcePort : CLIENT,
                packet.quotedDestinationHigh,
                packet.quotedDestinationLow,
                sourceServes ? CLIENT : packet.quotedDestinationPort,
                packet.quotedProtocol | QUOTES);
    }

    /** The same for both directions. */
    private static long hash(long highA, long lowA, int portA, long highB, long lowB, int portB, int protocol) {
        return FlowKey.mix(
                FlowKey.endpoint(highA, lowA, portA, protocol) + FlowKey.endpoint(highB, lowB, portB, protocol));
    }
}
