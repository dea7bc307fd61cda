package org.wirewarrant.capture;

import java.util.ArrayDeque;

/** Read buffers of one run, reused from file to file. Any thread. */
final class Buffers {
    /** Chunk bytes of a file read alone or among a few. */
    static final int LARGE = 512 * 1024;
    /** Chunk bytes of one file among many, of small files, and of the first look at a file. */
    static final int SMALL = 48 * 1024;

    private static final int KEPT = 16;

    private final ArrayDeque<byte[]> large = new ArrayDeque<>();
    private final ArrayDeque<byte[]> small = new ArrayDeque<>();

    /** A buffer of {@link ChunkSource#HEADROOM} and a chunk; its content is stale. */
    byte[] take(int chunkBytes) {
        ArrayDeque<byte[]> kept = chunkBytes == LARGE ? large : small;
        synchronized (kept) {
            byte[] buffer = kept.pollLast();
            if (buffer != null) {
                return buffer;
            }
        }
        return new byte[ChunkSource.HEADROOM + chunkBytes];
    }

    /** Returns a buffer that nothing reads any more. */
    void give(byte[] buffer) {
        ArrayDeque<byte[]> kept = buffer.length == ChunkSource.HEADROOM + LARGE ? large : small;
        synchronized (kept) {
            if (kept.size() < KEPT) {
                kept.addLast(buffer);
            }
        }
    }
}
