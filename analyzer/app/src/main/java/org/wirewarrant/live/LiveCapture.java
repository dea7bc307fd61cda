package org.wirewarrant.live;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.flow.FlowRecorder;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * Captures from interfaces until it is stopped, and says at any time what was seen. One thread runs it; any other may look at it and
 * stop it.
 */
public final class LiveCapture implements Closeable {
    /** Frames between two looks at what other threads want. */
    private static final int ATTENTION = 256;

    private final LiveSource source;
    private final FlowRecorder recorder;
    private final AtomicReference<CompletableFuture<LiveState>> wanted = new AtomicReference<>();
    private final List<FrameSink> sinks = new ArrayList<>();
    private FutureTask<Void> running;
    private volatile LiveCounters counters = LiveCounters.NONE;
    private volatile LiveState last;

    private LiveCapture(LiveSource source, FlowRecorder recorder) {
        this.source = source;
        this.recorder = recorder;
    }

    /**
     * Opens the interfaces; from now on the system keeps their frames.
     *
     * @param decoder decodes the frames
     * @param messages is told what happens to interfaces, a line each, on the thread that runs the capture
     * @throws CaptureException if one cannot be opened
     */
    public static LiveCapture open(LiveOptions options, HeaderDecoder decoder, Consumer<String> messages)
            throws CaptureException {
        LiveCapture[] capture = new LiveCapture[1];
        LiveSource.Watcher watcher = new LiveSource.Watcher() {
            @Override
            public void message(String line) {
                messages.accept(line);
            }

            @Override
            public void idle() {
                capture[0].attend();
            }
        };
        LiveSource source = LiveSource.open(
                options.interfaces(), options.device(), options.portable(), options.maxFrames(), watcher);
        FlowRecorder recorder = new FlowRecorder(decoder, options.limits(), options.maxFlows(), options.part());
        capture[0] = new LiveCapture(source, recorder);
        return capture[0];
    }

    /** Hands every frame on, too; to be called before it starts. The sink is not closed. */
    public void handTo(FrameSink sink) {
        sinks.add(sink);
    }

    /** Begins to capture on a thread of its own, until it is stopped or has all the frames it may; once. */
    public synchronized void start() {
        if (running == null) {
            running = new FutureTask<>(this::run, null);
            new Thread(running, "capture").start();
        }
    }

    /** Done when the capture has ended, with what it failed of if it did; it must have been started. */
    synchronized Future<Void> running() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    private void run() {
        Frame frame = new Frame();
        int untilAttention = ATTENTION;
        FrameSink[] taking = sinks.toArray(FrameSink[]::new);
        try {
            while (source.next(frame)) {
                recorder.add(frame);
                for (FrameSink sink : taking) {
                    sink.add(frame, recorder.frames(), source.currentInput());
                }
                if (--untilAttention == 0) {
                    untilAttention = ATTENTION;
                    if (wanted.get() != null || taking.length > 0) {
                        attend();
                    }
                }
            }
        } finally {
            source.close();
            count();
            last = state(recorder.finish());
            attend();
        }
    }

    /** Does what other threads want; on the capturing thread. */
    private void attend() {
        count();
        sinks.forEach(FrameSink::idle);
        CompletableFuture<LiveState> want = wanted.getAndSet(null);
        if (want != null) {
            want.complete(last != null ? last : state(recorder.snapshot()));
        }
    }

    private void count() {
        counters = new LiveCounters(recorder.frames(), source.bytesConsumed(), source.dropped());
    }

    private LiveState state(FlowRecorder.Snapshot snapshot) {
        return new LiveState(snapshot, source.summaries(), source.gaps(), LiveSource.now());
    }

    /** Ends it: what was captured until now still counts. Any thread. */
    public void stop() {
        source.stop();
    }

    /** How far it is. Any thread. */
    public LiveCounters counters() {
        return counters;
    }

    /**
     * What was seen until now, or all of it once it has ended. Any thread but the capturing one, which must be running or have run.
     *
     * @throws InterruptedException if the calling thread is interrupted while the capturing one has not answered
     */
    public LiveState look() throws InterruptedException {
        CompletableFuture<LiveState> want =
                wanted.updateAndGet(known -> known == null ? new CompletableFuture<>() : known);
        if (last != null) {
            // It ended in between, perhaps without having noticed.
            want.complete(last);
        }
        try {
            return want.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * All of what was seen by a capture that has ended.
     *
     * @throws IllegalStateException if it has not
     */
    public LiveState last() {
        if (last == null) {
            throw new IllegalStateException("the capture has not ended");
        }
        return last;
    }

    /** Ends the capture, if it has not ended, and closes the interfaces. */
    @Override
    public synchronized void close() {
        if (running == null) {
            source.close();
            return;
        }
        stop();
        boolean interrupted = false;
        while (!running.isDone()) {
            try {
                running.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                // Told to whoever started it.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
