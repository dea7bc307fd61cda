package org.wirewarrant.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.ObservationWriter;
import org.wirewarrant.store.StoredRun.Sensed;
import org.wirewarrant.store.StoredRun.SensedGap;
import org.wirewarrant.store.StoredRun.Span;

/** A run that is being kept. */
public final class StoreRun {
    private static final String[] TABLES = {"absorbed", "flow", "aggregate", "announced", "capture", "span", "gap"};

    private final String file;
    private final Connection connection;
    private final String uuid;
    private final String sensor;
    private final long startedNanos;
    private final ObservationWriter writer = new ObservationWriter();
    private StoreFrames frames;
    private long id = -1;
    private long checkpoints;

    StoreRun(String file, Connection connection, String uuid, String sensor, long startedNanos) {
        this.file = file;
        this.connection = connection;
        this.uuid = uuid;
        this.sensor = sensor;
        this.startedNanos = startedNanos;
    }

    /**
     * Keeps first frames, too, from now on.
     *
     * @param maxBytes what all those in the store may cost together
     */
    public StoreFrames keepFrames(long maxBytes) {
        frames = new StoreFrames(file, connection, maxBytes);
        return frames;
    }

    /** Keeps what the run has come to, without frames. */
    public void checkpoint(
            Observation observation,
            List<CaptureSummary> captures,
            List<CaptureGap> gaps,
            long untilNanos,
            boolean ended)
            throws StoreException {
        checkpoint(observation, captures, gaps, untilNanos, ended, List.of(), 0);
    }

    /**
     * Keeps what the run has come to: what is new since the last checkpoint is written, and all of it counts or nothing.
     *
     * @param observation of the whole run so far, in one part
     * @param captures of the whole run so far
     * @param gaps of the whole run so far
     * @param untilNanos the moment, nanoseconds since the epoch
     * @param ended whether the run is over
     * @param first frames that are new since the last checkpoint that could be kept; none where they are not kept
     * @param lost first frames of the whole run that could not wait for a checkpoint
     * @throws StoreException if it could not be kept; the store holds what it held before, and the next checkpoint catches up
     */
    public void checkpoint(
            Observation observation,
            List<CaptureSummary> captures,
            List<CaptureGap> gaps,
            long untilNanos,
            boolean ended,
            List<KeptFrame> first,
            long lost)
            throws StoreException {
        List<Sensed> sensed =
                captures.stream().map(capture -> new Sensed(sensor, capture)).toList();
        List<SensedGap> sensedGaps =
                gaps.stream().map(gap -> new SensedGap(sensor, gap)).toList();
        List<Span> spans = List.of(new Span(sensor, startedNanos, Math.max(startedNanos, untilNanos), ended));
        long kept = id;
        boolean done = false;
        try {
            StoreFile.atomically(file, connection, () -> {
                write(observation, sensed, spans, sensedGaps, Set.of(), ended);
                if (frames != null) {
                    frames.add(uuid, sensor, give(first), lost);
                }
            });
            done = true;
            writer.kept();
            checkpoints++;
        } finally {
            id = done ? id : kept;
            if (!done && frames != null) {
                frames.undo();
            }
        }
    }

    private static StoreFrames.Feed give(List<KeptFrame> frames) {
        return taker -> {
            for (KeptFrame frame : frames) {
                taker.take(frame);
            }
        };
    }

    /** Keeps what files gave. */
    void add(Observation observation, List<CaptureSummary> captures, StoreFrames.Feed feed) throws StoreException {
        List<Sensed> sensed =
                captures.stream().map(capture -> new Sensed(sensor, capture)).toList();
        OptionalLong first = captures.stream()
                .flatMapToLong(capture -> capture.firstNanos().stream())
                .min();
        OptionalLong last = captures.stream()
                .flatMapToLong(capture -> capture.lastNanos().stream())
                .max();
        List<Span> spans = first.isPresent() && last.isPresent()
                ? List.of(new Span(sensor, first.getAsLong(), last.getAsLong(), true))
                : List.of();
        StoreFile.atomically(file, connection, () -> {
            write(observation, sensed, spans, List.of(), Set.of(), true);
            if (frames != null) {
                frames.add(uuid, sensor, feed, 0);
            }
        });
    }

