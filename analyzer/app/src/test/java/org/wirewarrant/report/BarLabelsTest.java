package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BarLabelsTest {
    private static final List<StackedBars.Part> PARTS = List.of(
            new StackedBars.Part("seen", Palette.EXPLAINED),
            new StackedBars.Part("unseen", Palette.OPEN),
            new StackedBars.Part("attempted", Palette.PROBLEM));

    @Property(tries = 500)
    void shouldWriteEveryAmountOnce(
            @ForAll @Size(min = 1, max = 12) List<@Size(3) List<@LongRange(max = 2_000_000) Long>> amounts) {
        List<StackedBars.Row> rows =
                amounts.stream().map(row -> new StackedBars.Row("row", row)).toList();
        BarLabels labels = BarLabels.of(PARTS, rows, Quantities::count);

        for (StackedBars.Row row : rows) {
            List<String> beyond = new ArrayList<>();
            for (int i = 0; i < PARTS.size(); i++) {
                long amount = row.amounts().get(i);
                if (amount > 0 && !labels.fits(amount)) {
                    beyond.add(Quantities.count(amount) + " " + PARTS.get(i).name());
                }
            }
            assertEquals(String.join(", ", beyond), labels.beyond(PARTS, row));
            assertTrue(row.total() <= labels.upper(), () -> row.total() + " beyond " + labels.upper());
        }
    }

    @Test
    void shouldLeaveRoomForWhatIsWrittenBeyondTheLongestBar() {
        List<StackedBars.Row> rows = List.of(new StackedBars.Row("row", List.of(100_000L, 3L, 4L)));

        BarLabels labels = BarLabels.of(PARTS, rows, Quantities::count);

        assertEquals("3 unseen, 4 attempted", labels.beyond(PARTS, rows.get(0)));
        assertTrue(labels.upper() > 140_000, () -> "axis to " + labels.upper());
    }

    @Test
    void shouldNotNameTheOnlyPart() {
        List<StackedBars.Row> rows = List.of(
                new StackedBars.Row("long", List.of(9_000_000L)), new StackedBars.Row("short", List.of(12_000L)));

        BarLabels labels = BarLabels.of(PARTS.subList(0, 1), rows, Quantities::bytes);

        assertEquals("", labels.beyond(PARTS.subList(0, 1), rows.get(0)));
        assertEquals("12 kB", labels.beyond(PARTS.subList(0, 1), rows.get(1)));
    }
}
