package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts by time in cells of one width, which doubles as often as there would be more than {@link #MOST_CELLS} cells that hold
 * anything. Histories merge in any order with the same result. For what is rare: frames that are not decoded, and TCP flows that are
 * handed on.
 */
final class QualityHistory {
    /** What is counted, in the order of the amounts of a cell. */
    private static final QualityMeasure[] MEASURES = {
        QualityMeasure.UNDECODED,
        QualityMeasure.TCP_FLOWS,
        QualityMeasure.ONE_SIDED_FLOWS,
        QualityMeasure.ACKED_BYTES,
        QualityMeasure.LOST_BYTES
    };

    static final int UNDECODED = 0;
    static final int TCP_FLOWS = 1;
    static final int ONE_SIDED_FLOWS = 2;
    static final int ACKED_BYTES = 3;
    static final int LOST_BYTES = 4;

    static final int MOST_CELLS = 4096;

    /** Cells are 2 to this power nanoseconds wide, about a millisecond, or wider. */
    private static final int FINEST = 20;

    private final TreeMap<Long, long[]> cells = new TreeMap<>();
    private int shift = FINEST;
    private long lastPlace;
    private long[] lastCell = new long[0];

    /** Adds an amount at a moment. */
    void add(long nanos, int what, long amount) {
        if (amount == 0) {
            return;
        }
        long place = nanos >> shift;
        if (lastCell.length == 0 || place != lastPlace) {
            lastCell = cells.computeIfAbsent(place, unknown -> new long[MEASURES.length]);
            lastPlace = place;
        }
        lastCell[what] += amount;
        fit();
    }

    /** Both, in a history of its own. */
    QualityHistory plus(QualityHistory other) {
        QualityHistory sum = copy();
        sum.widen(Math.max(shift, other.shift));
        other.cells.forEach((place, amounts) -> sum.put(place >> (sum.shift - other.shift), amounts));
        sum.fit();
        return sum;
    }

    /** As it is now. */
    QualityHistory copy() {
        QualityHistory copy = new QualityHistory();
        copy.shift = shift;
        cells.forEach((place, amounts) -> copy.cells.put(place, amounts.clone()));
        return copy;
    }

    private void put(long place, long[] amounts) {
        long[] cell = cells.computeIfAbsent(place, unknown -> new long[MEASURES.length]);
        for (int i = 0; i < cell.length; i++) {
            cell[i] += amounts[i];
        }
    }

    private void fit() {
        while (cells.size() > MOST_CELLS) {
            widen(shift + 1);
        }
    }

    private void widen(int wanted) {
        TreeMap<Long, long[]> finer = new TreeMap<>(cells);
        int before = shift;
        shift = wanted;
        cells.clear();
        lastCell = new long[0];
        finer.forEach((place, amounts) -> put(place >> (wanted - before), amounts));
    }

    /** Adds every cell to the bucket in which it begins. */
    void addTo(TimeGrid grid, Map<QualityMeasure, long[]> series) {
        cells.forEach((place, amounts) -> {
            int bucket = grid.bucket(place << shift);
            for (int i = 0; i < amounts.length; i++) {
                series.get(MEASURES[i])[bucket] += amounts[i];
            }
        });
    }

    /** The kept form: width, number of cells, and each cell with the distance from the one before it. */
    void write(RowOutput out) {
        out.number(shift - FINEST);
        out.number(cells.size());
        long before = 0;
        for (Map.Entry<Long, long[]> cell : cells.entrySet()) {
            out.signed(cell.getKey() - before);
            before = cell.getKey();
            for (long amount : cell.getValue()) {
                out.number(amount);
            }
        }
    }

    static QualityHistory read(RowInput in) throws ObservationFormatException {
        QualityHistory history = new QualityHistory();
        history.shift = FINEST + (int) in.number(Long.SIZE - 2 - FINEST);
        int size = (int) in.number(MOST_CELLS);
        long place = 0;
        for (int i = 0; i < size; i++) {
            place += in.signed();
            long[] amounts = new long[MEASURES.length];
            for (int j = 0; j < amounts.length; j++) {
                amounts[j] = in.count();
            }
            history.cells.put(place, amounts);
        }
        return history;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QualityHistory history
                && shift == history.shift
                && cells.keySet().equals(history.cells.keySet())
                && cells.entrySet().stream()
                        .allMatch(cell -> Arrays.equals(cell.getValue(), history.cells.get(cell.getKey())));
    }

    @Override
    public int hashCode() {
        return cells.keySet().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("2^" + shift + " ns");
        cells.forEach(
                (place, amounts) -> text.append(' ').append(place).append('=').append(Arrays.toString(amounts)));
        return text.toString();
    }
}
