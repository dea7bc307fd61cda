package org.wirewarrant.flow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.HeaderDecoder;

/** A program of its own: reads SYNs from forged sources to one server, a microsecond apart, and prints what became of them. */
final class Flood implements CaptureSource {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final int LENGTH = 54;

    private final byte[] bytes =
            Packet.tcp("0.0.0.0:0", "10.0.0.1:443", Packet.SYN, 0, 0).frame();
    private final SplittableRandom random = new SplittableRandom(42);
    private final long frames;
    private long read;

    private Flood(long frames) {
        this.frames = frames;
    }

    /** Takes the number of frames. */
    public static void main(String[] args) throws IOException {
        FlowMeter meter =
                new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 2, FlowMeter.Progress.NONE, () -> false);
        Observation observation = meter.observe(new Flood(Long.parseLong(args[0])));
        OrientedFlows flows = observation.orient(DirectionHint.NONE);
        Conversations conversations = flows.conversations();
        FlowView flow = new FlowView();
        long[] sums = new long[4];
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, flow);
            sums[0] += flow.flows();
            sums[1] += flow.clientPackets();
            sums[2] += flow.clientBytes();
            sums[3] += flow.serverPackets() + flow.serverBytes();
        }
        System.out.printf(
                "frames %d, flows %d, packets %d, bytes %d, from the server %d, bounded %b%n",
                observation.frames().inFlows(),
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                conversations.size() <= flows.size() && flows.size() <= FlowMeter.defaultMaxFlows());
    }

    @Override
    public boolean next(Frame frame) {
        if (read == frames) {
            return false;
        }
        put(26, random.nextInt(), 4);
        put(34, random.nextInt(), 2);
        put(38, random.nextInt(), 4);
        frame.wrap(bytes, 0, LENGTH, LENGTH, START + read * 1_000, LinkTypes.ETHERNET, ++read);
        return true;
    }

    private void put(int at, int value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    @Override
    public CaptureSummary summary() {
        return new CaptureSummary(
                "flood",
                "memory",
                List.of(LinkTypes.ETHERNET),
                0,
                read,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public long bytesConsumed() {
        return read * LENGTH;
    }

    @Override
    public void close() {}
}
