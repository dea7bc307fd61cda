package org.wirewarrant.live;

import java.io.Closeable;
import org.wirewarrant.capture.Frame;

/** Takes every frame of a live capture, on the thread that captures: it must never wait. */
public interface FrameSink extends Closeable {
    /**
     * Takes a frame, which is dead afterwards.
     *
     * @param number of the frame in the whole capture, from 1
     * @param input index of the interface that gave it
     */
    void add(Frame frame, long number, int input);

    /** Called often, whether frames come or not. */
    void idle();

    /** Keeps what was taken; on any thread, once the capture has ended. */
    void finish();

    @Override
    default void close() {
        finish();
    }
}
