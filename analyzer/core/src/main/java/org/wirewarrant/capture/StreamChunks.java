package org.wirewarrant.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What a decompressor yields, unpacked in the consumer's thread: for small inputs and for the first look at a file. */
final class StreamChunks implements ChunkSource {
    private final InputStream in;
    private final String label;
    private final Buffers buffers;
    private final int chunkBytes;
    private final byte[] buffer;
    private int end = HEADROOM;
    private String fault;

    StreamChunks(InputStream in, String label, Buffers buffers, int chunkBytes) {
        this.in = in;
        this.label = label;
        this.buffers = buffers;
        this.chunkBytes = chunkBytes;
        this.buffer = buffers.take(chunkBytes);
    }

    @Override
    public boolean advance(int from, int count) {
        System.arraycopy(buffer, from, buffer, HEADROOM - count, count);
        end = HEADROOM;
        if (fault != null) {
            return false;
        }
        try {
            int read;
            do {
                read = in.read(buffer, HEADROOM, chunkBytes);
            } while (read == 0);
            if (read < 0) {
                return false;
            }
            end = HEADROOM + read;
            return true;
        } catch (IOException | RuntimeException e) {
            fault = describe(label, e);
            return false;
        }
    }

    /** One sentence on a decompressor's complaint; they throw unchecked exceptions on damaged data, too. */
    static String describe(String label, Exception e) {
        String message = e.getMessage();
        if (e instanceof EOFException || (message != null && message.contains("Truncated"))) {
            return "the " + label + " data is cut short";
        }
        return "the " + label + " data is damaged: "
                + (message == null ? e.getClass().getSimpleName() : message);
    }

    @Override
    public byte[] bytes() {
        return buffer;
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
        return fault;
    }

    @Override
    public void close() throws IOException {
        buffers.give(buffer);
        in.close();
    }
}
