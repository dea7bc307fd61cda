package org.wirewarrant.capture;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A moving window of contiguous bytes over a {@link ChunkSource}. Readers parse records in place between {@link #position} and
 * {@link #limit}; {@link #require} makes enough bytes available, and only it moves the window.
 */
final class ByteWindow {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = new byte[0];

    byte[] bytes = NOTHING;
    int position;
    int limit;

    private final ChunkSource source;
    /** Stream offset of {@code bytes[0]}; negative while bytes are carried in front of the first chunk. */
    private long base;
    /** Holds records that do not fit in front of a chunk; null until one comes. */
    private byte[] spill;
    /** Rest of the source's current chunk while the window lies in {@link #spill}. */
    private int pending;

    private int pendingEnd;

    ByteWindow(ChunkSource source) {
        this.source = source;
    }

    int available() {
        return limit - position;
    }

    /** Offset of {@link #position} in the (decompressed) stream. */
    long offset() {
        return base + position;
    }

    /**
     * Makes bytes available from {@link #position} on.
     *
     * @param count bounded by the caller, never by a claim of the input alone
     * @return false when the input ends before; what there is stays available
     */
    boolean require(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        while (limit - position < count) {
            int have = limit - position;
            if (bytes == spill && spill != null) {
                if (have == 0 && pending < pendingEnd) {
                    long offset = offset();
                    show(source.bytes(), pending, pendingEnd, offset);
                    pending = pendingEnd;
                } else if (!spillTo(count)) {
                    return false;
                }
            } else if (have > ChunkSource.HEADROOM) {
                startSpill(count);
            } else {
                long offset = offset();
                boolean more = source.advance(position, have);
                show(source.bytes(), source.start() - have, source.end(), offset);
                if (!more) {
                    return false;
                }
            }
        }
        return true;
    }

    private void show(byte[] buffer, int from, int to, long offset) {
        bytes = buffer;
        position = from;
        limit = to;
        base = offset - from;
    }

    /** Moves the window into the spill array; the current chunk is used up by that. */
    private void startSpill(int count) {
        int have = limit - position;
        long offset = offset();
        if (spill == null || spill.length < count) {
            spill = new byte[capacity(count)];
        }
        System.arraycopy(bytes, position, spill, 0, have);
        pending = 0;
        pendingEnd = 0;
        show(spill, 0, have, offset);
    }

    private boolean spillTo(int count) throws IOException {
        int have = limit - position;
        long offset = offset();
        byte[] target = spill.length < count ? new byte[capacity(count)] : spill;
        System.arraycopy(spill, position, target, 0, have);
        spill = target;
        show(spill, 0, have, offset);
        while (have < count) {
            if (pending == pendingEnd) {
                if (!source.advance(0, 0)) {
                    return false;
                }
                pending = source.start();
                pendingEnd = source.end();
            }
            int more = Math.min(count - have, pendingEnd - pending);
            System.arraycopy(source.bytes(), pending, spill, have, more);
            pending += more;
            have += more;
            limit = have;
        }
        return true;
    }

    private static int capacity(int count) {
        return Math.max(64 * 1024, Integer.highestOneBit(count - 1) << 1);
    }

    /**
     * Passes over bytes without keeping them.
     *
     * @return false when the input ends before
     */
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            position = limit;
            if (!fill(1)) {
                return false;
            }
        }
        position += (int) left;
        return true;
    }

    /** Why the input ended early, or null. */
    String fault() {
        return source.fault();
    }

    int unsigned8(int index) {
        return bytes[index] & 0xff;
    }

    int unsigned16(int index, boolean bigEndian) {
        short value = (short) SHORT.get(bytes, index);
        return (bigEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }

    int int32(int index, boolean bigEndian) {
        int value = (int) INT.get(bytes, index);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long unsigned32(int index, boolean bigEndian) {
        return int32(index, bigEndian) & 0xffff_ffffL;
    }

    long int64(int index, boolean bigEndian) {
        long value = (long) LONG.get(bytes, index);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    /** A copy of bytes at {@link #position}, for detection and options. */
    byte[] copy(int count) {
        return Arrays.copyOfRange(bytes, position, position + count);
    }
}
