package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QualityHistoryTest {
    private static QualityHistory of(List<Long> times) {
        QualityHistory history = new QualityHistory();
        times.forEach(time -> history.add(time, (int) (time & 3), 1 + (time & 7)));
        return history;
    }

    @Provide
    Arbitrary<List<Long>> times() {
        Arbitrary<Long> anywhere = Arbitraries.longs();
        Arbitrary<Long> near = Arbitraries.longs().between(1_700_000_000_000_000_000L, 1_700_000_050_000_000_000L);
        return Arbitraries.frequencyOf(Tuple.of(1, anywhere), Tuple.of(50, near))
                .list()
                .ofMaxSize(9000);
    }

    @Property(tries = 200)
    void shouldMergeInAnyOrderToWhatTheWholeGives(
            @ForAll("times") List<Long> times, @ForAll @IntRange(min = 1, max = 5) int parts, @ForAll Random random) {
        int size = times.size() / parts + 1;
        QualityHistory merged = new QualityHistory();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        for (int part : order) {
            int from = Math.min(times.size(), part * size);
            merged =
                    of(times.subList(from, Math.min(times.size(), from + size))).plus(merged);
        }
        assertEquals(of(times), merged);
    }

    @Property(tries = 100)
    void shouldBeReadAsItWasWritten(@ForAll("times") List<Long> times) throws ObservationFormatException {
        RowOutput out = new RowOutput();
        QualityHistory history = of(times);
        history.write(out);
        RowInput in = new RowInput(out.toBytes());
        assertEquals(history, QualityHistory.read(in));
        in.end();
    }

    @Test
    void shouldStaySmallAndLoseNothing() {
        QualityHistory history = new QualityHistory();
        for (long i = 0; i < 1_000_000; i++) {
            history.add(i * 60_000_000_000L, QualityHistory.UNDECODED, 1);
        }
        RowOutput out = new RowOutput();
        history.write(out);
        assertTrue(out.toBytes().length < 20 * QualityHistory.MOST_CELLS, () -> out.toBytes().length + " bytes");
        Map<QualityMeasure, long[]> series = new EnumMap<>(QualityMeasure.class);
        for (QualityMeasure measure : QualityMeasure.values()) {
            series.put(measure, new long[4]);
        }
        history.addTo(new TimeGrid(0, 250_000 * 60_000_000_000L, 4), series);
        long[] undecoded = series.get(QualityMeasure.UNDECODED);
        assertEquals(1_000_000, Arrays.stream(undecoded).sum());
        for (long bucket : undecoded) {
            assertTrue(Math.abs(bucket - 250_000) < 500, () -> Arrays.toString(undecoded));
        }
    }

    @Test
    void shouldSpreadAnAmountEvenlyAndWhole() {
        TimeGrid grid = new TimeGrid(100, 10, 4);
        long[] series = new long[4];
        grid.spread(series, 105, 135, 9);
        assertArrayEquals(new long[] {1, 3, 3, 2}, series);
        grid.spread(series, -50, 90, 5);
        grid.spread(series, 1000, 2000, 6);
        assertArrayEquals(new long[] {6, 3, 3, 8}, series);
    }
}
