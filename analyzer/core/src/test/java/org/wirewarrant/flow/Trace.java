package org.wirewarrant.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpProtocol;

/**
 * A hand-made capture: packets a millisecond apart, read from memory. Flows come back as one line each, for example
 * {@code tcp 10.0.0.9:40000 > 10.0.0.1:443 SF syn 5/4 answered}: protocol, client, server, state, orientation, packets of client and
 * server, what became of it, and tunnel and VLAN where there are any.
 */
final class Trace {
    static final long START = 1_700_000_000_000_000_000L;
    static final long MILLISECOND = 1_000_000;

    private static final class Captured {
        private final byte[] bytes;
        private final long nanos;

        Captured(byte[] bytes, long nanos) {
            this.bytes = bytes;
            this.nanos = nanos;
        }
    }

    private final List<Captured> frames = new ArrayList<>();
    private final IdleLimits limits;
    private long now = START;
    private int nextId = 1;

    Trace() {
        this(IdleLimits.DEFAULT);
    }

    Trace(IdleLimits limits) {
        this.limits = limits;
    }

    /** Adds a packet with an identification of its own, unless it has one, a millisecond after the last. */
    Trace add(Packet... packets) {
        for (Packet packet : packets) {
            if (!packet.hasId()) {
                packet.id(nextId++);
            }
            frames.add(new Captured(packet.frame(), now));
            now += MILLISECOND;
        }
        return this;
    }

    Trace addFrame(byte[] bytes) {
        frames.add(new Captured(bytes, now));
        now += MILLISECOND;
        return this;
    }

    /** Lets time pass, or go back. */
    Trace pause(long milliseconds) {
        now += milliseconds * MILLISECOND;
        return this;
    }

    TcpDialog tcp(String client, String server) {
        return new TcpDialog(this, client, server);
    }

    int size() {
        return frames.size();
    }

    Observation observe() {
        return observe(0, frames.size(), 0);
    }

    /** Observes a stretch of the frames alone. */
    Observation observe(int from, int to, int part) {
        FlowMeter meter = new FlowMeter(new HeaderDecoder(), limits, 1, FlowMeter.Progress.NONE, () -> false);
        try {
            return meter.observe(new Source(frames.subList(from, to)), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Observes with a table of at most so many flows. */
    Observation observeWithin(int maxFlows) {
        return observeWithin(maxFlows, frames.size());
    }

    /** Observes the first frames with a table of at most so many flows. */
    Observation observeWithin(int maxFlows, int first) {
        FlowMeter meter = new FlowMeter(new HeaderDecoder(), limits, maxFlows, 1, FlowMeter.Progress.NONE, () -> false);
        try {
            return meter.observe(new Source(frames.subList(0, first)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Observation observe(int threads) {
        FlowMeter meter = new FlowMeter(new HeaderDecoder(), limits, threads, FlowMeter.Progress.NONE, () -> false);
        try {
            return meter.observe(new Source(frames));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frames. */
    CaptureSource source() {
        return new Source(frames);
    }

    /** The flows in order of their first packet. */
    List<String> flows() {
        return flows(DirectionHint.NONE);
    }

    List<String> flows(DirectionHint hint) {
        return lines(observe().orient(hint));
    }

    static List<String> lines(OrientedFlows flows) {
        record Line(long first, String text) {}
        List<Line> lines = new ArrayList<>();
        FlowView view = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, view);
            lines.add(new Line(view.firstNanos(), line(view)));
        }
        return lines.stream()
                .sorted((x, y) -> x.first != y.first ? Long.compare(x.first, y.first) : x.text.compareTo(y.text))
                .map(Line::text)
                .toList();
    }

    static String line(FlowView flow) {
        String fate = flow.answered() ? "answered" : flow.refused() ? "refused" : "unanswered";
        String tunnel = flow.tunnel().isEmpty() ? "" : " " + flow.tunnel();
        String vlan = flow.vlan().isEmpty() ? "" : " vlan:" + flow.vlan();
        return "%s %s > %s %s %s %d/%d %s%s%s"
                .formatted(
                        IpProtocol.keyword(flow.protocol()),
                        endpoint(flow.client().toString(), flow.hasPorts() ? flow.clientPort() : -1),
                        endpoint(
                                flow.server().toString(),
                                flow.hasPorts() || IpProtocol.isIcmp(flow.protocol()) ? flow.serverPort() : -1),
                        flow.connState(),
                        flow.orientation().keyword(),
                        flow.clientPackets(),
                        flow.serverPackets(),
                        fate,
                        tunnel,
                        vlan);
    }

    private static String endpoint(String address, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return port < 0 ? host : host + ":" + port;
    }

    /** Frames from memory. */
    private static final class Source implements CaptureSource {
        private final List<Captured> frames;
        private int at;

        Source(List<Captured> frames) {
            this.frames = frames;
        }

        @Override
        public boolean next(Frame frame) {
            if (at == frames.size()) {
                return false;
            }
            Captured captured = frames.get(at++);
            int length = captured.bytes.length;
            frame.wrap(captured.bytes, 0, length, length, captured.nanos, LinkTypes.ETHERNET, at);
            return true;
        }

        @Override
        public CaptureSummary summary() {
            return new CaptureSummary(
                    "trace",
                    "memory",
                    List.of(LinkTypes.ETHERNET),
                    0,
                    at,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public long bytesConsumed() {
            return at;
        }

        @Override
        public void close() {}
    }
}
