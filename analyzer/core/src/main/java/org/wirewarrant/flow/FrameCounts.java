package org.wirewarrant.flow;

import java.util.HashMap;
import java.util.Map;

/**
 * Where every frame ended. {@code offered = inFlows + notIp + orphanFragments + snapped + malformed + unsupported}.
 *
 * @param offered frames read
 * @param inFlows frames counted in at least one flow
 * @param notIp link-layer protocols other than IP
 * @param orphanFragments later fragments whose first one is not in the capture
 * @param snapped the capture kept too little of the frame
 * @param malformed a header lies
 * @param unsupported link types or encapsulations that are not decoded
 * @param duplicate how many of {@code inFlows} a mirror repeated
 * @param notIpTypes ethertype (or LLC SAPs as 0x1_xxxx) to frames
 * @param unsupportedTypes link type or protocol number to frames
 */
public record FrameCounts(
        long offered,
        long inFlows,
        long notIp,
        long orphanFragments,
        long snapped,
        long malformed,
        long unsupported,
        long duplicate,
        Map<Integer, Long> notIpTypes,
        Map<Integer, Long> unsupportedTypes) {
    /** Copies the maps and checks the sum. */
    public FrameCounts {
        notIpTypes = Map.copyOf(notIpTypes);
        unsupportedTypes = Map.copyOf(unsupportedTypes);
        if (offered != inFlows + notIp + orphanFragments + snapped + malformed + unsupported) {
            throw new IllegalArgumentException("frame counters do not add up");
        }
    }

    /** The frames of two parts of a capture. */
    FrameCounts plus(FrameCounts other) {
        return new FrameCounts(
                offered + other.offered,
                inFlows + other.inFlows,
                notIp + other.notIp,
                orphanFragments + other.orphanFragments,
                snapped + other.snapped,
                malformed + other.malformed,
                unsupported + other.unsupported,
                duplicate + other.duplicate,
                sum(notIpTypes, other.notIpTypes),
                sum(unsupportedTypes, other.unsupportedTypes));
    }

    private static Map<Integer, Long> sum(Map<Integer, Long> one, Map<Integer, Long> other) {
        Map<Integer, Long> sum = new HashMap<>(one);
        other.forEach((type, frames) -> sum.merge(type, frames, Long::sum));
        return sum;
    }
}
