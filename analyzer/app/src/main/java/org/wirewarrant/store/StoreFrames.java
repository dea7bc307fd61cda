package org.wirewarrant.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameQuota;
import org.wirewarrant.capture.KeptFrame;

/** First frames of conversations on their way into a store, where all of them together are bounded. */
public final class StoreFrames {
    private static final int BATCH = 1000;
    private static final String INSERT =
            "INSERT INTO frame (source, conversation, nth, nanos, ordinal, link_type, wire_length, data)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final String file;
    private final Connection connection;
    private final long maxBytes;
    private final Map<String, Long> sources = new HashMap<>();
    private final Frame frame = new Frame();
    private FrameQuota quota;
    private long lostBefore;

    /** Sees what a store holds of a conversation. */
    @FunctionalInterface
    public interface Visitor {
        /** One frame, which is the {@code nth} of its conversation. */
        void frame(long conversation, int nth);
    }

    StoreFrames(String file, Connection connection, long maxBytes) {
        this.file = file;
        this.connection = connection;
        this.maxBytes = maxBytes;
    }

    /**
     * Looks at what is there, which must be done first.
     *
     * @param visitor shown every frame
     */
    public void open(Visitor visitor) throws StoreException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT most, lost FROM frame_quota")) {
                boolean known = row.next();
                quota = new FrameQuota(maxBytes, known ? row.getInt(1) : FrameQuota.MOST);
                lostBefore = known ? row.getLong(2) : 0;
            }
            try (ResultSet rows = statement.executeQuery("SELECT conversation, nth, length(data) FROM frame")) {
                while (rows.next()) {
                    int nth = Math.max(1, Math.min(rows.getInt(2), FrameQuota.MOST));
                    quota.add(nth, rows.getLong(3) + KeptFrame.OVERHEAD);
                    visitor.frame(rows.getLong(1), nth);
                }
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /** Frames of each conversation that are to come for which there is room. */
    public int most() {
        return quota.isFull() ? 0 : quota.most();
    }

    /** What the reader of the frames should know, a clause; empty where all are there. */
    public String note() {
        return FrameQuota.note(quota.most(), quota.isFull());
    }

    /** Gives frames, one after the other. */
    @FunctionalInterface
    public interface Feed {
        /** Gives all there are, until the taker fails. */
        void give(Taker taker) throws SQLException;
    }

    /** Takes a frame. */
    @FunctionalInterface
    public interface Taker {
        /** One frame, which is kept if there is room. */
        void take(KeptFrame frame) throws SQLException;
    }

    /** Adds frames in a transaction that is open. */
    void add(String uuid, String sensor, Feed frames, long lost) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int[] waiting = {0};
            frames.give(frame -> {
                if (quota.admits(frame.nth())) {
                    put(insert, source(uuid, sensor, frame.capture()), frame);
                    quota.add(frame.nth(), frame.cost());
                    if (++waiting[0] % BATCH == 0 || quota.isOver()) {
                        insert.executeBatch();
                        makeRoom();
                    }
                }
            });
            insert.executeBatch();
        }
        makeRoom();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM frame_quota");
            statement.execute("INSERT INTO frame_quota VALUES (%d, %d, %d)"
                    .formatted(quota.most(), quota.isFull() ? 1 : 0, lostBefore + lost));
        }
    }

    private void put(PreparedStatement insert, long source, KeptFrame kept) throws SQLException {
        kept.wrap(frame);
        insert.setLong(1, source);
        insert.setLong(2, kept.conversation());
        insert.setInt(3, kept.nth());
        insert.setLong(4, frame.nanos());
        insert.setLong(5, frame.ordinal());
        insert.setInt(6, frame.linkType());
        insert.setInt(7, frame.wireLength());
        insert.setBytes(8, frame.bytes());
        insert.addBatch();
    }

    private void makeRoom() throws SQLException {
        if (quota.isOver()) {
            quota.thin();
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM frame WHERE nth > " + quota.most());
            }
        }
    }

    /** Says that the transaction was taken back. */
    void undo() {
        sources.clear();
        try {
            open((conversation, nth) -> {});
        } catch (StoreException e) {
            // Counted too high until the store can be read again, nothing is kept that has no room.
        }
    }

    private long source(String uuid, String sensor, String name) throws SQLException {
        Long known = sources.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR IGNORE INTO frame_source (uuid, sensor, name) VALUES (?, ?, ?)");
                PreparedStatement query =
                        connection.prepareStatement("SELECT id FROM frame_source WHERE uuid = ? AND name = ?")) {
            insert.setString(1, uuid);
            insert.setString(2, sensor);
            insert.setString(3, name);
            insert.executeUpdate();
            query.setString(1, uuid);
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                sources.put(name, row.getLong(1));
                return row.getLong(1);
            }
        }
    }
}
