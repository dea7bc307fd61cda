package org.wirewarrant.report;

import java.util.Iterator;
import java.util.List;
import org.wirewarrant.audit.Rows;

/** Rows that are there already. */
record ListRows<T>(List<T> list) implements Rows<T> {
    @Override
    public int size() {
        return list.size();
    }

    @Override
    public T row(int index) {
        return list.get(index);
    }

    @Override
    public Iterator<T> iterator() {
        return list.iterator();
    }
}
