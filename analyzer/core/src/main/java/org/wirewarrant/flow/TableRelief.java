package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes room in a full table: flows that are over (closed, silent for longer than their limit, or followed by another flow of their
 * 5-tuple) are handed on to aggregates, then those that were silent the longest, until a quarter is free. Every packet stays counted.
 */
final class TableRelief {
    private static final int SAMPLES = 4096;

    /** So long after its end packets of a closed connection may still come. */
    private static final long LINGER_NANOS = 5_000_000_000L;

    private final IdleLimits limits;
    private final AggregateTable aggregates;
    private final QualityMeter quality = new QualityMeter(HostPairs.NONE);
    private long partialRecords;

    TableRelief(IdleLimits limits, int maxAggregates) {
        this.limits = limits;
        this.aggregates = new AggregateTable(maxAggregates);
    }

    /** Adds flows that were handed on elsewhere. */
    void addSum(long[] page, int base) {
        aggregates.addSum(page, base);
    }

    FlowRecords aggregates() {
        return aggregates.records();
    }

    QualityMeter.Tally handedOn() {
        return quality.tally();
    }

    /** Flows that were handed on although they may have gone on. */
    long partialRecords() {
        return partialRecords;
    }

    /**
     * Leaves one record for each flow that stays, at most three quarters of them.
     *
     * @param records of the table; none of them counts no packet alone afterwards
     * @param now time of the packet that finds no room
     */
    void relieve(FlowRecords records, long now) {
        Part whole = new Part(0, records, new FlowRecords(), List.of(), QualityMeter.Tally.NONE, 0);
        FlowList flows = FlowStitcher.stitch(List.of(whole), limits);
        BitSet going = new BitSet(flows.count());
        for (int i = 0; i < flows.count(); i++) {
            if (isOver(flows, i, now)) {
                going.set(i);
            }
        }
        int wanted = records.count() / 4;
        int kept = flows.count() - going.cardinality();
        int surplus = kept - (records.count() - wanted);
        if (surplus > 0) {
            long oldest = quantile(flows, going, (double) surplus / kept);
            for (int i = going.nextClearBit(0); i < flows.count(); i = going.nextClearBit(i + 1)) {
                if (flows.page(i)[flows.base(i) + FlowRecords.LAST] <= oldest) {
                    going.set(i);
                    partialRecords++;
                }
            }
        }
        for (int i = going.nextSetBit(0); i >= 0; i = going.nextSetBit(i + 1)) {
            aggregates.add(flows.page(i), flows.base(i));
            quality.addAt(flows.page(i), flows.base(i));
        }
        compact(records, flows, going);
    }

    private boolean isOver(FlowList flows, int flow, long now) {
        boolean followed = flow + 1 < flows.count() && flows.earlier(flow + 1) == flow;
        if (followed) {
            return true;
        }
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        long history = page[base + FlowRecords.HISTORY];
        long silent = now - page[base + FlowRecords.LAST];
        return silent > limits.nanos(FlowKey.protocol(page[base + FlowRecords.KEY]), history)
                || (IdleLimits.isClosed(history) && silent > LINGER_NANOS);
    }

    /** About the time before which the given share of those that stay was last seen. */
    private static long quantile(FlowList flows, BitSet going, double share) {
        long[] times = new long[SAMPLES];
        int count = 0;
        int step = Math.max(1, flows.count() / SAMPLES);
        for (int i = going.nextClearBit(0); i < flows.count() && count < SAMPLES; i = going.nextClearBit(i + step)) {
            times[count++] = flows.page(i)[flows.base(i) + FlowRecords.LAST];
        }
        Arrays.sort(times, 0, count);
        return times[Math.min(count - 1, (int) Math.ceil(share * count))];
    }

    /** Moves what stays to the front: first records that are flows by themselves, in order, then joined ones. */
    private static void compact(FlowRecords records, FlowList flows, BitSet going) {
        BitSet staying = new BitSet(records.count());
        FlowRecords joined = new FlowRecords();
        for (int i = going.nextClearBit(0); i < flows.count(); i = going.nextClearBit(i + 1)) {
            int record = flows.record(i);
            if (record < records.count()) {
                staying.set(record);
            } else {
                int copy = joined.add();
                System.arraycopy(
                        flows.page(i), flows.base(i), joined.page(copy), FlowRecords.base(copy), FlowRecords.STRIDE);
            }
        }
        int size = 0;
        for (int record = staying.nextSetBit(0); record >= 0; record = staying.nextSetBit(record + 1)) {
            records.copy(record, size++);
        }
        for (int copy = 0; copy < joined.count(); copy++) {
            System.arraycopy(
                    joined.page(copy),
                    FlowRecords.base(copy),
                    records.page(size),
                    FlowRecords.base(size),
                    FlowRecords.STRIDE);
            size++;
        }
        for (int record = 0; record < size; record++) {
            records.page(record)[FlowRecords.base(record) + FlowRecords.CHAIN] &= 0xffffffffL;
        }
        records.truncate(size);
    }
}
