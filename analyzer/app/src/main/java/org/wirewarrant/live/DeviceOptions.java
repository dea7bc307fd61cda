package org.wirewarrant.live;

import java.util.Optional;

/**
 * How interfaces are opened.
 *
 * @param snapLength bytes kept of a frame, at least 64
 * @param bufferBytes kernel's buffer of each interface
 * @param promiscuous whether to ask for frames to other hosts
 * @param immediate whether frames come one by one, at once, instead of in blocks
 * @param filter BPF expression of pcap-filter(7)
 */
public record DeviceOptions(
        int snapLength, int bufferBytes, boolean promiscuous, boolean immediate, Optional<String> filter) {
    /** libpcap's MAXIMUM_SNAPLEN: no frame is cut. */
    public static final int WHOLE_FRAMES = 262_144;

    /** Checks the ranges. */
    public DeviceOptions {
        if (snapLength < 64 || snapLength > WHOLE_FRAMES) {
            throw new IllegalArgumentException("snapLength " + snapLength + " is not between 64 and " + WHOLE_FRAMES);
        }
        if (bufferBytes < 1 << 16) {
            throw new IllegalArgumentException("bufferBytes " + bufferBytes + " is less than 64 KiB");
        }
    }

    /** Whole frames, 64 MiB, promiscuous, in blocks, no filter. */
    public static DeviceOptions defaults() {
        return new DeviceOptions(WHOLE_FRAMES, 64 << 20, true, false, Optional.empty());
    }
}
