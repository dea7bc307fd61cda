package org.wirewarrant.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/** One file or stream: finds its wrapping and format, reads its frames, and takes its digest. */
final class CaptureFile implements CaptureSource {
    /** Enough of a file to tell every format that is told by content (tar has its signature at 257). */
    private static final int HEAD = 512;

    private static final int FIRST_LOOK = 8;
    /** Compressed files up to this size are not worth a thread. */
    private static final long SMALL_COMPRESSED = 128 * 1024;

    /** How a file is opened: its place in a run, and what the run shares. */
    record Setting(Buffers buffers, ExecutorService hasher, int maxFrameBytes, boolean alone) {}

    private final String name;
    private final long size;
    private final StoredChunks stored;
    private final ChunkSource chunks;
    private final RecordReader reader;
    private final String wrapping;

    private boolean ended;
    private boolean closed;
    private Optional<String> sha256 = Optional.empty();

    /** The frame read ahead while several files are merged. */
    private final Frame ahead = new Frame();

    private long key = Long.MIN_VALUE;

    private CaptureFile(
            String name, long size, StoredChunks stored, ChunkSource chunks, RecordReader reader, String wrapping) {
        this.name = name;
        this.size = size;
        this.stored = stored;
        this.chunks = chunks;
        this.reader = reader;
        this.wrapping = wrapping;
    }

    /**
     * Opens a channel, which the result closes; on failure it is closed here.
     *
     * @param size bytes of the file, or -1 for a stream
     * @throws CaptureException if it holds no capture
     */
    static CaptureFile open(String name, ReadableByteChannel channel, long size, Setting setting)
            throws CaptureException {
        boolean small = (size >= 0 && size <= Buffers.SMALL) || !setting.alone;
        StoredChunks stored =
                new StoredChunks(channel, setting.buffers, small ? Buffers.SMALL : Buffers.LARGE, setting.hasher);
        ChunkSource chunks = stored;
        try {
            ByteWindow window = new ByteWindow(stored);
            byte[] head = head(window);
            if (head.length == 0) {
                throw new CaptureException(
                        name, "is empty", "nothing was captured, or the capture was not written yet");
            }
            Compression compression = Compression.of(head, head.length);
            if (compression != null) {
                chunks = unwrap(name, size, compression, window, setting);
                window = new ByteWindow(chunks);
                head = head(window);
                refuseNothing(name, compression, head, window.fault());
            }
            RecordReader reader = reader(name, head, window, setting.maxFrameBytes);
            return new CaptureFile(
                    name, size, stored, chunks, reader, compression == null ? "" : " in " + compression.label());
        } catch (IOException | RuntimeException e) {
            closeBoth(chunks, stored, e);
            if (e instanceof CaptureException refused) {
                throw refused;
            } else if (e instanceof RuntimeException bug) {
                throw bug;
            }
            throw new CaptureException(name, -1, "cannot be read: " + e.getMessage(), "check the file and its disk", e);
        }
    }

    private static byte[] head(ByteWindow window) throws IOException {
        window.require(FIRST_LOOK);
        byte[] head = window.copy(Math.min(HEAD, window.available()));
        if (head.length < FIRST_LOOK || Compression.of(head, head.length) != null || known(window)) {
            return head;
        }
        window.require(HEAD);
        return window.copy(Math.min(HEAD, window.available()));
    }

    private static boolean known(ByteWindow window) {
        int magic = window.int32(window.position, false);
        return PcapReader.recognises(magic) || magic == PcapngReader.SECTION_HEADER;
    }

    private static ChunkSource unwrap(
            String name, long size, Compression compression, ByteWindow window, Setting setting)
            throws CaptureException {
        InputStream in = new WindowInputStream(window);
        if (size < 0 || (size > SMALL_COMPRESSED && setting.alone)) {
            return new UnpackedChunks(
                    () -> compression.unwrap(in), compression.label(), compression.label(), setting.buffers);
        }
        try {
            return new StreamChunks(compression.unwrap(in), compression.label(), setting.buffers, Buffers.SMALL);
        } catch (IOException | RuntimeException e) {
            throw noCaptureIn(name, StreamChunks.describe(compression.label(), e), e);
        }
    }

    private static void refuseNothing(String name, Compression compression, byte[] head, String fault)
            throws CaptureException {
        if (head.length == 0 && fault != null) {
            throw noCaptureIn(name, fault, null);
        } else if (head.length == 0) {
            throw new CaptureException(
                    name, "holds nothing inside its " + compression.label(), "nothing was captured, or it was cut off");
        } else if (Compression.of(head, head.length) != null) {
            throw new CaptureException(name, "is compressed twice", "unpack it once");
        }
    }

