package org.wirewarrant.capture;

import java.util.Arrays;

/**
 * A frame that outlives the reading of its capture, because it is among the first of a conversation.
 *
 * @param capture name of the capture that it comes from
 * @param ordinal its number there, from 1
 * @param nanos nanoseconds since the epoch
 * @param linkType LINKTYPE_
 * @param wireLength bytes that it had
 * @param bytes those that were captured; not copied
 * @param conversation hash of the conversation
 * @param nth which of the conversation's frames it is, from 1
 */
public record KeptFrame(
        String capture,
        long ordinal,
        long nanos,
        int linkType,
        int wireLength,
        byte[] bytes,
        long conversation,
        int nth) {
    /** Bytes that keeping one costs beside its own. */
    public static final int OVERHEAD = 96;

    /** Copies a frame. */
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

    /** Bytes that keeping it costs. */
    public int cost() {
        return bytes.length + OVERHEAD;
    }

    /** Shows it as a frame, which borrows the bytes. */
    public void wrap(Frame frame) {
        frame.wrap(bytes, 0, bytes.length, wireLength, nanos, linkType, ordinal);
    }
}
