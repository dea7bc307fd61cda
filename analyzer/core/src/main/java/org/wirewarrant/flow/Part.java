package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.List;

/**
 * What was observed of one stretch of capture that was read in order.
 *
 * @param number its place among the parts of one capture, from 0; parts with the same number are ordered by time
 * @param records its records, in order of creation
 * @param aggregates flows that were handed on early, added up
 * @param negotiations ports that control flows announced
 * @param handedOn quality of those
 * @param partialRecords those of them that may have gone on
 */
record Part(
        int number,
        FlowRecords records,
        FlowRecords aggregates,
        List<Negotiation> negotiations,
        QualityMeter.Tally handedOn,
        long partialRecords)
        implements Comparable<Part> {
    /** By number, then by size and contents, so that the order in which parts were merged leaves no trace. */
    @Override
    public int compareTo(Part other) {
        int order = Integer.compare(number, other.number);
        order = order != 0 ? order : compare(records, other.records);
        return order != 0 ? order : compare(aggregates, other.aggregates);
    }

    private static int compare(FlowRecords left, FlowRecords right) {
        int order = Integer.compare(left.count(), right.count());
        for (int i = 0; order == 0 && i < left.count(); i++) {
            int base = FlowRecords.base(i);
            int end = base + FlowRecords.STRIDE;
            order = Arrays.compare(left.page(i), base, end, right.page(i), base, end);
        }
        return order;
    }

    static List<FlowRecords> records(List<Part> parts) {
        return parts.stream().map(Part::records).toList();
    }
}
