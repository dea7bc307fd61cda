package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameSpool;
import org.wirewarrant.flow.FirstPackets;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * A source that cannot be read twice, whose first packets of every flow are kept until it is known which of them stand behind findings.
 * What the disk refuses costs the evidence, not the audit.
 */
final class SpoolingSource implements CaptureSource, FrameReplay {
    /** Most bytes on disk while the stream is read. */
    static final long MOST_BYTES = 1L << 30;

    private static final int FIRST_PACKETS = 100;

    private final CaptureInputs inputs;
    private final CaptureSource source;
    private final FirstPackets first;
    private final FrameSpool spool;
    private String refusal = "";

    private SpoolingSource(CaptureInputs inputs, HeaderDecoder decoder, FrameSpool spool) {
        this.inputs = inputs;
        this.source = inputs.source();
        this.first = new FirstPackets(decoder, FIRST_PACKETS);
        this.spool = spool;
    }

    /**
     * Keeps what passes through.
     *
     * @param file made, and removed at the end
     */
    static SpoolingSource over(CaptureInputs inputs, HeaderDecoder decoder, Path file) throws IOException {
        return new SpoolingSource(inputs, decoder, new FrameSpool(file, MOST_BYTES));
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (!source.next(frame)) {
            return false;
        }
        if (refusal.isEmpty() && first.isFirst(frame)) {
            try {
                spool.add(frame, inputs.currentInput());
            } catch (IOException e) {
                refusal = "the stream's packets could not be kept: " + e.getMessage();
            }
        }
        return true;
    }

    @Override
    public String replay(Sink sink) throws IOException {
        if (!refusal.isEmpty()) {
            return refusal;
        }
        spool.replay((frame, input) -> sink.frame(frame, inputs.names().get(input)));
        return spool.isFull()
                ? "packets were kept of the beginning of the stream alone (%d MiB of the first %d of each flow)"
                        .formatted(MOST_BYTES >> 20, FIRST_PACKETS)
                : "";
    }

    @Override
    public CaptureSummary summary() {
        return source.summary();
    }

    @Override
    public long bytesConsumed() {
        return source.bytesConsumed();
    }

    /** Removes what was kept; the inputs belong to the caller. */
    @Override
    public void close() throws IOException {
        try {
            spool.close();
        } catch (IOException e) {
            // A full disk was said before; only another fault is news.
            if (refusal.isEmpty()) {
                throw e;
            }
        }
    }
}
