package org.wirewarrant.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sqlite.SQLiteJDBCLoader;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.store.StoredRun.Span;

/**
 * A store that a run writes to. A checkpoint is kept as a whole or not at all; what dies between two of them loses what came after the
 * first. When a store is opened and its earlier runs hold more than they may, they are made one.
 */
public final class ObservationStore implements Closeable {
    /** More runs than this are made one, so that a program which is started again and again does not fill the store with them. */
    private static final int MANY_RUNS = 64;

    private final Path file;
    private final FileChannel lock;
    private final Connection connection;

    private ObservationStore(Path file, FileChannel lock, Connection connection) {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
    }

    /**
     * Opens a store, and makes it if there is none.
     *
     * @param maxFlows most flows that earlier runs may keep apart; beyond it, those that are over are added up
     * @throws StoreException if it cannot be written to: another program does, it is damaged, or no store, or of a newer version
     */
    public static ObservationStore open(Path file, int maxFlows) throws StoreException {
        FileChannel lock = lock(file);
        try {
            ObservationStore store = new ObservationStore(file, lock, StoreFile.write(file));
            try {
                store.compact(maxFlows);
                return store;
            } catch (StoreException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (StoreException | RuntimeException e) {
            unlock(file, lock);
            throw e;
        }
    }

    /**
     * Loads SQLite, which is otherwise done when the first store is opened.
     *
     * @throws StoreException if it cannot be
     */
    public static void load() throws StoreException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StoreException(
                    "--store",
                    "SQLite cannot be loaded: " + e.getMessage(),
                    "check that programs may be run from " + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }

    /** A store whose file cannot be made. */
    public static StoreException unwritable(Path file, IOException cause) {
        return new StoreException(
                file.toString(), "cannot be made: " + cause.getMessage(), "check the rights of its folder", cause);
    }

    private static Path lockFile(Path file) {
        return Path.of(file.toAbsolutePath() + "-lock");
    }

    /** Held by whoever writes, and let go by the system when that one dies. Not the store itself: SQLite has its own locks there. */
    private static FileChannel lock(Path file) throws StoreException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new StoreException(file.toString(), "its folder does not exist", "make the folder " + parent);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockFile(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This program holds it already.
        } catch (IOException e) {
            throw new StoreException(
                    file.toString(),
                    "may not be written: " + e.getMessage(),
                    "check the rights of the folder " + parent,
                    e);
        }
        close(channel);
        throw StoreException.locked(file.toString(), null);
    }

    private static void unlock(Path file, FileChannel lock) {
        try {
            Files.deleteIfExists(lockFile(file));
        } catch (IOException e) {
            // It stays, unlocked.
        }
        close(lock);
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written to it.
        }
    }

    /** What earlier runs kept. */
    public Stored stored() throws StoreException {
        return Stored.of(StoreReader.runs(file.toString(), connection));
    }

    /**
     * What earlier runs kept, with the time until a run that begins now as a gap.
     *
     * @param sensor where that run captures
     * @param startedNanos when it began to, nanoseconds since the epoch
     */
    public Stored storedUntil(String sensor, long startedNanos) throws StoreException {
        Span now = new Span(sensor, startedNanos, startedNanos, false);
        return Stored.of(StoreReader.runs(file.toString(), connection), List.of(now));
    }

    /**
     * Begins a run; the store holds nothing of it before its first checkpoint.
     *
     * @param sensor where it captures, such as the name of the host; empty for captures that were read from files
     * @param startedNanos when it began to capture, nanoseconds since the epoch
     */
    public StoreRun begin(String sensor, long startedNanos) {
        return new StoreRun(file.toString(), connection, UUID.randomUUID().toString(), sensor, startedNanos);
    }

    /**
     * Adds what was observed in capture files, which are complete.
     *
     * @throws StoreException if one of the files was added before, or it cannot be kept
     */
    public void add(Observation observation, List<CaptureSummary> captures) throws StoreException {
        checkNew(captures);
        filed().add(observation, captures, taker -> {});
    }

    /**
     * Adds what was observed in capture files, which are complete, and the first frames of its conversations.
     *
     * @param maxBytes what all frames of the store may cost together
     * @param first gives those frames, once
     * @throws StoreException if one of the files was added before, or it cannot be kept
     */
    public void add(Observation observation, List<CaptureSummary> captures, long maxBytes, StoreFrames.Feed first)
            throws StoreException {
        checkNew(captures);
        StoreRun run = filed();
        run.keepFrames(maxBytes).open((conversation, nth) -> {});
        run.add(observation, captures, first);
    }

    private StoreRun filed() {
        return new StoreRun(file.toString(), connection, UUID.randomUUID().toString(), "", 0);
    }

    private void checkNew(List<CaptureSummary> captures) throws StoreException {
        for (CaptureSummary capture : captures) {
            if (capture.sha256().isPresent() && holds(capture.sha256().get())) {
                throw new StoreException(
                        file.toString(),
                        capture.name() + " is in it already",
                        "leave the file out, or name another store");
            }
        }
    }

    /**
     * Shows the first frames that are kept, in order of time.
     *
     * @param several whether captures are named with their sensors
     * @throws IOException if they cannot be read
     */
    public void replay(boolean several, StoredFrames.Visitor visitor) throws IOException {
        StoredFrames.replay(file.toString(), connection, several, visitor);
    }

    /** For tests, which make it fail. */
    Connection connection() {
        return connection;
    }

    private boolean holds(String sha256) throws StoreException {
        try (var query = connection.prepareStatement("SELECT 1 FROM capture WHERE sha256 = ? LIMIT 1")) {
            query.setString(1, sha256);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw StoreException.of(file.toString(), e);
        }
    }

    private void compact(int maxFlows) throws StoreException {
        List<StoredRun> runs = StoreReader.runs(file.toString(), connection);
        long size = runs.stream().mapToLong(run -> run.observation().size()).sum();
        long ports = runs.stream()
                .mapToLong(run -> run.observation().announcedPorts())
                .sum();
        boolean fits = size <= maxFlows && ports <= maxFlows;
        if ((runs.size() <= MANY_RUNS && fits) || Stored.limits(runs) > 1) {
            return;
        }
        Observation whole = Stored.of(runs).observation().orElseThrow().compact(maxFlows);
        Set<String> absorbed = new TreeSet<>();
        runs.forEach(run -> {
            absorbed.add(run.uuid());
            absorbed.addAll(run.absorbed());
        });
        List<Span> spans = runs.stream().flatMap(run -> run.spans().stream()).toList();
        StoredRun one = new StoredRun(
                UUID.randomUUID().toString(),
                absorbed,
                1,
                whole,
                Stored.joined(runs),
                spans,
                runs.stream().flatMap(run -> run.gaps().stream()).toList());
        StoreRun.replaceAll(file.toString(), connection, one);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Every checkpoint that was said to be kept is.
        }
        unlock(file, lock);
    }
}
