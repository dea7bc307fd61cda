package org.wirewarrant.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.LiveCapture;
import org.wirewarrant.live.LiveHistory;
import org.wirewarrant.live.LiveState;
import org.wirewarrant.store.ObservationStore;
import org.wirewarrant.store.StoreException;
import org.wirewarrant.store.StoreRun;
import org.wirewarrant.store.Stored;

/**
 * Writes a live run to its store now and then, on a thread of its own: a slow disk holds up nothing else, and a full one loses nothing, as
 * the next checkpoint catches up.
 */
final class StoreKeeper implements AutoCloseable {
    private final ObservationStore store;
    private final StoreRun run;
    private final LiveHistory history;
    private final Duration interval;
    private final Consumer<String> messages;
    private Thread thread;
    private volatile String problem = "";
    private volatile long keptNanos = -1;

    private StoreKeeper(
            ObservationStore store, StoreRun run, LiveHistory history, Duration interval, Consumer<String> messages) {
        this.store = store;
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
            return new StoreKeeper(store, store.begin(sensor, startedNanos), history, interval, messages);
        } catch (StoreException | Failure | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What earlier runs observed. */
    LiveHistory history() {
        return history;
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
                keep(capture.look(), false);
                Thread.sleep(interval.toMillis());
            }
        } catch (InterruptedException over) {
            // The rest is kept by finish.
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
        try {
            run.checkpoint(state.snapshot().observation(), state.captures(), state.captureGaps(), state.nanos(), ended);
            keptNanos = state.nanos();
            if (!problem.isEmpty()) {
                problem = "";
                messages.accept("the store is written again, with all that was observed meanwhile");
            }
        } catch (StoreException e) {
            if (!e.getMessage().equals(problem)) {
                problem = e.getMessage();
                messages.accept(problem + "; capturing goes on");
            }
        }
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
