package org.wirewarrant.capture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * First frames of the conversations of a source that cannot be read twice, kept in a file of bounded size until they are looked at
 * again: the more conversations, the fewer frames of each. One thread at a time; closing it removes the file.
 */
public final class FrameSpool implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int HEADER = 8 + 8 + 5 * 4;

    private final Path file;
    private final FrameQuota quota;
    private DataOutputStream out;
    private long frames;

    /**
     * Makes the file.
     *
     * @param file is created, and must not exist
     * @param maxBytes most bytes that it may have
     */
    public FrameSpool(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.quota = new FrameQuota(maxBytes);
        this.out = open(file);
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
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

    /** Keeps a frame, unless there is no room for one of its number. */
    public void add(Frame frame, int input, int nth) throws IOException {
        if (!quota.admits(nth)) {
            return;
        }
        write(out, frame, input, nth);
        quota.add(nth, HEADER + frame.capturedLength());
        frames++;
        if (quota.isOver()) {
            thin();
        }
    }

    private static void write(DataOutputStream to, Frame frame, int input, int nth) throws IOException {
        to.writeLong(frame.nanos());
        to.writeLong(frame.ordinal());
        to.writeInt(frame.linkType());
        to.writeInt(frame.wireLength());
        to.writeInt(frame.capturedLength());
        to.writeInt(input);
        to.writeInt(nth);
        to.write(frame.bytes(), frame.offset(), frame.capturedLength());
    }

    /** Writes those that may stay to another file, and puts that one in the place of this. */
    private void thin() throws IOException {
        quota.thin();
        Path fewer = file.resolveSibling(file.getFileName() + ".fewer");
        long[] kept = {0};
        try (DataOutputStream to = open(fewer)) {
            each((frame, input, nth) -> {
                if (nth <= quota.most()) {
                    write(to, frame, input, nth);
                    kept[0]++;
                }
                return true;
            });
        } catch (IOException e) {
            Files.deleteIfExists(fewer);
            throw e;
        }
        out.close();
        Files.move(fewer, file, StandardCopyOption.REPLACE_EXISTING);
        frames = kept[0];
        out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), BUFFER));
    }

    /** Frames of each conversation that were kept. */
    public int most() {
        return quota.most();
    }

    /** Whether no conversation that came late has a frame. */
    public boolean isFull() {
        return quota.isFull();
    }

    /** Shows the frames in the order in which they came. */
    public void replay(Visitor visitor) throws IOException {
        each((frame, input, nth) -> visitor.visit(frame, input));
    }

    @FunctionalInterface
    private interface Numbered {
        boolean visit(Frame frame, int input, int nth) throws IOException;
    }

    private void each(Numbered visitor) throws IOException {
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
                int nth = in.readInt();
                bytes = bytes.length < captured ? new byte[captured] : bytes;
                in.readFully(bytes, 0, captured);
                frame.wrap(bytes, 0, captured, wireLength, nanos, linkType, ordinal);
                if (!visitor.visit(frame, input, nth)) {
                    return;
                }
            }
        } catch (EOFException e) {
            throw new IOException("kept packets are gone from the disk", e);
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
