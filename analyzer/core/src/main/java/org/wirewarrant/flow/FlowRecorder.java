package org.wirewarrant.flow;

import java.util.List;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;

/**
 * Meters frames that come without end, and says at any time what was observed so far. The same fold as {@link FlowMeter}'s. One thread,
 * except that a {@link Snapshot} belongs to whoever has it.
 */
public final class FlowRecorder {
    /** Announced ports above which those of which nothing came are forgotten. */
    private static final int LEAST_ANNOUNCED = NegotiationReader.MAX_NEGOTIATIONS / 4;

    private static final int MOST_ANNOUNCED = NegotiationReader.MAX_NEGOTIATIONS / 4 * 3;

    private final HeaderDecoder decoder;
    private final IdleLimits limits;
    private final FlowTable table;
    private final FrameTally tally = new FrameTally();
    private final NegotiationReader negotiations = new NegotiationReader();
    private final PacketEncoder encoder = new PacketEncoder(tally, negotiations);
    private final PacketBatch batch = new PacketBatch();
    private final Headers headers = new Headers();
    private Part copied;
    private int announcedAtMost = LEAST_ANNOUNCED;

    /**
     * A recorder that has seen nothing.
     *
     * @param decoder decodes the frames
     * @param limits when a silent 5-tuple is a new flow
     * @param maxFlows most flows that are kept apart, at least {@link FlowMeter#MIN_FLOWS}
     * @param part number of the part that it observes, from 0: merged observations follow each other by it
     */
    public FlowRecorder(HeaderDecoder decoder, IdleLimits limits, int maxFlows, int part) {
        if (maxFlows < FlowMeter.MIN_FLOWS) {
            throw new IllegalArgumentException(
                    "at least " + FlowMeter.MIN_FLOWS + " flows must be kept apart, not " + maxFlows);
        }
        this.decoder = decoder;
        this.limits = limits;
        this.table = new FlowTable(limits, maxFlows);
        this.copied = new Part(part, new FlowRecords(), new FlowRecords(), List.of(), QualityMeter.Tally.NONE, 0);
    }

    /** Meters a frame; it is not kept. */
    public void add(Frame frame) {
        decoder.decode(frame, headers);
        encoder.encode(frame, headers, batch);
        if (batch.count > PacketBatch.CAPACITY - PacketEncoder.MAX_ENTRIES) {
            flush();
        }
    }

    private void flush() {
        table.add(batch);
        batch.count = 0;
    }

    /** Frames metered. */
    public long frames() {
        return tally.offered();
    }

    /** What was observed so far. Takes time in proportion to the flows; fragments that still wait for their first one count as found. */
    public Snapshot snapshot() {
        flush();
        copied = table.copy(copied, negotiations.found());
        if (negotiations.size() > announcedAtMost) {
            // Room for what is announced in the weeks to come.
            negotiations.retain(Announcements.inUse(
                    negotiations.found(),
                    copied.records(),
                    encoder.lastTime(),
                    NegotiationReader.MAX_NEGOTIATIONS / 2));
            announcedAtMost = Math.max(LEAST_ANNOUNCED, Math.min(2 * negotiations.size(), MOST_ANNOUNCED));
            copied = table.copy(copied, negotiations.found());
        }
        return new Snapshot(
                copied, tally.counts(table.orphanFragments(), table.duplicateFrames()), tally.history(), limits);
    }

    /** What was observed; nothing may be added afterwards. */
    public Snapshot finish() {
        flush();
        table.finish();
        return new Snapshot(
                table.part(copied.number(), negotiations.found()),
                tally.counts(table.orphanFragments(), table.duplicateFrames()),
                tally.history(),
                limits);
    }

    /** What was observed until a moment. Immutable. */
    public static final class Snapshot {
        private final Part part;
        private final FrameCounts frames;
        private final QualityHistory history;
        private final IdleLimits limits;

        private Snapshot(Part part, FrameCounts frames, QualityHistory history, IdleLimits limits) {
            this.part = part;
            this.frames = frames;
            this.history = history;
            this.limits = limits;
        }

        /** Puts the flows together, which takes time in proportion to them. */
        public Observation observation() {
            return new Observation(List.of(part), frames, history, limits);
        }
    }
}
