package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameQuota;
import org.wirewarrant.capture.FrameSpool;
import org.wirewarrant.flow.FirstPackets;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * A source that cannot be read twice, whose first packets of every conversation are kept until it is known which of them stand behind findings.
 * What the disk refuses costs the evidence, not the audit.
 */
final class SpoolingSource implements CaptureSource, FrameReplay {
    private final CaptureInputs inputs;
    private final CaptureSource source;
    private final FirstPackets first;
    private final FrameSpool spool;
    private String refusal = "";

    private SpoolingSource(CaptureInputs inputs, HeaderDecoder decoder, FrameSpool spool) {
        this.inputs = inputs;
        this.source = inputs.source();
        this.first = new FirstPackets(decoder, FrameQuota.MOST);
        this.spool = spool;
    }

    /**
     * Keeps what passes through.
     *
     * @param file made, and removed at the end
     * @param maxBytes most bytes that it may have
     */
    static SpoolingSource over(CaptureInputs inputs, HeaderDecoder decoder, Path file, long maxBytes)
            throws IOException {
        return new SpoolingSource(inputs, decoder, new FrameSpool(file, maxBytes));
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (!source.next(frame)) {
            return false;
        }
        int nth = refusal.isEmpty() ? first.count(frame) : 0;
        if (nth > 0) {
            try {
                spool.add(frame, inputs.currentInput(), nth);
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
        return KeptNotes.of(spool.most(), spool.isFull(), 0);
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
