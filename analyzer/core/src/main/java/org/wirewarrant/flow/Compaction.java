package org.wirewarrant.flow;

import java.util.List;

/** Makes one part of several: their records, chained through all of them, and what does not fit added up. */
final class Compaction {
    private Compaction() {}

    /**
     * Compacts.
     *
     * @param parts at least one
     * @param maxFlows most records
     */
    static Part compact(List<Part> parts, IdleLimits limits, int maxFlows) {
        List<Part> ordered = parts.stream().sorted().toList();
        int sums = maxFlows / 4;
        TableRelief relief = new TableRelief(limits, sums);
        FlowRecords records = chained(ordered);
        long now = Long.MIN_VALUE;
        for (int i = 0; i < records.count(); i++) {
            now = Math.max(now, records.page(i)[FlowRecords.base(i) + FlowRecords.LAST]);
        }
        QualityMeter.Tally handedOn = QualityMeter.Tally.NONE;
        long partialRecords = 0;
        for (Part part : ordered) {
            FlowRecords aggregates = part.aggregates();
            for (int i = 0; i < aggregates.count(); i++) {
                relief.addSum(aggregates.page(i), FlowRecords.base(i));
            }
            handedOn = handedOn.plus(part.handedOn());
            partialRecords += part.partialRecords();
        }
        while (records.count() > maxFlows - sums) {
            relief.relieve(records, now);
        }
        List<Negotiation> announced = Announcements.inUse(
                ordered.stream()
                        .flatMap(part -> part.negotiations().stream())
                        .distinct()
                        .toList(),
                records,
                now,
                maxFlows);
        return new Part(
                ordered.get(0).number(),
                records,
                relief.aggregates(),
                announced,
                handedOn.plus(relief.handedOn()),
                partialRecords + relief.partialRecords());
    }

    private static FlowRecords chained(List<Part> ordered) {
        RecordStores stores = new RecordStores(Part.records(ordered));
        RecordChains chains = new RecordChains(ordered, stores);
        FlowRecords records = new FlowRecords();
        for (int head = 0; head < stores.count(); head++) {
            if (chains.isHead(head)) {
                int earlier = 0;
                for (int next = head; next >= 0; next = chains.next(next)) {
                    earlier = add(records, stores.page(next), stores.base(next), earlier) + 1;
                }
            }
        }
        return records;
    }

    private static int add(FlowRecords records, long[] page, int base, int earlier) {
        int record = records.add();
        long[] to = records.page(record);
        int at = FlowRecords.base(record);
        System.arraycopy(page, base, to, at, FlowRecords.STRIDE);
        to[at + FlowRecords.CHAIN] = ((long) earlier << 32) | (page[base + FlowRecords.CHAIN] & 0xffffffffL);
        if (earlier != 0 || page[base + FlowRecords.FIRST] == FlowRecords.NO_PACKET) {
            records.needsStitching();
        }
        return record;
    }
}
