package org.wirewarrant.capture;

/**
 * Something about the inputs that the user should know and that is no damage.
 *
 * @param file the file concerned
 * @param kind what it is
 * @param text one sentence without a full stop
 */
public record CaptureNote(String file, Kind kind, String text) {
    /** Kinds of notes. */
    public enum Kind {
        /** Not read: a member of a directory that is no capture, or a file that is named twice. */
        SKIPPED,
        /** A member of a directory that may be a capture but could not be opened. */
        UNREADABLE,
        /** Read after others of the same time, because too many files overlap. */
        NOT_INTERLEAVED
    }
}
