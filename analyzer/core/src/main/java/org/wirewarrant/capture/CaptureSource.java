package org.wirewarrant.capture;

import java.io.Closeable;
import java.io.IOException;

/** A closeable cursor over captured frames; files, streams and interfaces implement it. One thread at a time. */
public interface CaptureSource extends Closeable {
    /**
     * Advances to the next frame.
     *
     * @param frame the caller's view, pointed at the frame; valid until the next call
     * @return false at the end, whether the end is clean or by damage ({@link CaptureSummary#damage()} tells)
     * @throws IOException if the medium fails; damaged content never throws
     */
    boolean next(Frame frame) throws IOException;

    /** What has been read so far; complete once {@link #next} returned false. */
    CaptureSummary summary();

    /** Bytes of the (possibly compressed) input consumed so far, for progress. */
    long bytesConsumed();
}
