package org.wirewarrant.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/** Opens the SQLite file of a store. */
final class StoreFile {
    private static final int PATIENCE_MILLIS = 5000;
    /** Checkpoints into the file so often that what is written ahead stays small. */
    private static final int WAL_BYTES = 64 << 20;

    private StoreFile() {}

    /** Opens a store to write in; makes it if there is none. */
    static Connection write(Path file) throws StoreException {
        SQLiteConfig config = config();
        config.setJournalMode(JournalMode.WAL);
        // A checkpoint that was kept stays kept when the power fails.
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(WAL_BYTES);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return open(file, file.toAbsolutePath().toString(), config, true);
    }

    /** Opens a store to read. */
    static Connection read(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(file.toString(), "no such store", "check the name");
        }
        SQLiteConfig config = config();
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isWritable(file) && Files.isWritable(folder)) {
            // Who may write tidies up after itself what SQLite keeps beside a store; the queries may change nothing.
            Connection connection = open(file, file.toAbsolutePath().toString(), config, false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            } catch (SQLException e) {
                throw StoreException.of(file.toString(), e);
            }
            return connection;
        }
        config.setReadOnly(true);
        boolean changing = Files.exists(Path.of(file.toAbsolutePath() + "-wal"));
        // Where nothing can be written beside it, SQLite reads only a file that it is told nobody changes.
        boolean still = !changing && !Files.isWritable(folder);
        if (still) {
            config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        }
        return open(
                file,
                still ? file.toUri() + "?immutable=1" : file.toAbsolutePath().toString(),
                config,
                false);
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private static Connection open(Path file, String name, SQLiteConfig config, boolean create) throws StoreException {
        String shown = file.toString();
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + name);
            try {
                if (!Schema.check(shown, connection)) {
                    if (!create) {
                        throw StoreException.alien(shown, null);
                    }
                    Schema.create(connection);
                } else if (create) {
                    Schema.upgrade(connection);
                }
                return connection;
            } catch (SQLException | StoreException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StoreException.of(shown, e);
        }
    }

    /** Runs statements as one: all of them, or none. */
    static void atomically(String file, Connection connection, Change change) throws StoreException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                change.make();
                statement.execute("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack(statement);
                }
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } catch (java.io.IOException e) {
            throw e.getCause() instanceof SQLException cause
                    ? StoreException.of(file, cause)
                    : StoreException.damaged(file, e.getMessage(), e);
        }
    }

    /** After some failures SQLite has rolled back by itself. */
    static void rollBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            // What led here is what counts.
        }
    }

    /** What is to be done at once. */
    interface Change {
        void make() throws SQLException, java.io.IOException;
    }
}
