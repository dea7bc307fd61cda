package org.wirewarrant.audit;

import java.util.Map;
import org.wirewarrant.policy.VerdictKind;

/**
 * Traffic over time by verdict. The bytes of a flow are spread evenly from its first to its last packet.
 *
 * @param startNanos start of the first bucket, nanoseconds since the epoch
 * @param bucketNanos width of a bucket, a round number of seconds, minutes, hours or days (or a decimal part of a second)
 * @param bytes IP bytes in each bucket, for every verdict; arrays of equal length
 */
public record Timeline(long startNanos, long bucketNanos, Map<VerdictKind, long[]> bytes) {}
