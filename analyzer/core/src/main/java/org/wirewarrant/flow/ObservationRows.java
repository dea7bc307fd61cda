package org.wirewarrant.flow;

import java.io.IOException;

/** Takes the rows of an observation that is being kept. Used by one thread. */
public interface ObservationRows {
    /** What a row stands for. */
    enum Table {
        /** A flow record. */
        FLOW,
        /** Flows that were handed on early, added up. */
        AGGREGATE,
        /** A port that a control flow announced. */
        ANNOUNCED
    }

    /**
     * Keeps a row, in place of the one of this number if there is one.
     *
     * @param number from 0 in each table
     * @param row its content
     */
    void put(Table table, int number, byte[] row) throws IOException;

    /**
     * Forgets the rows from a number on.
     *
     * @param size rows that the table has
     */
    void cut(Table table, int size) throws IOException;
}
