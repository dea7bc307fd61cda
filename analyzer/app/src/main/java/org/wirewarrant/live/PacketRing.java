package org.wirewarrant.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.wirewarrant.capture.Frame;

/**
 * Keeps frames in rotating pcapng files. They are handed to a thread of its own in large blocks; when the disk does not keep up, or is
 * full, frames are not kept and counted, and capturing goes on.
 */
public final class PacketRing implements FrameSink {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int BLOCKS = 32;
    private static final long SECOND = 1_000_000_000L;
    private static final long RETRY = 10 * SECOND;
    private static final long PATIENCE_SECONDS = 3;

    /** Packets, or the end. */
    private record Block(ByteBuffer bytes, int frames) {}

    private record Kind(int input, int linkType) {}

    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BLOCKS + 2);
    private final Map<Kind, Integer> kinds = new HashMap<>();
    private final List<byte[]> descriptions = new ArrayList<>();
    private final List<String> names;
    private final int snapLength;
    private final RingFiles files;
    private final Consumer<String> messages;
    private final Thread writer;
    private ByteBuffer filling;
    private int frames;
    private long filledSince;
    private long late;
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ending;

    private PacketRing(List<String> names, int snapLength, RingFiles files, Consumer<String> messages) {
        this.names = names;
        this.snapLength = snapLength;
        this.files = files;
        this.messages = messages;
        this.writer = new Thread(this::write, "packets");
        writer.setDaemon(true);
    }

    /**
     * Opens a folder and starts its thread.
     *
     * @param folder that exists
     * @param limit bytes of all files together, at least 16 MiB
     * @param names of the interfaces
     * @param snapLength bytes kept of a frame at most
     * @param messages is told when writing fails and works again
     */
    public static PacketRing open(
            Path folder, long limit, List<String> names, int snapLength, Consumer<String> messages) throws IOException {
        PacketRing ring = new PacketRing(List.copyOf(names), snapLength, RingFiles.open(folder, limit), messages);
        ring.writer.start();
        return ring;
    }

    @Override
    public void add(Frame frame, long number, int input) {
        Integer description = kinds.get(new Kind(input, frame.linkType()));
        if (description == null) {
            description = describe(input, frame.linkType());
        }
        int bytes = PacketBlocks.bytes(frame);
        if (filling != null && filling.remaining() < bytes) {
            hand();
        }
        if (filling == null) {
            ByteBuffer used = empty.poll();
            filling = used == null ? PacketBlocks.block(BLOCK_BYTES) : used.clear();
            filledSince = System.nanoTime();
        }
        PacketBlocks.add(filling, frame, description);
        frames++;
    }

    private int describe(int input, int linkType) {
        synchronized (descriptions) {
            int number = descriptions.size();
            descriptions.add(PacketBlocks.description(names.get(input), linkType, snapLength));
            kinds.put(new Kind(input, linkType), number);
            return number;
        }
    }

    @Override
    public void idle() {
        if (filling != null && System.nanoTime() - filledSince > SECOND) {
            hand();
        }
    }

    private void hand() {
        if (!full.offer(new Block(filling.flip(), frames))) {
            late += frames;
            empty.offer(filling);
        }
        filling = null;
        frames = 0;
    }

    private void write() {
        long refusedAt = 0;
        boolean failing = false;
        try {
            while (true) {
                Block block = full.poll(100, TimeUnit.MILLISECONDS);
                if (block == null) {
                    if (ending) {
                        return;
                    }
                    continue;
                }
                if (failing && !ending && System.nanoTime() - refusedAt < RETRY) {
                    refused.addAndGet(block.frames());
                } else {
                    try {
                        files.write(block.bytes(), known());
                        if (failing) {
                            messages.accept("packets are kept again; " + refused.get() + " were not");
                        }
                        failing = false;
                    } catch (IOException e) {
                        refused.addAndGet(block.frames());
                        refusedAt = System.nanoTime();
                        if (!failing) {
                            messages.accept("packets cannot be kept: " + e.getMessage()
                                    + "; capturing goes on, and it is tried again");
                        }
                        failing = true;
                    }
                }
                empty.offer(block.bytes());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<byte[]> known() {
        synchronized (descriptions) {
            return List.copyOf(descriptions);
        }
    }

    @Override
    public void finish() {
        if (ending) {
            return;
        }
        if (filling != null) {
            hand();
        }
        ending = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (!writer.isAlive()) {
                files.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            messages.accept("the last packets may not be kept: " + e.getMessage());
        }
        long lost = late + refused.get();
        if (lost > 0) {
            messages.accept(lost + " packets were audited and not kept: the disk was full or too slow");
        }
    }
}
