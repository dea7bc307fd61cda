package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

class FormulaGuardTest {
    private static final String DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    @Provide
    Arbitrary<String> cells() {
        Arbitrary<String> starts =
                Arbitraries.of("", "=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "'", " ", "\"", ",");
        Arbitrary<String> rests = Arbitraries.strings().ofMaxLength(12);
        return starts.flatMap(start -> rests.map(rest -> start + rest));
    }

    @Property
    void shouldGiveBackEveryTextAfterAnApostropheWhereAFormulaCouldStart(@ForAll("cells") String cell)
            throws IOException {
        StringBuilder csv = new StringBuilder();
        new CsvTable<>(List.of(Column.<String>text("a", text -> text), Column.<String>text("b", text -> "x")))
                .write(List.of(cell), csv);
        boolean dangerous = !cell.isEmpty() && DANGEROUS.indexOf(cell.charAt(0)) >= 0;

        List<CSVRecord> records =
                CSVFormat.RFC4180.parse(new StringReader(csv.toString())).getRecords();

        assertEquals(List.of("a", "b"), records.get(0).toList());
        assertEquals(List.of(dangerous ? "'" + cell : cell, "x"), records.get(1).toList());
        assertEquals(2, records.size());
    }

    @Property
    void shouldLeaveNumbersAlone(@ForAll long number) throws IOException {
        StringBuilder csv = new StringBuilder();
        new CsvTable<>(List.of(Column.<Long>number("n", Long::longValue))).write(List.of(number), csv);

        assertEquals("n\r\n" + number + "\r\n", csv.toString());
    }
}
