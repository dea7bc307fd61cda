package org.wirewarrant.audit;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks rows from the first to the last. */
final class RowIterator<T> implements Iterator<T> {
    private final Rows<T> rows;
    private int next;

    RowIterator(Rows<T> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return next < rows.size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.row(next++);
    }
}
