package org.wirewarrant.flow;

import java.util.Arrays;

/**
 * The records of one stretch of capture that was read in order.
 *
 * @param number its place among the parts of one capture, from 0; parts with the same number are ordered by time
 * @param records its records, in order of creation
 */
record Part(int number, FlowRecords records) implements Comparable<Part> {
    /** By number, then by size and contents, so that the order in which parts were merged leaves no trace. */
    @Override
    public int compareTo(Part other) {
        int order = Integer.compare(number, other.number);
        order = order != 0 ? order : Integer.compare(records.count(), other.records.count());
        for (int i = 0; order == 0 && i < records.count(); i++) {
            int base = FlowRecords.base(i);
            int end = base + FlowRecords.STRIDE;
            order = Arrays.compare(records.page(i), base, end, other.records.page(i), base, end);
        }
        return order;
    }
}
