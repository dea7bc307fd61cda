package org.wirewarrant.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What a decompressor yields, unpacked by a thread of its own that stays a few buffers ahead of the consumer. */
final class UnpackedChunks implements ChunkSource {
    private static final int AHEAD = 3;
    private static final long JOIN_MILLIS = 2_000;

    private static final class Chunk {
        final byte[] buffer;
        int end = HEADROOM;

        Chunk(byte[] buffer) {
            this.buffer = buffer;
        }
    }

    /** Opens the decompressor; called in the thread, because that reads. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final Opener opener;
    private final String label;
    private final Buffers buffers;
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Chunk last;
    private final Thread thread;
    private Chunk current;
    /** Written by the thread before it hands over {@link #last}. */
    private String unpackFault;

    private volatile boolean closed;

    UnpackedChunks(Opener opener, String label, String name, Buffers buffers) {
        this.opener = opener;
        this.label = label;
        this.buffers = buffers;
        for (int i = 0; i < AHEAD; i++) {
            free.add(new Chunk(buffers.take(Buffers.LARGE)));
        }
        current = new Chunk(buffers.take(Buffers.LARGE));
        last = new Chunk(new byte[HEADROOM]);
        thread = new Thread(this::unpack, "unpack-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void unpack() {
        unpackFault = "unpacking the " + label + " data was given up";
        try (InputStream in = opener.open()) {
            String fault = null;
            while (!closed) {
                Chunk chunk = free.take();
                int end = HEADROOM;
                int read = 0;
                while (end < chunk.buffer.length && read >= 0) {
                    try {
                        read = in.read(chunk.buffer, end, chunk.buffer.length - end);
                    } catch (IOException | RuntimeException e) {
                        fault = StreamChunks.describe(label, e);
                        read = -1;
                    }
                    end += Math.max(0, read);
                }
                chunk.end = end;
                if (end > HEADROOM) {
                    filled.put(chunk);
                }
                if (read < 0) {
                    break;
                }
            }
            unpackFault = fault;
        } catch (IOException | RuntimeException e) {
            unpackFault = StreamChunks.describe(label, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // there is always room: one more than there are other chunks
            filled.add(last);
        }
    }

    @Override
    public boolean advance(int from, int count) throws IOException {
        if (current == last) {
            System.arraycopy(last.buffer, from, last.buffer, HEADROOM - count, count);
            return false;
        }
        Chunk next;
        try {
            next = filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while decompressing", e);
        }
        System.arraycopy(current.buffer, from, next.buffer, HEADROOM - count, count);
        free.add(current);
        current = next;
        return next != last;
    }

    @Override
    public byte[] bytes() {
        return current.buffer;
    }

    @Override
    public int start() {
        return HEADROOM;
    }

    @Override
    public int end() {
        return current.end;
    }

    @Override
    public String fault() {
        return current == last ? unpackFault : null;
    }

    /** Ends the thread; what it reads from must be closed after this. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        if (current != last) {
            thread.interrupt();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!thread.isAlive()) {
            giveBack(current);
            filled.forEach(this::giveBack);
            free.forEach(this::giveBack);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack(Chunk chunk) {
        if (chunk != last) {
            buffers.give(chunk.buffer);
        }
    }
}
