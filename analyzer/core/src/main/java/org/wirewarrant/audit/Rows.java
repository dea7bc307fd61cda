package org.wirewarrant.audit;

/**
 * Sorted rows that are made when they are read.
 *
 * @param <T> the row; a value, safe to keep
 */
public interface Rows<T> extends Iterable<T> {
    /** Number of rows. */
    int size();

    /**
     * One row.
     *
     * @param index 0 to {@link #size()} - 1
     */
    T row(int index);
}
