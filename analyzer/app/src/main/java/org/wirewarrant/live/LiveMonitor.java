package org.wirewarrant.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.policy.CompiledPolicy;

/**
 * Runs a capture on a thread of its own, and judges now and then what it has seen. The more there is to judge, the rarer it does, so
 * that judging never takes more than a fifth of the time.
 */
public final class LiveMonitor {
    private static final long SECOND = 1_000_000_000L;
    private static final int REST = 4;

    private final LiveCapture capture;
    private final CompiledPolicy policy;
    private final LiveHistory history;
    private final Limits limits;
    private final List<LiveListener> listeners;
    private LiveReading latest;
    private Throwable failure;

    /**
     * When to judge, and when to end.
     *
     * @param interval least time between two judgements
     * @param duration after which the capture ends, absent for none
     * @param until asked after each judgement whether the capture may end
     * @param threads that may judge at a time
     */
    public record Limits(Duration interval, Optional<Duration> duration, Predicate<LiveReading> until, int threads) {}

    /** Makes a monitor of a capture that does not run yet. */
    public LiveMonitor(
            LiveCapture capture,
            CompiledPolicy policy,
            LiveHistory history,
            Limits limits,
            List<LiveListener> listeners) {
        this.capture = capture;
        this.policy = policy;
        this.history = history;
        this.limits = limits;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Captures until it is over: stopped, long enough, or having seen what it was to see.
     *
     * @return all that was seen, until capturing failed if it did
     */
    public LiveReading run() throws InterruptedException {
        capture.start();
        Future<Void> running = capture.running();
        long started = System.nanoTime();
        long end = limits.duration().map(length -> started + nanos(length)).orElse(Long.MAX_VALUE);
        long nextTick = started + SECOND;
        long nextLook = started + nanos(limits.interval());
        while (!isOver(running, Math.min(Math.min(nextTick, nextLook), end))) {
            long now = System.nanoTime();
            if (now - end >= 0 && limits.duration().isPresent()) {
                capture.stop();
                end = now + SECOND;
            }
            if (now - nextTick >= 0) {
                nextTick = now + SECOND;
                LiveCounters counters = capture.counters();
                listeners.forEach(listener -> listener.tick(counters));
            }
            if (now - nextLook >= 0) {
                look();
                long spent = System.nanoTime() - now;
                nextLook = now + spent + Math.max(nanos(limits.interval()), REST * spent);
            }
        }
        LiveReading last = judge(capture.last(), true);
        listeners.forEach(listener -> listener.look(last));
        try {
            running.get();
        } catch (ExecutionException e) {
            failure = e.getCause();
        }
        return last;
    }

    /** What capturing failed of, which is a fault of this program. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private static long nanos(Duration length) {
        return length.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 4 : length.toNanos();
    }

    /** Waits for the capture's end, until a moment at most. */
    private static boolean isOver(Future<Void> running, long moment) throws InterruptedException {
        try {
            running.get(Math.max(1, Math.min(SECOND, moment - System.nanoTime())), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private void look() throws InterruptedException {
        LiveState state = capture.look();
        latest = judge(state, false);
        listeners.forEach(listener -> listener.look(latest));
        if (limits.until().test(latest)) {
            capture.stop();
        }
    }

    private LiveReading judge(LiveState state, boolean ended) {
        boolean same = latest != null
                && latest.state().frames() == state.frames()
                && latest.state().captures().equals(state.captures());
        AuditResult result = same
                ? latest.result()
                : Audit.of(
                        history.with(state.snapshot().observation()),
                        history.with(state.captures()),
                        history.withGaps(state.captureGaps()),
                        policy,
                        limits.threads());
        return new LiveReading(state, result, capture.counters(), ended);
    }
}
