package org.wirewarrant.flow;

/**
 * Time cut into buckets of equal width.
 *
 * @param startNanos start of the first bucket, nanoseconds since the epoch
 * @param bucketNanos width of a bucket, at least 1
 * @param buckets how many there are
 */
public record TimeGrid(long startNanos, long bucketNanos, int buckets) {
    /** The bucket of a moment; moments outside count at the end that is nearer. */
    public int bucket(long nanos) {
        return (int) Math.max(0, Math.min(buckets - 1L, Math.floorDiv(nanos - startNanos, bucketNanos)));
    }

    /**
     * Spreads an amount evenly from one moment to another; nothing is lost by rounding.
     *
     * @param series one amount for each bucket, at least one
     */
    public void spread(long[] series, long fromNanos, long toNanos, long amount) {
        if (amount == 0) {
            return;
        }
        int from = bucket(fromNanos);
        int to = bucket(toNanos);
        long duration = Math.max(toNanos - fromNanos, 1);
        long given = 0;
        for (int bucket = from; bucket < to; bucket++) {
            long elapsed = startNanos + (bucket + 1L) * bucketNanos - fromNanos;
            long upToHere = (long) ((double) amount * elapsed / duration);
            series[bucket] += upToHere - given;
            given = upToHere;
        }
        series[to] += amount - given;
    }
}
