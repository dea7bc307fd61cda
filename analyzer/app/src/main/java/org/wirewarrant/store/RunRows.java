package org.wirewarrant.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.wirewarrant.flow.ObservationRows;

/** Rows of one run on their way into the store, in batches. */
final class RunRows implements ObservationRows, AutoCloseable {
    private static final int BATCH = 1000;

    private final Connection connection;
    private final long run;
    private final Map<Table, PreparedStatement> puts = new EnumMap<>(Table.class);
    private int waiting;

    RunRows(Connection connection, long run) {
        this.connection = connection;
        this.run = run;
    }

    static String table(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void put(Table table, int number, byte[] row) throws IOException {
        try {
            PreparedStatement put = puts.get(table);
            if (put == null) {
                put = connection.prepareStatement("INSERT OR REPLACE INTO " + table(table) + " VALUES (?, ?, ?)");
                puts.put(table, put);
            }
            put.setLong(1, run);
            put.setInt(2, number);
            put.setBytes(3, row);
            put.addBatch();
            if (++waiting % BATCH == 0) {
                flush();
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void cut(Table table, int size) throws IOException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table(table) + " WHERE run = ? AND number >= ?")) {
            flush();
            delete.setLong(1, run);
            delete.setInt(2, size);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    void flush() throws SQLException {
        for (PreparedStatement put : puts.values()) {
            put.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement put : puts.values()) {
            put.close();
        }
    }
}
