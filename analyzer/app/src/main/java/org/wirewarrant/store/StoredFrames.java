package org.wirewarrant.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameQuota;

/** The first frames that stores hold, as one, in order of time; those of a run that is in several stores once. One thread. */
public final class StoredFrames {
    private static final String FRAMES =
            "SELECT source, nanos, ordinal, link_type, wire_length, data FROM frame ORDER BY nanos, source, id";

    /** Sees one frame after the other. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One frame.
         *
         * @param frame borrowed until the return
         * @param capture name of the capture that it comes from, as {@link Stored#captures} has it
         * @return whether more are wanted
         */
        boolean frame(Frame frame, String capture);
    }

    private StoredFrames() {}

    /**
     * Shows the frames of stores until no more are wanted.
     *
     * @param several whether captures are named with their sensors
     * @return what the reader should know, a clause; empty for nothing
     * @throws IOException if a store cannot be read
     */
    public static String replay(List<Path> files, boolean several, Visitor visitor) throws IOException {
        List<Shelf> shelves = new ArrayList<>();
        try {
            for (Path file : files) {
                shelves.add(new Shelf(file.toString(), StoreFile.read(file), true));
            }
            return show(shelves, several, visitor);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        } catch (SQLException e) {
            throw new IOException("a store cannot be read: " + e.getMessage(), e);
        } finally {
            for (Shelf shelf : shelves) {
                shelf.close();
            }
        }
    }

    /** Those of one store that is open. */
    static void replay(String file, Connection connection, boolean several, Visitor visitor) throws IOException {
        Shelf shelf = new Shelf(file, connection, false);
        try {
            show(List.of(shelf), several, visitor);
        } catch (SQLException e) {
            throw new IOException(StoreException.of(file, e).getMessage(), e);
        } finally {
            shelf.close();
        }
    }

    private static String show(List<Shelf> shelves, boolean several, Visitor visitor) throws SQLException {
        List<String> notes = new ArrayList<>();
        for (Shelf shelf : shelves) {
            shelf.begin(several, notes);
        }
        leaveOutCopies(shelves);
        PriorityQueue<Shelf> next = new PriorityQueue<>(Comparator.comparingLong(shelf -> shelf.frame.nanos()));
        for (Shelf shelf : shelves) {
            if (shelf.next()) {
                next.add(shelf);
            }
        }
        while (!next.isEmpty()) {
            Shelf shelf = next.remove();
            if (!visitor.frame(shelf.frame, shelf.capture)) {
                break;
            }
            if (shelf.next()) {
                next.add(shelf);
            }
        }
        return String.join("; ", notes);
    }

    /** Of what several stores hold, the one with most of it counts. */
    private static void leaveOutCopies(List<Shelf> shelves) throws SQLException {
        record Best(Shelf shelf, Source source) {}
        Map<String, Best> best = new HashMap<>();
        if (shelves.size() == 1) {
            return;
        }
        for (Shelf shelf : shelves) {
            shelf.count();
            for (Source source : shelf.sources.values()) {
                Best known = best.get(source.key());
                if (known == null || source.frames > known.source().frames) {
                    best.put(source.key(), new Best(shelf, source));
                    if (known != null) {
                        known.shelf().left.add(known.source().id);
                    }
                } else {
                    shelf.left.add(source.id);
                }
            }
        }
    }

    private static final class Source {
        final long id;
        final String uuid;
        final String name;
        final String shown;
        long frames;

        Source(long id, String uuid, String name, String shown) {
            this.id = id;
            this.uuid = uuid;
            this.name = name;
            this.shown = shown;
        }

        String key() {
            return uuid + ' ' + name;
        }
    }

    /** One store, at one frame of it. */
    private static final class Shelf {
        final String file;
        final Connection connection;
        final boolean owned;
        final Map<Long, Source> sources = new HashMap<>();
        final Set<Long> left = new HashSet<>();
        final Frame frame = new Frame();
        String capture = "";
        private PreparedStatement statement;
        private ResultSet rows;

        Shelf(String file, Connection connection, boolean owned) {
            this.file = file;
            this.connection = connection;
            this.owned = owned;
        }

        void begin(boolean several, List<String> notes) throws SQLException {
            if (!Schema.hasFrames(connection)) {
                notes.add(file + " holds no packets");
                return;
            }
            try (Statement query = connection.createStatement()) {
                try (ResultSet row = query.executeQuery("SELECT id, uuid, sensor, name FROM frame_source")) {
                    while (row.next()) {
                        String name = row.getString(4);
                        String sensor = row.getString(3);
                        String shown = several && !sensor.isEmpty() ? sensor + "/" + name : name;
                        sources.put(row.getLong(1), new Source(row.getLong(1), row.getString(2), name, shown));
                    }
                }
                if (sources.isEmpty()) {
                    notes.add(file + " holds no packets");
                }
                try (ResultSet row = query.executeQuery("SELECT most, is_full, lost FROM frame_quota")) {
                    if (row.next()) {
                        String fewer = FrameQuota.note(row.getInt(1), row.getInt(2) != 0);
                        if (!fewer.isEmpty()) {
                            notes.add(file + ": " + fewer);
                        }
                        if (row.getLong(3) > 0) {
                            notes.add(file + ": " + row.getLong(3)
                                    + " first packets of conversations came faster than they could be kept");
                        }
                    }
                }
            }
        }

        void count() throws SQLException {
            if (sources.isEmpty()) {
                return;
            }
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery("SELECT source, count(*) FROM frame GROUP BY source")) {
                while (row.next()) {
                    Source source = sources.get(row.getLong(1));
                    if (source != null) {
                        source.frames = row.getLong(2);
                    }
                }
            }
        }

        boolean next() throws SQLException {
            if (sources.isEmpty()) {
                return false;
            }
            if (rows == null) {
                statement = connection.prepareStatement(FRAMES);
                rows = statement.executeQuery();
            }
            while (rows.next()) {
                Source source = sources.get(rows.getLong(1));
                if (source != null && !left.contains(source.id)) {
                    byte[] bytes = rows.getBytes(6);
                    frame.wrap(
                            bytes,
                            0,
                            bytes.length,
                            Math.max(bytes.length, rows.getInt(5)),
                            rows.getLong(2),
                            rows.getInt(4),
                            rows.getLong(3));
                    capture = source.shown;
                    return true;
                }
            }
            return false;
        }

        void close() {
            try {
                if (rows != null) {
                    rows.close();
                    statement.close();
                }
                if (owned) {
                    connection.close();
                }
            } catch (SQLException e) {
                // It was only read.
            }
        }
    }
}
