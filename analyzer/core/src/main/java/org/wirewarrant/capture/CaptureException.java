package org.wirewarrant.capture;

import java.io.IOException;
import java.util.OptionalLong;

/** An input that cannot be read at all: absent, empty, or no capture. Damage inside a capture is never an exception. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String what;
    private final String remedy;

    /**
     * Says what is wrong with an input.
     *
     * @param file the input as it was named, {@code -} for standard input
     * @param what the fault, without a full stop
     * @param remedy what to do about it, without a full stop
     */
    public CaptureException(String file, String what, String remedy) {
        this(file, -1, what, remedy, null);
    }

    /**
     * The same with what caused it.
     *
     * @param cause for {@code --debug}
     */
    public CaptureException(String file, String what, String remedy, Throwable cause) {
        this(file, -1, what, remedy, cause);
    }

    CaptureException(String file, long offset, String what, String remedy, Throwable cause) {
        super(file + ": " + what + " (" + remedy + ")", cause);
        this.file = file;
        this.offset = offset;
        this.what = what;
        this.remedy = remedy;
    }

    /** The input as it was named. */
    public String file() {
        return file;
    }

    /** Byte offset of the fault, where there is one. */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** The fault, without a full stop. */
    public String what() {
        return what;
    }

    /** What the user can do about it. */
    public String remedy() {
        return remedy;
    }
}
