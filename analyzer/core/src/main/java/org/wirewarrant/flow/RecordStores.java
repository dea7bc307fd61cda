package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.List;

/** Records of several stores, numbered through. */
final class RecordStores {
    private final FlowRecords[] stores;
    private final int[] starts;

    RecordStores(List<FlowRecords> stores) {
        this.stores = stores.toArray(FlowRecords[]::new);
        this.starts = new int[this.stores.length + 1];
        for (int i = 0; i < this.stores.length; i++) {
            starts[i + 1] = Math.addExact(starts[i], this.stores[i].count());
        }
    }

    int count() {
        return starts[stores.length];
    }

    /** Number of the first record of a store. */
    int start(int store) {
        return starts[store];
    }

    /** Page of a record. */
    long[] page(int record) {
        int store = store(record);
        return stores[store].page(record - starts[store]);
    }

    /** Index of the record's first word in its page. */
    int base(int record) {
        return FlowRecords.base(record - starts[store(record)]);
    }

    int store(int record) {
        if (record < starts[1]) {
            return 0;
        }
        int found = Arrays.binarySearch(starts, record);
        int store = found >= 0 ? found : -found - 2;
        // Empty stores share their start with the next one.
        while (starts[store + 1] <= record) {
            store++;
        }
        return store;
    }
}
