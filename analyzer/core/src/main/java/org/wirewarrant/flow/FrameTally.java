package org.wirewarrant.flow;

import java.util.Map;
import java.util.TreeMap;
import org.wirewarrant.wire.DecodeStop;
import org.wirewarrant.wire.Headers;

/** Counts frames by where their decoding ended. One thread. */
final class FrameTally {
    private long offered;
    private long inFlows;
    private long pending;
    private long notIp;
    private long snapped;
    private long malformed;
    private long unsupported;
    private final QualityHistory history = new QualityHistory();
    private final Map<Integer, Long> notIpTypes = new TreeMap<>();
    private final Map<Integer, Long> unsupportedTypes = new TreeMap<>();

    void inFlows() {
        offered++;
        inFlows++;
    }

    /** A frame of nothing but later fragments: the flow table knows in the end whether they found their flow. */
    void pending() {
        offered++;
        pending++;
    }

    /**
     * A frame without IP, or that is not decoded.
     *
     * @param nanos when it was captured
     */
    void withoutLayers(Headers headers, long nanos) {
        offered++;
        if (headers.stop() != DecodeStop.NOT_IP) {
            history.add(nanos, QualityHistory.UNDECODED, 1);
        }
        switch (headers.stop()) {
            case NOT_IP -> {
                notIp++;
                notIpTypes.merge(headers.stopDetail(), 1L, Long::sum);
            }
            case SNAPPED -> snapped++;
            case MALFORMED -> malformed++;
            default -> {
                unsupported++;
                unsupportedTypes.merge(headers.stopDetail(), 1L, Long::sum);
            }
        }
    }

    long offered() {
        return offered;
    }

    /** When frames were not decoded, until now. */
    QualityHistory history() {
        return history.copy();
    }

    FrameCounts counts(long orphanFragments, long duplicates) {
        return new FrameCounts(
                offered,
                inFlows + pending - orphanFragments,
                notIp,
                orphanFragments,
                snapped,
                malformed,
                unsupported,
                duplicates,
                notIpTypes,
                unsupportedTypes);
    }
}
