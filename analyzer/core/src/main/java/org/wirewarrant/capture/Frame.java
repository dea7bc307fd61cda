package org.wirewarrant.capture;

/**
 * A reusable view of one captured frame. The bytes are borrowed from the source and dead after its next call; nothing may keep them.
 */
public final class Frame {
    /** {@link #nanos()} of a frame that carries no timestamp (pcapng simple packet block). */
    public static final long NO_TIME = Long.MIN_VALUE;

    private byte[] bytes = new byte[0];
    private int offset;
    private int capturedLength;
    private int wireLength;
    private long nanos;
    private int linkType;
    private long ordinal;

    /**
     * Points this view at one frame.
     *
     * @param buffer the borrowed buffer
     * @param start index of the first captured byte
     * @param captured captured bytes, within the buffer
     * @param wire length on the wire, at least 0; may exceed {@code captured} when the capture snapped the frame
     * @param time nanoseconds since 1970-01-01T00:00Z, or {@link #NO_TIME}
     * @param link LINKTYPE_ value (the registry of tcpdump.org)
     * @param number number of the frame in its capture, from 1
     */
    public void wrap(byte[] buffer, int start, int captured, int wire, long time, int link, long number) {
        bytes = buffer;
        offset = start;
        capturedLength = captured;
        wireLength = wire;
        nanos = time;
        linkType = link;
        ordinal = number;
    }

    /** The borrowed buffer; the frame is {@link #capturedLength()} bytes from {@link #offset()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first captured byte in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** Bytes captured. */
    public int capturedLength() {
        return capturedLength;
    }

    /** Bytes on the wire, as the capture states them. */
    public int wireLength() {
        return wireLength;
    }

    /** Nanoseconds since the epoch, UTC, or {@link #NO_TIME}. */
    public long nanos() {
        return nanos;
    }

    /** LINKTYPE_ value of the interface that captured it. */
    public int linkType() {
        return linkType;
    }

    /** Number of the frame in its capture, from 1. */
    public long ordinal() {
        return ordinal;
    }
}
