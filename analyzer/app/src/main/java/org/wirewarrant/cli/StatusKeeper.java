package org.wirewarrant.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.live.LiveCounters;
import org.wirewarrant.live.LiveListener;
import org.wirewarrant.live.LiveReading;
import org.wirewarrant.status.Status;

/** Follows a live run for those who ask how it is. */
final class StatusKeeper implements LiveListener {
    private static final long SECOND = 1_000_000_000L;
    /** Weight of the latest second in the rate. */
    private static final double FRESH = 0.3;

    private final Clock clock;
    private final StoreKeeper keeper;
    private final long startedNanos;
    private volatile LiveReading latest;
    private volatile LiveCounters counters;
    private volatile double rate;
    private long ticked;

    /**
     * Begins now.
     *
     * @param keeper keeps the run, or null
     */
    StatusKeeper(Clock clock, StoreKeeper keeper) {
        this.clock = clock;
        this.keeper = keeper;
        this.startedNanos = now();
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    @Override
    public void tick(LiveCounters now) {
        long moment = System.nanoTime();
        LiveCounters before = counters;
        if (before != null && moment > ticked) {
            double fresh = (now.frames() - before.frames()) * (double) SECOND / (moment - ticked);
            rate = rate == 0 ? fresh : FRESH * fresh + (1 - FRESH) * rate;
        }
        ticked = moment;
        counters = now;
    }

    @Override
    public void look(LiveReading reading) {
        latest = reading;
    }

    /** As of now; any thread. */
    Status status() {
        LiveReading reading = latest;
        LiveCounters known = counters;
        boolean ended = reading != null && reading.ended();
        if (reading != null && (ended || known == null)) {
            known = reading.counters();
        }
        List<String> problems = new ArrayList<>();
        if (reading != null && !ended) {
            reading.state().away().forEach(name -> problems.add(name + " cannot be captured from at the moment"));
        }
        if (keeper != null) {
            keeper.problem().ifPresent(problems::add);
        }
        return new Status(
                startedNanos,
                now(),
                !ended,
                known == null ? 0 : known.frames(),
                known == null ? 0 : known.bytes(),
                known == null ? 0 : known.dropped(),
                ended ? 0 : rate,
                reading == null ? List.of() : reading.state().captures(),
                problems,
                keeper == null ? OptionalLong.empty() : keeper.keptNanos(),
                reading == null ? Optional.empty() : Optional.of(reading.result()));
    }
}
