package org.wirewarrant.capture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Frames of a source that cannot be read twice, kept in a file of bounded size until they are looked at again. One thread at a time;
 * closing it removes the file.
 */
public final class FrameSpool implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int HEADER = 8 + 8 + 4 * 4;

    private final Path file;
    private final long maxBytes;
    private final DataOutputStream out;
    private long size;
    private long frames;
    private boolean full;

    /**
     * Makes the file.
     *
     * @param file is created, and must not exist
     * @param maxBytes most bytes that it may have
     */
    public FrameSpool(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    /** Sees a kept frame, and says whether it wants more. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One frame.
         *
         * @param frame borrowed until the return
         * @param input number of its input, as it was given to {@link #add}
         */
        boolean visit(Frame frame, int input) throws IOException;
    }

    /** Keeps a frame, unless the file is full: then it and all later ones are let go. */
    public void add(Frame frame, int input) throws IOException {
        if (full || size + HEADER + frame.capturedLength() > maxBytes) {
            full = true;
            return;
        }
        out.writeLong(frame.nanos());
        out.writeLong(frame.ordinal());
        out.writeInt(frame.linkType());
        out.writeInt(frame.wireLength());
        out.writeInt(frame.capturedLength());
        out.writeInt(input);
        out.write(frame.bytes(), frame.offset(), frame.capturedLength());
        size += HEADER + frame.capturedLength();
        frames++;
    }

    /** Whether frames were let go because there was no room. */
    public boolean isFull() {
        return full;
    }

    /** Shows the frames in the order in which they came. */
    public void replay(Visitor visitor) throws IOException {
        out.flush();
        byte[] bytes = new byte[1 << 11];
        Frame frame = new Frame();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (long left = frames; left > 0; left--) {
                long nanos = in.readLong();
                long ordinal = in.readLong();
                int linkType = in.readInt();
                int wireLength = in.readInt();
                int captured = in.readInt();
                int input = in.readInt();
                bytes = bytes.length < captured ? new byte[captured] : bytes;
                in.readFully(bytes, 0, captured);
                frame.wrap(bytes, 0, captured, wireLength, nanos, linkType, ordinal);
                if (!visitor.visit(frame, input)) {
                    return;
                }
            }
        }
    }

    /** Removes the file; safe to call more than once. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
