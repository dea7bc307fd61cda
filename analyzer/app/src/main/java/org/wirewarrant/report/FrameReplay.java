package org.wirewarrant.report;

import java.io.IOException;
import org.wirewarrant.capture.Frame;

/** Shows the audited frames once more, in the same order. */
@FunctionalInterface
public interface FrameReplay {
    /** Sees one frame after the other. */
    @FunctionalInterface
    interface Sink {
        /**
         * One frame.
         *
         * @param frame borrowed until the return
         * @param capture name of the capture that it comes from
         * @return whether more frames are wanted
         */
        boolean frame(Frame frame, String capture);
    }

    /**
     * Shows frames until the sink wants no more or there are none.
     *
     * @return what the reader of the evidence should know, a sentence without a full stop; empty for nothing
     * @throws IOException if they cannot be read again
     */
    String replay(Sink sink) throws IOException;
}
