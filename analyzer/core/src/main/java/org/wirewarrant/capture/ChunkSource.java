package org.wirewarrant.capture;

import java.io.Closeable;
import java.io.IOException;

/**
 * Bytes in order, a chunk at a time, in borrowed buffers. The bytes of a chunk may be read by other threads at the same time and are
 * never written by the consumer; only the {@link #HEADROOM} bytes in front of it are.
 */
interface ChunkSource extends Closeable {
    /** Bytes kept free in front of every chunk, so that a record that straddles two chunks can be made whole. */
    int HEADROOM = 16 * 1024;

    /**
     * Moves to the next chunk and copies unconsumed bytes of the current one in front of it. Blocks.
     *
     * @param from index of the first unconsumed byte in {@link #bytes()}; the bytes may lie anywhere in it
     * @param count at most {@link #HEADROOM}
     * @return false at the end of the input; the chunk is then empty, with the unconsumed bytes in front of it all the same
     */
    boolean advance(int from, int count) throws IOException;

    /** Buffer of the current chunk. */
    byte[] bytes();

    /** Index of the first byte of the current chunk; what {@link #advance} carried over lies before it. */
    int start();

    /** Index after the last byte of the current chunk. */
    int end();

    /** Why the bytes ended early, or null: the wrapping (gzip, ...) was damaged. */
    String fault();
}
