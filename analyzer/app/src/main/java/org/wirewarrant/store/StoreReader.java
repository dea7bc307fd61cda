package org.wirewarrant.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.ObservationReader;
import org.wirewarrant.flow.ObservationRows.Table;

/** Reads all runs of a store, as of one moment. */
final class StoreReader {
    private final Connection connection;

    private StoreReader(Connection connection) {
        this.connection = connection;
    }

    static List<StoredRun> runs(String file, Connection connection) throws StoreException {
        try (Statement statement = connection.createStatement()) {
            // A read transaction: what another program keeps meanwhile is not seen.
            statement.execute("BEGIN DEFERRED");
            try {
                return new StoreReader(connection).runs();
            } finally {
                statement.execute("COMMIT");
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } catch (IOException e) {
            throw StoreException.damaged(file, e.getMessage(), e);
        }
    }

    private List<StoredRun> runs() throws SQLException, IOException {
        List<StoredRun> runs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, uuid, checkpoints, facts FROM run ORDER BY id")) {
            while (rows.next()) {
                long id = rows.getLong(1);
                runs.add(new StoredRun(
                        rows.getString(2),
                        absorbed(id),
                        rows.getLong(3),
                        observation(id, rows.getBytes(4)),
                        captures(id),
                        spans(id),
                        gaps(id)));
            }
        }
        return runs;
    }

    private Observation observation(long run, byte[] facts) throws SQLException, IOException {
        ObservationReader reader = new ObservationReader(facts);
        for (Table table : Table.values()) {
            each(
                    "SELECT data, number FROM " + RunRows.table(table) + " WHERE run = ? ORDER BY number",
                    run,
                    row -> reader.row(table, row.getBytes(1)));
        }
        return reader.observation();
    }

    private Set<String> absorbed(long run) throws SQLException, IOException {
        Set<String> absorbed = new HashSet<>();
        each("SELECT uuid FROM absorbed WHERE run = ?", run, row -> absorbed.add(row.getString(1)));
        return absorbed;
    }

    private List<StoredRun.Sensed> captures(long run) throws SQLException, IOException {
        List<StoredRun.Sensed> captures = new ArrayList<>();
        each(
                "SELECT * FROM capture WHERE run = ? ORDER BY number",
                run,
                row -> captures.add(new StoredRun.Sensed(
                        row.getString("sensor"),
                        new CaptureSummary(
                                row.getString("name"),
                                row.getString("format"),
                                linkTypes(row.getString("link_types")),
                                row.getLong("bytes"),
                                row.getLong("frames"),
                                number(row, "first_seen"),
                                number(row, "last_seen"),
                                row.getLong("time_steps"),
                                number(row, "dropped"),
                                damage(row),
                                Optional.ofNullable(row.getString("sha256"))))));
        return captures;
    }

    private static List<Integer> linkTypes(String text) throws IOException {
        try {
            return Stream.of(text.split(" "))
                    .filter(type -> !type.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new IOException("a link type is no number", e);
        }
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<Damage> damage(ResultSet row) throws SQLException {
        String reason = row.getString("damage");
        return reason == null ? Optional.empty() : Optional.of(new Damage(row.getLong("damage_offset"), reason));
    }

    private List<StoredRun.Span> spans(long run) throws SQLException, IOException {
        List<StoredRun.Span> spans = new ArrayList<>();
        each(
                "SELECT sensor, started, until, ended FROM span WHERE run = ? ORDER BY number",
                run,
                row -> spans.add(
                        new StoredRun.Span(row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4) != 0)));
        return spans;
    }

    private List<StoredRun.SensedGap> gaps(long run) throws SQLException, IOException {
        List<StoredRun.SensedGap> gaps = new ArrayList<>();
        each(
                "SELECT sensor, name, started, until, reason FROM gap WHERE run = ? ORDER BY number",
                run,
                row -> gaps.add(new StoredRun.SensedGap(
                        row.getString(1),
                        new CaptureGap(row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)))));
        return gaps;
    }

    /** Takes one row. */
    private interface Row {
        void take(ResultSet row) throws SQLException, IOException;
    }

    private void each(String query, long run, Row taker) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, run);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }
}
