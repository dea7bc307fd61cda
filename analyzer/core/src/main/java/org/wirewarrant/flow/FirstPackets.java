package org.wirewarrant.flow;

import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;
import org.wirewarrant.wire.PacketView;

/**
 * Tells the first packets of every flow from the later ones, in fixed memory: flows are counted by hash, so that two of them may share a
 * count and yield fewer. One thread.
 */
public final class FirstPackets {
    private static final int COUNTERS = 1 << 22;

    private final HeaderDecoder decoder;
    private final int most;
    private final Headers headers = new Headers();
    private final byte[] counts = new byte[COUNTERS];

    /**
     * A fresh count.
     *
     * @param decoder as the capture is decoded; used by one thread
     * @param most packets of a flow that are among its first, 1 to 127
     */
    public FirstPackets(HeaderDecoder decoder, int most) {
        this.decoder = decoder;
        this.most = most;
    }

    /** Counts a frame, and says whether it is among the first of any flow that it has to do with. */
    public boolean isFirst(Frame frame) {
        decoder.decode(frame, headers);
        boolean first = false;
        for (int i = 0; i < headers.count(); i++) {
            PacketView packet = headers.layer(i);
            long source = FlowKey.endpoint(packet.sourceHigh, packet.sourceLow, packet.sourcePort, packet.protocol);
            long destination = FlowKey.endpoint(
                    packet.destinationHigh, packet.destinationLow, packet.destinationPort, packet.protocol);
            int counter = (int) FlowKey.mix(source + destination) & (COUNTERS - 1);
            if (counts[counter] < most) {
                counts[counter]++;
                first = true;
            }
        }
        return first;
    }
}
