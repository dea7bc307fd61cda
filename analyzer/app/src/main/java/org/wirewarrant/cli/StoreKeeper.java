package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameQuota;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.flow.FirstPackets;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.FirstFrames;
import org.wirewarrant.live.LiveCapture;
import org.wirewarrant.live.LiveHistory;
import org.wirewarrant.live.LiveState;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.store.ObservationStore;
import org.wirewarrant.store.StoreException;
import org.wirewarrant.store.StoreFrames;
import org.wirewarrant.store.StoreRun;
import org.wirewarrant.store.Stored;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * Writes a live run to its store now and then, on a thread of its own: a slow disk holds up nothing else, and a full one loses nothing, as
 * the next checkpoint catches up.
 */
final class StoreKeeper implements AutoCloseable, FrameReplay {
    private static final long LOOK_MILLIS = 500;
    /** An early checkpoint comes after a rest of so many times what the last one took. */
    private static final int REST = 4;

    private final ObservationStore store;
    private final StoreRun run;
    private final LiveHistory history;
    private final Duration interval;
    private final Consumer<String> messages;
    private final boolean severalSensors;
    private FirstFrames first;
    private StoreFrames frames;
    private Thread thread;
    private volatile String problem = "";
    private volatile long keptNanos = -1;

    private StoreKeeper(
            ObservationStore store,
            StoreRun run,
            LiveHistory history,
            boolean severalSensors,
            Duration interval,
            Consumer<String> messages) {
        this.store = store;
        this.severalSensors = severalSensors;
        this.run = run;
        this.history = history;
        this.interval = interval;
        this.messages = messages;
    }

    /** Opens a store, with what it holds. */
    static StoreKeeper open(
            Path file,
            int maxFlows,
            IdleLimits limits,
            String sensor,
            long startedNanos,
            Duration interval,
            Consumer<String> messages)
            throws StoreException, Failure {
        ObservationStore store = ObservationStore.open(file, maxFlows);
        try {
            Stored stored = store.storedUntil(sensor, startedNanos);
            if (stored.observation().isPresent()) {
                if (!stored.observation().get().idleLimits().equals(limits)) {
                    throw new Failure(
                            file.toString(),
                            "was observed with other idle limits",
                            "use the same --idle, or a store of its own");
                }
                messages.accept("going on with what " + file + " holds: "
                        + stored.observation().get().frames().offered() + " frames");
            }
            LiveHistory history = new LiveHistory(
                    stored.observation().map(List::of).orElse(List.of()),
                    stored.captures(),
                    stored.gaps(),
                    LiveHistory.NONE.part());
            return new StoreKeeper(
                    store, store.begin(sensor, startedNanos), history, stored.severalSensors(), interval, messages);
        } catch (StoreException | Failure | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What earlier runs observed. */
    LiveHistory history() {
        return history;
    }

    /**
     * Keeps first packets, too.
     *
     * @param picked from the capture that will be kept, which may be running
     * @param maxBytes what all those in the store may cost together
     */
    void keepPackets(FirstFrames picked, long maxBytes) throws StoreException {
        frames = run.keepFrames(maxBytes);
        FirstPackets earlier = new FirstPackets(new HeaderDecoder(), FrameQuota.MOST);
        frames.open(earlier::resume);
        picked.resume(earlier);
        for (CaptureSummary capture : history.captures()) {
            picked.numberFrom(capture.name(), capture.frames());
        }
        picked.limit(frames.most());
        first = picked;
    }

    /** Begins to keep a capture that runs, or will soon. */
    void start(LiveCapture capture) {
        thread = new Thread(() -> keep(capture), "checkpoint");
        thread.setDaemon(true);
        thread.start();
    }

    private void keep(LiveCapture capture) {
        try {
            while (true) {
                long begun = System.nanoTime();
                keep(capture.look(), false);
                pause(System.nanoTime() - begun);
            }
        } catch (InterruptedException over) {
            // The rest is kept by finish.
        }
    }

    /** Until the next checkpoint; many packets that wait make it come earlier. */
    private void pause(long spent) throws InterruptedException {
        long now = System.nanoTime();
        long end = now + interval.toNanos();
        long rest = now + REST * spent;
        long left = interval.toMillis();
        while (left > 0) {
            Thread.sleep(Math.min(left, LOOK_MILLIS));
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (first != null && problem.isEmpty() && first.isPressing() && System.nanoTime() - rest > 0) {
                return;
            }
        }
    }

    /** Keeps the end of a capture that has ended. */
    void finish(LiveState last) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        keep(last, true);
    }

    private void keep(LiveState state, boolean ended) {
        List<KeptFrame> fresh = first == null ? List.of() : first.waiting(state.frames());
        try {
            run.checkpoint(
                    state.snapshot().observation(),
                    state.captures(),
                    state.captureGaps(),
                    state.nanos(),
                    ended,
                    fresh,
                    first == null ? 0 : first.lost());
            if (first != null) {
                first.release(fresh.size());
                first.limit(frames.most());
            }
            keptNanos = state.nanos();
            if (!problem.isEmpty()) {
                problem = "";
                messages.accept("the store is written again, with all that was observed meanwhile");
            }
        } catch (StoreException e) {
            fail(e.getMessage());
        } catch (RuntimeException e) {
            // A fault of this program must not end the checkpoints unnoticed.
            fail("the store could not be written: " + e);
        }
    }

    private void fail(String what) {
        if (!what.equals(problem)) {
            problem = what;
            messages.accept(what + "; capturing goes on");
        }
    }

    /** Shows the packets of this run and of earlier ones; the capture must have ended. */
    @Override
    public String replay(Sink sink) throws IOException {
        boolean[] more = {true};
        store.replay(severalSensors, (frame, capture) -> more[0] = sink.frame(frame, capture));
        Frame frame = new Frame();
        // What the disk refused.
        for (KeptFrame kept : first.waiting(Long.MAX_VALUE)) {
            kept.wrap(frame);
            more[0] = more[0] && sink.frame(frame, kept.capture());
        }
        String fewer = frames.note();
        String slow = KeptNotes.of(FrameQuota.MOST, false, first.lost());
        return fewer + (fewer.isEmpty() || slow.isEmpty() ? "" : "; ") + slow;
    }

    /** Why the store cannot be written, absent when it can. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** When it was last written. */
    OptionalLong keptNanos() {
        return keptNanos < 0 ? OptionalLong.empty() : OptionalLong.of(keptNanos);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        store.close();
    }
}
