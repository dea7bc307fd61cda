package org.wirewarrant.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An input as it is stored, before decompression. One thread takes its chunks; those of a large file are read ahead on another one. With
 * hashing on, filled buffers are handed to the run's hashing thread and reused when it is done with them.
 */
final class StoredChunks implements ChunkSource {
    private static final int RING = 4;

    /** Chunks that are read when they are asked for: whoever only looks at the beginning of a file reads no more of it. */
    private static final int UNHURRIED = 2;

    private final ReadableByteChannel channel;
    private final Buffers buffers;
    private final int chunkBytes;
    private final ExecutorService hasher;
    private final MessageDigest digest;
    private final byte[][] ring;
    private final Future<?>[] hashing;
    private final boolean readsAhead;
    private ExecutorService reader;
    /** Bytes read into the buffer after the current one; null when nothing was begun. */
    private Future<Integer> ahead;

    private int taken;
    private int current;
    private int end = HEADROOM;
    private boolean ended;
    private long total;
    private volatile long consumed;
    private String sha256;

    /**
     * Reads from a channel, which this closes.
     *
     * @param hasher a single thread, or null for no hash
     */
    StoredChunks(ReadableByteChannel channel, Buffers buffers, int chunkBytes, ExecutorService hasher) {
        this.channel = channel;
        this.buffers = buffers;
        this.chunkBytes = chunkBytes;
        this.hasher = hasher;
        this.digest = hasher == null ? null : sha256();
        this.readsAhead = channel instanceof FileChannel
                && chunkBytes == Buffers.LARGE
                && Runtime.getRuntime().availableProcessors() > 1;
        this.ring = new byte[hasher == null && !readsAhead ? 1 : RING][];
        this.hashing = new Future<?>[ring.length];
        this.ring[0] = buffers.take(chunkBytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean advance(int from, int count) throws IOException {
        byte[] previous = ring[current];
        int next = ended ? current : after(current);
        byte[] buffer = ahead == null ? free(next) : ring[next];
        System.arraycopy(previous, from, buffer, HEADROOM - count, count);
        current = next;
        end = HEADROOM;
        if (ended) {
            return false;
        }
        Future<Integer> begun = ahead;
        ahead = null;
        int read = begun == null ? read(buffer) : await(begun);
        if (read < 0) {
            ended = true;
            return false;
        }
        total += read;
        consumed = total;
        end = HEADROOM + read;
        if (digest != null) {
            hashing[next] = hasher.submit(() -> digest.update(buffer, HEADROOM, read));
        }
        if (readsAhead && ++taken > UNHURRIED) {
            readAhead();
        }
        return true;
    }

    private int after(int place) {
        return (place + 1) % ring.length;
    }

    /** A buffer of the ring that nobody needs any more. */
    private byte[] free(int place) throws IOException {
        if (ring[place] == null) {
            ring[place] = buffers.take(chunkBytes);
        }
        if (hashing[place] != null) {
            await(hashing[place]);
            hashing[place] = null;
        }
        return ring[place];
    }

    private int read(byte[] buffer) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer, HEADROOM, chunkBytes));
    }

    private void readAhead() throws IOException {
        if (reader == null) {
            reader = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "read-ahead");
                thread.setDaemon(true);
                return thread;
            });
        }
        byte[] buffer = free(after(current));
        ahead = reader.submit(() -> read(buffer));
    }

    /**
     * Reads what is left of the input, so that all of it is hashed; nothing when hashing is off.
     *
     * @return the SHA-256 in lower-case hexadecimal
     */
    Optional<String> finish() throws IOException {
        if (digest == null) {
            return Optional.empty();
        }
        while (sha256 == null) {
            if (!advance(0, 0)) {
                for (Future<?> update : hashing) {
                    if (update != null) {
                        await(update);
                    }
                }
                sha256 = HexFormat.of().formatHex(digest.digest());
            }
        }
        return Optional.of(sha256);
    }

    private static <T> T await(Future<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException io) {
                        throw io;
                    }
                    throw new IOException("reading or hashing failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what was read ahead. Whether that succeeded concerns nobody any more. */
    private void endReading() {
        if (ahead != null) {
            try {
                await(ahead);
            } catch (IOException nobodyAskedForIt) {
                ended = true;
            }
            ahead = null;
        }
    }

    boolean hashes() {
        return digest != null;
    }

    /** Bytes read so far; any thread. */
    long consumed() {
        return consumed;
    }

    @Override
    public byte[] bytes() {
        return ring[current];
    }

    @Override
    public int start() {
        return HEADROOM;
    }

    @Override
    public int end() {
        return end;
    }

    @Override
    public String fault() {
        return null;
    }

    @Override
    public void close() throws IOException {
        try {
            endReading();
            for (int i = 0; i < ring.length; i++) {
                if (hashing[i] != null) {
                    await(hashing[i]);
                    hashing[i] = null;
                }
                if (ring[i] != null) {
                    buffers.give(ring[i]);
                    ring[i] = null;
                }
            }
        } finally {
            if (reader != null) {
                reader.shutdown();
            }
            channel.close();
        }
    }
}
