package org.wirewarrant.flow;

/** The flows of an observation, each as one record: one that packets were counted in, or several of them joined. Immutable. */
final class FlowList {
    private final RecordStores stores;
    private final int[] recordOf;
    private final int[] earlierOf;

    /** Flows that are the records, each of them. */
    FlowList(RecordStores stores) {
        this(stores, null, null);
    }

    /**
     * Flows picked from records.
     *
     * @param stores the records
     * @param recordOf number of each flow's record
     * @param earlierOf number of the flow before it on the same 5-tuple, which is smaller, or -1
     */
    FlowList(RecordStores stores, int[] recordOf, int[] earlierOf) {
        this.stores = stores;
        this.recordOf = recordOf;
        this.earlierOf = earlierOf;
    }

    int count() {
        return recordOf == null ? stores.count() : recordOf.length;
    }

    /** Number of a flow's record. */
    int record(int flow) {
        return recordOf == null ? flow : recordOf[flow];
    }

    /** Page of a flow's record. */
    long[] page(int flow) {
        return stores.page(recordOf == null ? flow : recordOf[flow]);
    }

    /** Index of the record's first word in its page. */
    int base(int flow) {
        return stores.base(recordOf == null ? flow : recordOf[flow]);
    }

    /** Whether any flow has one before it on its 5-tuple. */
    boolean hasEarlier() {
        return earlierOf != null;
    }

    /** The flow before this one on the same 5-tuple, or -1. */
    int earlier(int flow) {
        return earlierOf == null ? -1 : earlierOf[flow];
    }
}
