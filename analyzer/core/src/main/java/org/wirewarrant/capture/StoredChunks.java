package org.wirewarrant.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * An input as it is stored, before decompression. One thread reads it; with hashing on, filled buffers are handed to the run's hashing
 * thread and reused when it is done with them.
 */
final class StoredChunks implements ChunkSource {
    private static final int RING = 3;

    private final ReadableByteChannel channel;
    private final Buffers buffers;
    private final int chunkBytes;
    private final ExecutorService hasher;
    private final MessageDigest digest;
    private final byte[][] ring;
    private final Future<?>[] hashing;
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
        this.ring = new byte[hasher == null ? 1 : RING][];
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
        int next = ended ? current : (current + 1) % ring.length;
        if (ring[next] == null) {
            ring[next] = buffers.take(chunkBytes);
        }
        byte[] buffer = ring[next];
        if (hashing[next] != null) {
            await(hashing[next]);
            hashing[next] = null;
        }
        System.arraycopy(previous, from, buffer, HEADROOM - count, count);
        current = next;
        end = HEADROOM;
        if (ended) {
            return false;
        }
        int read = channel.read(ByteBuffer.wrap(buffer, HEADROOM, chunkBytes));
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
        return true;
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

    private static void await(Future<?> update) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    update.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException("hashing failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
            channel.close();
        }
    }
}
