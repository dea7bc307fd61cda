package org.wirewarrant.capture;

import java.util.Arrays;

/** A frame that outlives the reading of its capture, because it is among the first of a conversation. */
public final class KeptFrame {
    /** Bytes that keeping one costs beside its own. */
    public static final int OVERHEAD = 96;

    private final String capture;
    private final long ordinal;
    private final long nanos;
    private final int linkType;
    private final int wireLength;
    private final byte[] bytes;
    private final long conversation;
    private final int nth;

    private KeptFrame(
            String capture,
            long ordinal,
            long nanos,
            int linkType,
            int wireLength,
            byte[] bytes,
            long conversation,
            int nth) {
        this.capture = capture;
        this.ordinal = ordinal;
        this.nanos = nanos;
        this.linkType = linkType;
        this.wireLength = wireLength;
        this.bytes = bytes;
        this.conversation = conversation;
        this.nth = nth;
    }

    /**
     * Copies a frame.
     *
     * @param capture name of the capture that it comes from
     * @param conversation hash of the conversation
     * @param nth which of the conversation's frames it is, from 1
     */
    public static KeptFrame of(Frame frame, String capture, long conversation, int nth) {
        return new KeptFrame(
                capture,
                frame.ordinal(),
                frame.nanos(),
                frame.linkType(),
                frame.wireLength(),
                Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength()),
                conversation,
                nth);
    }

    /** The same, where so many frames of its capture came before those that are counted. */
    public KeptFrame numberedFrom(long before) {
        return before == 0
                ? this
                : new KeptFrame(capture, ordinal + before, nanos, linkType, wireLength, bytes, conversation, nth);
    }

    /** Name of its capture. */
    public String capture() {
        return capture;
    }

    /** Hash of its conversation. */
    public long conversation() {
        return conversation;
    }

    /** Which of the conversation's frames it is, from 1. */
    public int nth() {
        return nth;
    }

    /** Bytes that keeping it costs. */
    public int cost() {
        return bytes.length + OVERHEAD;
    }

    /** Shows it as a frame, which borrows its bytes. */
    public void wrap(Frame frame) {
        frame.wrap(bytes, 0, bytes.length, wireLength, nanos, linkType, ordinal);
    }
}
