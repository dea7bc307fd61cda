package org.wirewarrant.capture;

import java.io.InputStream;
import java.util.Optional;

/**
 * How inputs are read.
 *
 * @param hash whether the SHA-256 of every input is taken while it is read
 * @param maxFrameBytes longest frame that is read; a record that claims more is damage. At least 64 KiB, at most 1 GiB
 * @param maxOpenFiles files of overlapping time ranges that are read at the same time; what lies beyond is read afterwards
 * @param standardInput what {@code -} stands for; empty for the process's own
 */
public record CaptureOptions(boolean hash, int maxFrameBytes, int maxOpenFiles, Optional<InputStream> standardInput) {
    /** libpcap's MAXIMUM_SNAPLEN. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 262_144;

    /** Checks the ranges. */
    public CaptureOptions {
        if (maxFrameBytes < 1 << 16 || maxFrameBytes > 1 << 30) {
            throw new IllegalArgumentException("maxFrameBytes " + maxFrameBytes + " is not between 64 KiB and 1 GiB");
        }
        if (maxOpenFiles < 1) {
            throw new IllegalArgumentException("maxOpenFiles " + maxOpenFiles + " is less than 1");
        }
    }

    /** Hashing on, frames up to 256 KiB, at most 128 files open. */
    public static CaptureOptions defaults() {
        return new CaptureOptions(true, DEFAULT_MAX_FRAME_BYTES, 128, Optional.empty());
    }

    /** The same with hashing on or off. */
    public CaptureOptions withHash(boolean on) {
        return new CaptureOptions(on, maxFrameBytes, maxOpenFiles, standardInput);
    }

    /** The same with another limit on open files. */
    public CaptureOptions withMaxOpenFiles(int files) {
        return new CaptureOptions(hash, maxFrameBytes, files, standardInput);
    }

    /** The same with another standard input. */
    public CaptureOptions withStandardInput(InputStream in) {
        return new CaptureOptions(hash, maxFrameBytes, maxOpenFiles, Optional.of(in));
    }
}
