package org.wirewarrant.live;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Capture files of a folder that together stay below a size: the oldest go when room is needed, those of earlier runs first. A file
 * never holds half a block. One thread.
 */
final class RingFiles implements Closeable {
    private static final String NAME = "wirewarrant-[0-9]{8}T[0-9]{6}Z-[0-9]{6}\\.pcapng";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int FILES = 8;

    private record Old(Path path, long bytes) {}

    private final Path folder;
    private final long limit;
    private final ArrayDeque<Old> old = new ArrayDeque<>();
    private long oldBytes;
    private Path current;
    private FileChannel channel;
    private long written;
    private int described;
    private int count;

    private RingFiles(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * Opens a folder, which exists.
     *
     * @param limit bytes of all files together, at most
     */
    static RingFiles open(Path folder, long limit) throws IOException {
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        RingFiles files = new RingFiles(folder, limit);
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> sorted = entries.filter(
                            entry -> entry.getFileName().toString().matches(NAME))
                    .sorted()
                    .toList();
            for (Path path : sorted) {
                files.retire(path, Files.size(path));
            }
        }
        files.makeRoom(0);
        return files;
    }

    /**
     * Writes packets, all of them or none.
     *
     * @param descriptions blocks of all interfaces that the packets may come from
     */
    void write(ByteBuffer blocks, List<byte[]> descriptions) throws IOException {
        long needed = blocks.remaining();
        if (channel != null && written + needed > limit / FILES) {
            finish();
        }
        makeRoom(needed + 4096L);
        try {
            if (channel == null) {
                begin();
            }
            while (described < descriptions.size()) {
                put(ByteBuffer.wrap(descriptions.get(described)));
                described++;
            }
            put(blocks);
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    private void begin() throws IOException {
        while (channel == null) {
            count++;
            current = folder.resolve("wirewarrant-%s-%06d.pcapng".formatted(TIME.format(Instant.now()), count));
            try {
                channel = FileChannel.open(current, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                // Of a run that began in the same second.
            }
        }
        written = 0;
        described = 0;
        put(ByteBuffer.wrap(PacketBlocks.section()));
    }

    private void put(ByteBuffer bytes) throws IOException {
        long length = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written += length;
    }

    /** Cuts off what was written in part, and closes the file: the next one begins when there is room again. */
    private void abandon() throws IOException {
        if (channel == null) {
            return;
        }
        try {
            channel.truncate(written);
        } finally {
            finish();
        }
    }

    private void finish() throws IOException {
        try {
            channel.close();
        } finally {
            channel = null;
            retire(current, written);
        }
    }

    private void retire(Path path, long bytes) {
        old.add(new Old(path, bytes));
        oldBytes += bytes;
    }

    private void makeRoom(long needed) throws IOException {
        while (!old.isEmpty() && oldBytes + (channel == null ? 0 : written) + needed > limit) {
            Old oldest = old.remove();
            oldBytes -= oldest.bytes();
            Files.deleteIfExists(oldest.path());
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            finish();
        }
    }
}
