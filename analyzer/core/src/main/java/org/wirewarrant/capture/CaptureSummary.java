package org.wirewarrant.capture;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * What a source read.
 *
 * @param name file name as given, or {@code -} for standard input
 * @param format as people say it: {@code pcap}, {@code pcap (nanosecond, big-endian)}, {@code pcapng in gzip}, ...
 * @param linkTypes LINKTYPE_ values met, ascending
 * @param bytes size of the input as stored, before decompression
 * @param frames frames delivered
 * @param firstNanos earliest timestamp, absent when no frame carried one
 * @param lastNanos latest timestamp
 * @param timeSteps frames whose timestamp lies before their predecessor's
 * @param interfaceDrops frames that the capture itself says were dropped (pcapng interface statistics), absent when it does not say
 * @param damage why reading ended early or skipped something, absent for a clean file
 * @param sha256 digest of the whole input as stored, lower-case hexadecimal; absent when hashing is off or the input was not read to its end
 */
public record CaptureSummary(
        String name,
        String format,
        List<Integer> linkTypes,
        long bytes,
        long frames,
        OptionalLong firstNanos,
        OptionalLong lastNanos,
        long timeSteps,
        OptionalLong interfaceDrops,
        Optional<Damage> damage,
        Optional<String> sha256) {
    /** Copies the list. */
    public CaptureSummary {
        linkTypes = List.copyOf(linkTypes);
    }

    /** {@link #format()} of an interface. */
    public static final String INTERFACE = "interface";

    /** Whether it was captured from an interface, whose damage is a time without sight and no place in a file. */
    public boolean isLive() {
        return format.equals(INTERFACE);
    }

    /**
     * This input and what came later from the same one, such as an interface over several runs.
     *
     * @param later of the same name and format
     */
    public CaptureSummary plus(CaptureSummary later) {
        TreeSet<Integer> types = new TreeSet<>(linkTypes);
        types.addAll(later.linkTypes);
        return new CaptureSummary(
                name,
                format,
                List.copyOf(types),
                bytes + later.bytes,
                frames + later.frames,
                both(firstNanos, later.firstNanos).min(),
                both(lastNanos, later.lastNanos).max(),
                timeSteps + later.timeSteps,
                both(interfaceDrops, later.interfaceDrops).reduce(Long::sum),
                damage.or(later::damage),
                Optional.empty());
    }

    private static LongStream both(OptionalLong one, OptionalLong other) {
        return LongStream.concat(one.stream(), other.stream());
    }

    /**
     * The first damage of an input.
     *
     * @param offset byte offset in the (decompressed) capture at which it was noticed
     * @param reason one sentence without a full stop
     */
    public record Damage(long offset, String reason) {}
}