    /** Puts one run in the place of all that there are. */
    static void replaceAll(String file, Connection connection, StoredRun one) throws StoreException {
        StoreRun run = new StoreRun(file, connection, one.uuid(), "", 0);
        StoreFile.atomically(file, connection, () -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute("DELETE FROM " + table);
                }
                statement.execute("DELETE FROM run");
            }
            run.write(one.observation(), one.captures(), one.spans(), one.gaps(), one.absorbed(), true);
        });
    }

    private void write(
            Observation observation,
            List<Sensed> captures,
            List<Span> spans,
            List<SensedGap> gaps,
            Set<String> absorbed,
            boolean ended)
            throws SQLException, IOException {
        if (id < 0) {
            id = nextId();
        }
        byte[] facts;
        try (RunRows rows = new RunRows(connection, id)) {
            facts = writer.write(observation, rows);
            rows.flush();
        }
        long from = spans.stream().mapToLong(Span::started).min().orElse(startedNanos);
        long until = spans.stream().mapToLong(Span::until).max().orElse(startedNanos);
        insert(
                "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(List.of(
                        id,
                        uuid,
                        sensor,
                        sensor.isEmpty() ? "files" : "live",
                        from,
                        until,
                        ended,
                        checkpoints + 1,
                        facts)));
        List<List<Object>> rows = new ArrayList<>();
        absorbed.forEach(other -> rows.add(List.of(id, other)));
        replace("absorbed", 2, rows);
        rows.clear();
        captures.forEach(sensed -> rows.add(row(rows.size(), sensed)));
        replace("capture", 15, rows);
        rows.clear();
        spans.forEach(
                span -> rows.add(List.of(id, rows.size(), span.sensor(), span.started(), span.until(), span.ended())));
        replace("span", 6, rows);
        rows.clear();
        gaps.forEach(sensed -> rows.add(List.of(
                id,
                rows.size(),
                sensed.sensor(),
                sensed.gap().name(),
                sensed.gap().fromNanos(),
                sensed.gap().toNanos(),
                sensed.gap().reason())));
        replace("gap", 7, rows);
    }

    private long nextId() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM run")) {
            return row.getLong(1);
        }
    }

    private List<Object> row(int number, Sensed sensed) {
        CaptureSummary capture = sensed.capture();
        List<Object> row = new ArrayList<>(List.of(
                id,
                number,
                sensed.sensor(),
                capture.name(),
                capture.format(),
                capture.linkTypes().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                capture.bytes(),
                capture.frames()));
        row.add(orNull(capture.firstNanos()));
        row.add(orNull(capture.lastNanos()));
        row.add(capture.timeSteps());
        row.add(orNull(capture.interfaceDrops()));
        row.add(capture.damage().map(CaptureSummary.Damage::offset).orElse(null));
        row.add(capture.damage().map(CaptureSummary.Damage::reason).orElse(null));
        row.add(capture.sha256().orElse(null));
        return row;
    }

    private static Object orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private void replace(String table, int columns, List<List<Object>> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE run = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
        insert("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")", rows);
    }

    private void insert(String sql, List<List<Object>> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    set(insert, i + 1, row.get(i));
                }
                insert.executeUpdate();
            }
        }
    }

    private static void set(PreparedStatement insert, int at, Object value) throws SQLException {
        if (value == null) {
            insert.setNull(at, Types.NULL);
        } else if (value instanceof byte[] bytes) {
            insert.setBytes(at, bytes);
        } else if (value instanceof Boolean flag) {
            insert.setInt(at, flag ? 1 : 0);
        } else if (value instanceof Number number) {
            insert.setLong(at, number.longValue());
        } else {
            insert.setString(at, (String) value);
        }
    }
}
