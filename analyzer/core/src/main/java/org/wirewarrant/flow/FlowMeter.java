package org.wirewarrant.flow;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;

/**
 * Reads a source to its end and keeps its flows. With two or more threads, reading and decoding run beside the flow table; the result is
 * the same for any number.
 */
public final class FlowMeter {
    /** The least that {@code maxFlows} may be. */
    public static final int MIN_FLOWS = 1024;

    /** Bytes that a flow needs from the table to the report, and the share of the heap that is for flows. */
    private static final int FLOW_BYTES = 256;

    private static final double HEAP_SHARE = 0.6;

    private final HeaderDecoder decoder;
    private final IdleLimits limits;
    private final int maxFlows;
    private final int threads;
    private final Progress progress;
    private final BooleanSupplier stop;

    /** Told now and then how far reading is; called on the reading thread. */
    @FunctionalInterface
    public interface Progress {
        /** Tells nobody. */
        Progress NONE = (bytes, frames) -> {};

        /**
         * Reading has come this far.
         *
         * @param bytes bytes of the inputs consumed
         * @param frames frames read
         */
        void read(long bytes, long frames);
    }

    /**
     * A meter.
     *
     * @param decoder decodes the frames; used by one thread
     * @param limits when a silent 5-tuple is a new flow
     * @param threads 1 to work on the calling thread alone; more to decode on a thread of its own
     * @param progress is told how far reading is
     * @param stop asked now and then whether to end early
     */
    public FlowMeter(HeaderDecoder decoder, IdleLimits limits, int threads, Progress progress, BooleanSupplier stop) {
        this(decoder, limits, defaultMaxFlows(), threads, progress, stop);
    }

    /**
     * A meter with bounded memory.
     *
     * @param decoder decodes the frames; used by one thread
     * @param limits when a silent 5-tuple is a new flow
     * @param maxFlows most flows that are kept apart, at least 1024: beyond it, flows that are over, then those that were silent the
     *     longest, are added up ({@link Quality#partialRecords()} says how often a flow may have been cut by that)
     * @param threads 1 to work on the calling thread alone; more to decode on a thread of its own
     * @param progress is told how far reading is
     * @param stop asked now and then whether to end early
     */
    public FlowMeter(
            HeaderDecoder decoder,
            IdleLimits limits,
            int maxFlows,
            int threads,
            Progress progress,
            BooleanSupplier stop) {
        if (maxFlows < MIN_FLOWS) {
            throw new IllegalArgumentException("at least " + MIN_FLOWS + " flows must be kept apart, not " + maxFlows);
        }
        this.decoder = decoder;
        this.limits = limits;
        this.maxFlows = maxFlows;
        this.threads = threads;
        this.progress = progress;
        this.stop = stop;
    }

    /** As many flows as fit into three fifths of the heap. */
    public static int defaultMaxFlows() {
        double flows = Runtime.getRuntime().maxMemory() * HEAP_SHARE / FLOW_BYTES;
        return (int) Math.max(MIN_FLOWS, Math.min(flows, 1 << 30));
    }

    /**
     * Reads the source to its end, or until stopped.
     *
     * @param source is read, not closed
     * @throws IOException if the medium fails
     */
    public Observation observe(CaptureSource source) throws IOException {
        return observe(source, 0);
    }

    /**
     * Reads one part of a capture to its end, or until stopped.
     *
     * @param source is read, not closed
     * @param part number of the part, from 0: merged observations follow each other by it. Parts with the same number are put in order
     *     by time, which needs a clock that does not step back
     * @throws IOException if the medium fails
     */
    public Observation observe(CaptureSource source, int part) throws IOException {
        FrameTally tally = new FrameTally();
        NegotiationReader reader = new NegotiationReader();
        FlowTable table = new FlowTable(limits, maxFlows);
        if (threads > 1) {
            new BatchPipe().run(exchange -> decode(source, tally, reader, exchange), table::add);
        } else {
            PacketBatch only = new PacketBatch();
            decode(source, tally, reader, full -> {
                if (full != null) {
                    table.add(full);
                }
                only.count = 0;
                return only;
            });
        }
        table.finish();
        return new Observation(
                List.of(table.part(part, reader.found())),
                tally.counts(table.orphanFragments(), table.duplicateFrames()),
                tally.history(),
                limits);
    }

    /** Takes a full batch (null at first) and gives an empty one. */
    @FunctionalInterface
    interface Exchange {
        PacketBatch next(PacketBatch full);
    }

    private void decode(CaptureSource source, FrameTally tally, NegotiationReader reader, Exchange exchange)
            throws IOException {
        Frame frame = new Frame();
        Headers headers = new Headers();
        PacketEncoder encoder = new PacketEncoder(tally, reader);
        PacketBatch batch = exchange.next(null);
        while (source.next(frame)) {
            decoder.decode(frame, headers);
            encoder.encode(frame, headers, batch);
            if (batch.count > PacketBatch.CAPACITY - PacketEncoder.MAX_ENTRIES) {
                batch = exchange.next(batch);
                progress.read(source.bytesConsumed(), tally.offered());
                if (stop.getAsBoolean()) {
                    break;
                }
            }
        }
        exchange.next(batch);
        progress.read(source.bytesConsumed(), tally.offered());
    }
}
