package org.wirewarrant.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirewarrant.flow.Observation;

/** Reading that begins while rules and site are still being loaded. Closed before its result was taken, it ends early. */
final class HeadStart implements Closeable {
    private final FutureTask<Observation> reading;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final boolean ahead;

    /** Something that can be told to end early. */
    @FunctionalInterface
    interface Reading {
        Observation read(AtomicBoolean stop) throws IOException;
    }

    /**
     * Begins to read.
     *
     * @param ahead on a thread of its own, at once; otherwise when the result is asked for
     */
    HeadStart(Reading work, boolean ahead) {
        this.ahead = ahead;
        this.reading = new FutureTask<>((Callable<Observation>) () -> work.read(stop));
        if (ahead) {
            Thread thread = new Thread(reading, "read");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits for the end of the input. */
    Observation result() throws IOException, InterruptedException {
        if (!ahead) {
            reading.run();
        }
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        stop.set(true);
        boolean interrupted = false;
        while (ahead && !reading.isDone()) {
            try {
                reading.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException alreadyBeyondUse) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
