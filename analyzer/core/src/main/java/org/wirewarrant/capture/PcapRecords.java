package org.wirewarrant.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames in the classic pcap format, little-endian, with nanoseconds; one link type for each file, which is all the format has. */
public final class PcapRecords {
    /** Bytes before the first record. */
    public static final int FILE_HEADER = 24;
    /** Bytes before each frame. */
    public static final int RECORD_HEADER = 16;

    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = 0xffff_ffffL;

    private PcapRecords() {}

    /**
     * Writes the file header.
     *
     * @param linkType LINKTYPE_ value of every frame that follows
     */
    public static void header(OutputStream out, int linkType) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(NANOSECOND_MAGIC).putShort((short) 2).putShort((short) 4);
        header.putLong(0).putInt(CaptureOptions.DEFAULT_MAX_FRAME_BYTES).putInt(linkType);
        out.write(header.array());
    }

    /**
     * Writes one frame with its own time and length on the wire. The format has no frame without a time, and none before 1970 or after
     * 2106: these get the nearest that it has.
     *
     * @param captured bytes of the frame to keep, at most its captured length
     */
    public static void record(OutputStream out, Frame frame, int captured) throws IOException {
        long nanos = frame.nanos() == Frame.NO_TIME ? 0 : Math.max(0, frame.nanos());
        ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt((int) Math.min(nanos / SECOND, LAST_SECOND)).putInt((int) (nanos % SECOND));
        header.putInt(captured).putInt(Math.max(captured, frame.wireLength()));
        out.write(header.array());
        out.write(frame.bytes(), frame.offset(), captured);
    }
}
