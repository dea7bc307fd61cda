package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the records of each 5-tuple together to flows, in order, by the rules of {@link FlowStart} and {@link IdleLimits}. Records end in
 * doubt, so that a capture cut anywhere gives records that differ only in further cuts, which are mended here: the flows are the same.
 */
final class FlowStitcher {
    private static final int NONE = -1;

    private final List<Part> parts;
    private final RecordStores records;
    private final IdleLimits limits;
    private final FlowRecords joined = new FlowRecords();

    private int[] recordOf = new int[16];
    private int[] earlierOf = new int[16];
    private int count;

    /** The flow that the chain has come to, and where its record is: among the parts' (number), or joined (the number's complement). */
    private int current;

    private long[] page;
    private int base;

    /** Sequence numbers, history and end of the flow before it, to know late duplicates of its openings by. */
    private long pastSequences;

    private long pastHistory;
    private long pastLast;

    private FlowStitcher(List<Part> parts, IdleLimits limits) {
        this.parts = parts;
        this.records = new RecordStores(Part.records(parts));
        this.limits = limits;
    }

    /** The flows of all parts, whose order does not matter. */
    static FlowList stitch(List<Part> parts, IdleLimits limits) {
        return new FlowStitcher(parts.stream().sorted().toList(), limits).stitch();
    }

    private FlowList stitch() {
        boolean handedOn = parts.stream().anyMatch(part -> part.aggregates().count() > 0);
        if (parts.size() == 1 && !handedOn && !parts.get(0).records().needStitching()) {
            return new FlowList(records);
        }
        RecordChains chains = new RecordChains(parts, records);
        for (int record = 0; record < records.count(); record++) {
            if (chains.isHead(record)) {
                follow(record, chains);
            }
        }
        List<FlowRecords> stores = new ArrayList<>(Part.records(parts));
        stores.add(joined);
        for (int flow = 0; flow < count; flow++) {
            recordOf[flow] = recordOf[flow] < 0 ? records.count() + ~recordOf[flow] : recordOf[flow];
        }
        int next = records.count() + joined.count();
        for (Part part : parts) {
            stores.add(part.aggregates());
            for (int i = 0; i < part.aggregates().count(); i++) {
                add(next++, NONE);
            }
        }
        return new FlowList(new RecordStores(stores), Arrays.copyOf(recordOf, count), Arrays.copyOf(earlierOf, count));
    }

    private void follow(int head, RecordChains chains) {
        current = NONE;
        pastHistory = 0;
        for (int record = head; record != NONE; record = chains.next(record)) {
            long[] next = records.page(record);
            int at = records.base(record);
            boolean packets = next[at + FlowRecords.FIRST] != FlowRecords.NO_PACKET;
            if (current == NONE) {
                if (packets) {
                    begin(record, NONE);
                }
            } else if (packets && isNew(next, at)) {
                pastSequences = page[base + FlowRecords.SEQUENCE];
                pastHistory = page[base + FlowRecords.HISTORY];
                pastLast = page[base + FlowRecords.LAST];
                begin(record, current);
            } else {
                join(next, at);
            }
        }
    }

    private void begin(int record, int earlier) {
        add(record, earlier);
        page = records.page(record);
        base = records.base(record);
    }

    private void add(int record, int earlier) {
        if (count == recordOf.length) {
            recordOf = Arrays.copyOf(recordOf, count * 2);
            earlierOf = Arrays.copyOf(earlierOf, count * 2);
        }
        current = count++;
        recordOf[current] = record;
        earlierOf[current] = earlier;
    }

    private void join(long[] next, int at) {
        if (recordOf[current] >= 0) {
            int copy = joined.add();
            System.arraycopy(page, base, joined.page(copy), FlowRecords.base(copy), FlowRecords.STRIDE);
            page = joined.page(copy);
            base = FlowRecords.base(copy);
            recordOf[current] = ~copy;
        }
        RecordJoin.join(page, base, next, at);
    }

    private boolean isNew(long[] next, int at) {
        int protocol = FlowKey.protocol(page[base + FlowRecords.KEY]);
        long history = page[base + FlowRecords.HISTORY];
        long gap = next[at + FlowRecords.FIRST] - page[base + FlowRecords.LAST];
        if (gap > limits.nanos(protocol, history)) {
            return true;
        }
        int event = Event.at(next[at + FlowRecords.HISTORY], 0);
        return Event.hasStates(protocol)
                && (event & ~Event.FROM_B) <= Event.SYN_ACK
                && FlowStart.isNew(page, base, next, at)
                && !isLateDuplicate(event & Event.FROM_B, next, at);
    }

    /**
     * Whether an opening repeats that of the flow before, while its packets may still be on their way. It counts in the current flow,
     * whose own opening may in turn come again.
     */
    private boolean isLateDuplicate(int side, long[] next, int at) {
        int number = FlowStart.of(next[at + FlowRecords.SEQUENCE], side);
        boolean late = FlowStart.opened(pastHistory, side)
                && FlowStart.of(pastSequences, side) == number
                && next[at + FlowRecords.FIRST] - pastLast <= limits.closedNanos();
        if (late) {
            pastSequences = page[base + FlowRecords.SEQUENCE];
            pastHistory = page[base + FlowRecords.HISTORY];
            pastLast = page[base + FlowRecords.LAST];
        }
        return late;
    }
}
