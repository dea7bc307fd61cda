package org.wirewarrant.flow;

import java.util.List;
import java.util.OptionalLong;

/**
 * How far the capture can be trusted.
 *
 * @param dropped frames that the capturing system says it lost, absent when it does not say
 * @param tcpFlows TCP flows with at least two packets or an answer expected
 * @param oneSidedTcpFlows those of which only one direction was seen although the other acknowledged data
 * @param tcpHostPairs pairs of hosts that have such flows
 * @param oneSidedHostPairs those of them whose flows are all one-sided: the mirror shows them one way
 * @param oneWay some of those
 * @param ackedBytes TCP payload bytes that were acknowledged
 * @param lostBytes of those, bytes that the capture never showed
 * @param duplicateFrames frames that a mirror repeated
 * @param timeSteps frames whose timestamp lies before their predecessor's
 * @param partialRecords flow records handed on early because the table was full
 */
public record Quality(
        OptionalLong dropped,
        long tcpFlows,
        long oneSidedTcpFlows,
        long tcpHostPairs,
        long oneSidedHostPairs,
        List<OneWay> oneWay,
        long ackedBytes,
        long lostBytes,
        long duplicateFrames,
        long timeSteps,
        long partialRecords) {
    /** Without a word on host pairs. */
    public Quality(
            OptionalLong dropped,
            long tcpFlows,
            long oneSidedTcpFlows,
            long ackedBytes,
            long lostBytes,
            long duplicateFrames,
            long timeSteps,
            long partialRecords) {
        this(
                dropped,
                tcpFlows,
                oneSidedTcpFlows,
                0,
                0,
                List.of(),
                ackedBytes,
                lostBytes,
                duplicateFrames,
                timeSteps,
                partialRecords);
    }

    /** Share of TCP flows seen in one direction only, 0 to 1. */
    public double oneSidedShare() {
        return tcpFlows == 0 ? 0 : (double) oneSidedTcpFlows / tcpFlows;
    }

    /** Share of acknowledged TCP payload that the capture never showed, 0 to 1. */
    public double estimatedLoss() {
        return ackedBytes == 0 ? 0 : (double) lostBytes / ackedBytes;
    }
}
