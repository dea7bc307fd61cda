package org.wirewarrant.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a store, and their version. A later version changes the tables of a store of this one when it opens it to write. */
final class Schema {
    /** {@code WWOB}, which tells a store from other SQLite files. */
    static final int APPLICATION = 0x57574f42;

    static final int VERSION = 2;

    private static final String[] TABLES = {
        """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            sensor TEXT NOT NULL,
            kind TEXT NOT NULL,
            started INTEGER,
            until INTEGER,
            ended INTEGER NOT NULL,
            checkpoints INTEGER NOT NULL,
            facts BLOB NOT NULL)""",
        "CREATE TABLE absorbed (run INTEGER NOT NULL, uuid TEXT NOT NULL, PRIMARY KEY (run, uuid)) WITHOUT ROWID",
        "CREATE TABLE flow (run INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID",
        "CREATE TABLE aggregate (run INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID",
        "CREATE TABLE announced (run INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID",
        """
        CREATE TABLE capture (
            run INTEGER NOT NULL,
            number INTEGER NOT NULL,
            sensor TEXT NOT NULL,
            name TEXT NOT NULL,
            format TEXT NOT NULL,
            link_types TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            frames INTEGER NOT NULL,
            first_seen INTEGER,
            last_seen INTEGER,
            time_steps INTEGER NOT NULL,
            dropped INTEGER,
            damage_offset INTEGER,
            damage TEXT,
            sha256 TEXT,
            PRIMARY KEY (run, number)) WITHOUT ROWID""",
        """
        CREATE TABLE span (
            run INTEGER NOT NULL,
            number INTEGER NOT NULL,
            sensor TEXT NOT NULL,
            started INTEGER NOT NULL,
            until INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            PRIMARY KEY (run, number)) WITHOUT ROWID""",
        """
        CREATE TABLE gap (
            run INTEGER NOT NULL,
            number INTEGER NOT NULL,
            sensor TEXT NOT NULL,
            name TEXT NOT NULL,
            started INTEGER NOT NULL,
            until INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (run, number)) WITHOUT ROWID"""
    };

    /** What version 2 added: the first frames of each conversation, which belong to the run that saw them whatever it became part of. */
    private static final String[] FRAMES = {
        """
        CREATE TABLE frame_source (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL,
            sensor TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (uuid, name))""",
        """
        CREATE TABLE frame (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL,
            conversation INTEGER NOT NULL,
            nth INTEGER NOT NULL,
            nanos INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            link_type INTEGER NOT NULL,
            wire_length INTEGER NOT NULL,
            data BLOB NOT NULL)""",
        "CREATE INDEX frame_time ON frame (nanos, source)",
        "CREATE TABLE frame_quota (most INTEGER NOT NULL, is_full INTEGER NOT NULL, lost INTEGER NOT NULL)"
    };

    private Schema() {}

    /**
     * Checks that a file is a store that this version reads.
     *
     * @return whether it is one; an empty file is none yet
     */
    static boolean check(String file, Connection connection) throws SQLException, StoreException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application == 0 && version == 0 && empty) {
            return false;
        }
        if (application != APPLICATION) {
            throw StoreException.alien(file, null);
        }
        if (version > VERSION) {
            throw new StoreException(
                    file,
                    "was written by a newer version of this program (store version %d, this one reads up to %d)"
                            .formatted(version, VERSION),
                    "use that version");
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = rows.next() ? rows.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                throw StoreException.damaged(
                        file, verdict.lines().reduce((one, last) -> last).orElse(verdict), null);
            }
        }
        return true;
    }

    /** Whether a store holds frames: those of the first version do not. */
    static boolean hasFrames(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'frame'") > 0;
    }

    /** Makes the tables. */
    static void create(Connection connection) throws SQLException {
        make(connection, TABLES, FRAMES);
    }

    /** Brings a store of an earlier version to this one. */
    static void upgrade(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA user_version") < VERSION) {
            make(connection, FRAMES);
        }
    }

    private static void make(Connection connection, String[]... tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                for (String[] some : tables) {
                    for (String table : some) {
                        statement.execute(table);
                    }
                }
                statement.execute("PRAGMA application_id = " + APPLICATION);
                statement.execute("PRAGMA user_version = " + VERSION);
                statement.execute("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    StoreFile.rollBack(statement);
                }
            }
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
