package org.wirewarrant.live;

import java.util.List;
import org.wirewarrant.flow.IdleLimits;

/**
 * What a live capture is made of.
 *
 * @param interfaces at least one, each once
 * @param device how they are opened
 * @param portable whether pcap4j captures, instead of the faster way that needs a 64-bit Linux
 * @param maxFrames frames after which it ends
 * @param maxFlows most flows that are kept apart
 * @param limits when a silent 5-tuple is a new flow
 * @param part number of the part that is observed, from 0
 */
public record LiveOptions(
        List<String> interfaces,
        DeviceOptions device,
        boolean portable,
        long maxFrames,
        int maxFlows,
        IdleLimits limits,
        int part) {
    /** Checks the interfaces. */
    public LiveOptions {
        interfaces = List.copyOf(interfaces);
        if (interfaces.isEmpty() || interfaces.stream().distinct().count() < interfaces.size()) {
            throw new IllegalArgumentException("each interface once, at least one: " + interfaces);
        }
    }
}