    private static CaptureException noCaptureIn(String name, String fault, Exception cause) {
        return new CaptureException(name, 0, fault, "nothing of it could be unpacked; fetch the file again", cause);
    }

    private static RecordReader reader(String name, byte[] head, ByteWindow window, int maxFrameBytes)
            throws IOException {
        if (head.length >= 4) {
            int magic = window.int32(window.position, false);
            if (PcapReader.recognises(magic)) {
                return new PcapReader(window, maxFrameBytes);
            } else if (magic == PcapngReader.SECTION_HEADER) {
                return new PcapngReader(window, maxFrameBytes);
            }
        }
        if (SnoopReader.recognises(head, window)) {
            return new SnoopReader(window, maxFrameBytes);
        }
        ForeignFormat foreign = ForeignFormat.of(head);
        if (foreign != null) {
            throw new CaptureException(name, "is " + foreign.label() + ", which is not read", foreign.remedy());
        }
        if (ErfReader.recognises(window)) {
            return new ErfReader(window, maxFrameBytes);
        }
        throw new CaptureException(
                name,
                "is no capture: it begins with " + hex(head),
                "pcap, pcapng, snoop and ERF are read, also in gzip, zstd, lz4, bzip2 and xz");
    }

    private static String hex(byte[] head) {
        StringBuilder hex = new StringBuilder();
        for (byte value : Arrays.copyOf(head, Math.min(4, head.length))) {
            hex.append(String.format("%02x", value));
        }
        return hex.toString();
    }

    @Override
    public boolean next(Frame frame) {
        if (ended) {
            return false;
        }
        try {
            if (reader.next(frame)) {
                return true;
            }
        } catch (IOException e) {
            readError(e);
        }
        end();
        return false;
    }

    private void readError(IOException e) {
        reader.damage(reader.in.offset() + reader.in.available(), "read error: " + e.getMessage());
    }

    /** Hashes what is left, and lets go of the file. */
    private void end() {
        ended = true;
        try {
            if (stored.hashes()) {
                drain();
                sha256 = stored.finish();
            }
            close();
        } catch (IOException e) {
            readError(e);
        }
    }

    private void drain() throws IOException {
        if (chunks == stored) {
            return;
        }
        boolean more = true;
        while (more) {
            more = chunks.advance(0, 0);
        }
    }

    /** Reads the next frame ahead. */
    boolean advance() {
        if (next(ahead)) {
            key = keyOf(ahead);
            return true;
        }
        return false;
    }

    /** Takes a frame that {@link #next} just gave as the one read ahead. */
    void hold(Frame frame) {
        copy(frame, ahead);
        key = keyOf(frame);
    }

    /** Time by which this file is merged: its frame's, or the one before where that has none. */
    long keyOf(Frame frame) {
        return frame.nanos() == Frame.NO_TIME ? key : frame.nanos();
    }

    long key() {
        return key;
    }

    void giveAhead(Frame frame) {
        copy(ahead, frame);
    }

    private static void copy(Frame from, Frame to) {
        to.wrap(
                from.bytes(),
                from.offset(),
                from.capturedLength(),
                from.wireLength(),
                from.nanos(),
                from.linkType(),
                from.ordinal());
    }

    @Override
    public CaptureSummary summary() {
        boolean timed = reader.hasTimes();
        long drops = reader.interfaceDrops();
        return new CaptureSummary(
                name,
                reader.format() + wrapping,
                reader.linkTypes(),
                Math.max(size, stored.consumed()),
                reader.frames(),
                timed ? OptionalLong.of(reader.first()) : OptionalLong.empty(),
                timed ? OptionalLong.of(reader.last()) : OptionalLong.empty(),
                reader.timeSteps(),
                drops < 0 ? OptionalLong.empty() : OptionalLong.of(drops),
                Optional.ofNullable(reader.damage()),
                sha256);
    }

    @Override
    public long bytesConsumed() {
        return stored.consumed();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        ended = true;
        try {
            if (chunks != stored) {
                chunks.close();
            }
        } finally {
            stored.close();
        }
    }

    private static void closeBoth(ChunkSource chunks, StoredChunks stored, Exception cause) {
        try {
            if (chunks != stored) {
                chunks.close();
            }
            stored.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
