package org.wirewarrant.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;

/**
 * What stores hold, as one: the same whatever their order, and each run counted once however many copies there are.
 *
 * @param observation what was observed; absent where nothing was
 * @param captures from what, an interface of a sensor once
 * @param gaps times in which nothing was captured, between runs and within them, in order
 * @param severalSensors whether captures and gaps are named with their sensors
 */
public record Stored(
        Optional<Observation> observation,
        List<CaptureSummary> captures,
        List<CaptureGap> gaps,
        boolean severalSensors) {
    private static final String INTERFACE = "interface";

    /** Copies the lists. */
    public Stored {
        captures = List.copyOf(captures);
        gaps = List.copyOf(gaps);
    }

    /**
     * Reads stores, which may be in use.
     *
     * @throws StoreException if one of them cannot be read
     */
    public static Stored read(List<Path> files) throws StoreException {
        Map<String, StoredRun> runs = new TreeMap<>();
        for (Path file : files) {
            try (Connection connection = StoreFile.read(file)) {
                for (StoredRun run : StoreReader.runs(file.toString(), connection)) {
                    runs.merge(run.uuid(), run, (one, other) -> one.checkpoints() >= other.checkpoints() ? one : other);
                }
            } catch (SQLException e) {
                throw StoreException.of(file.toString(), e);
            }
            if (limits(runs.values()) > 1) {
                throw new StoreException(
                        file.toString(),
                        "was observed with other idle limits than the rest",
                        "report stores of the same --idle settings together");
            }
        }
        return of(runs.values());
    }

    static long limits(Collection<StoredRun> runs) {
        return runs.stream()
                .map(run -> run.observation().idleLimits())
                .distinct()
                .count();
    }

    static Stored of(Collection<StoredRun> all) {
        return of(all, List.of());
    }

    /** With times in which something captures that is not kept yet. */
    static Stored of(Collection<StoredRun> all, List<StoredRun.Span> now) {
        Set<String> absorbed = new HashSet<>();
        all.forEach(run -> absorbed.addAll(run.absorbed()));
        List<StoredRun> runs = all.stream()
                .filter(run -> !absorbed.contains(run.uuid()))
                .sorted(Comparator.comparing(StoredRun::uuid))
                .toList();
        Optional<Observation> observation = runs.stream()
                .map(StoredRun::observation)
                .findFirst()
                .map(first -> first.merge(
                        runs.stream().skip(1).map(StoredRun::observation).toArray(Observation[]::new)));
        Set<String> sensors = new TreeSet<>();
        runs.forEach(run -> run.captures().forEach(sensed -> sensors.add(sensed.sensor())));
        boolean several = sensors.size() > 1;
        return new Stored(
                observation,
                joined(runs).stream()
                        .map(sensed -> named(sensed, several))
                        .sorted(BY_TIME)
                        .toList(),
                gaps(runs, now, several),
                several);
    }

    private static final Comparator<CaptureSummary> BY_TIME = Comparator.comparing(
                    (CaptureSummary capture) -> capture.firstNanos().orElse(Long.MAX_VALUE))
            .thenComparing(CaptureSummary::name)
            .thenComparing(CaptureSummary::bytes);

    private static CaptureSummary named(StoredRun.Sensed sensed, boolean several) {
        CaptureSummary capture = sensed.capture();
        return several && !sensed.sensor().isEmpty()
                ? renamed(capture, sensed.sensor() + "/" + capture.name())
                : capture;
    }

    private static CaptureSummary renamed(CaptureSummary capture, String name) {
        return new CaptureSummary(
                name,
                capture.format(),
                capture.linkTypes(),
                capture.bytes(),
                capture.frames(),
                capture.firstNanos(),
                capture.lastNanos(),
                capture.timeSteps(),
                capture.interfaceDrops(),
                capture.damage(),
                capture.sha256());
    }

    /** Interfaces once for each sensor, whatever the number of runs; files as they are. */
    static List<StoredRun.Sensed> joined(List<StoredRun> runs) {
        record Key(String sensor, String name) {}
        Map<Key, CaptureSummary> interfaces = new LinkedHashMap<>();
        List<StoredRun.Sensed> captures = new ArrayList<>();
        List<StoredRun.Sensed> all = runs.stream()
                .flatMap(run -> run.captures().stream())
                .sorted((one, other) -> BY_TIME.compare(one.capture(), other.capture()))
                .toList();
        for (StoredRun.Sensed sensed : all) {
            if (sensed.capture().format().equals(INTERFACE)) {
                interfaces.merge(
                        new Key(sensed.sensor(), sensed.capture().name()), sensed.capture(), CaptureSummary::plus);
            } else {
                captures.add(sensed);
            }
        }
        interfaces.forEach((key, capture) -> captures.add(new StoredRun.Sensed(key.sensor(), capture)));
        return captures;
    }

    private static List<CaptureGap> gaps(List<StoredRun> runs, List<StoredRun.Span> now, boolean several) {
        List<CaptureGap> gaps = new ArrayList<>();
        Map<String, List<StoredRun.Span>> bySensor = new TreeMap<>();
        for (StoredRun run : runs) {
            run.spans()
                    .forEach(span -> bySensor.computeIfAbsent(span.sensor(), sensor -> new ArrayList<>())
                            .add(span));
            run.gaps()
                    .forEach(sensed -> gaps.add(
                            several && !sensed.sensor().isEmpty()
                                    ? new CaptureGap(
                                            sensed.sensor() + "/" + sensed.gap().name(),
                                            sensed.gap().fromNanos(),
                                            sensed.gap().toNanos(),
                                            sensed.gap().reason())
                                    : sensed.gap()));
        }
        now.forEach(span -> bySensor.computeIfAbsent(span.sensor(), sensor -> new ArrayList<>())
                .add(span));
        bySensor.forEach((sensor, spans) -> between(several ? sensor : "", spans, gaps));
        gaps.sort(Comparator.comparingLong(CaptureGap::fromNanos)
                .thenComparingLong(CaptureGap::toNanos)
                .thenComparing(CaptureGap::name)
                .thenComparing(CaptureGap::reason));
        return gaps;
    }

    private static void between(String name, List<StoredRun.Span> spans, List<CaptureGap> gaps) {
        spans.sort(Comparator.comparingLong(StoredRun.Span::started).thenComparingLong(StoredRun.Span::until));
        StoredRun.Span latest = null;
        for (StoredRun.Span span : spans) {
            if (latest != null && span.started() > latest.until()) {
                String reason = span.sensor().isEmpty()
                        ? "no capture covers it"
                        : latest.ended() ? "not capturing" : "not capturing, after a run that was cut off";
                gaps.add(new CaptureGap(name, latest.until(), span.started(), reason));
            }
            latest = latest == null || span.until() > latest.until() ? span : latest;
        }
    }
}
