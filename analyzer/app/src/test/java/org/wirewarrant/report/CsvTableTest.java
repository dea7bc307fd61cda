package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.audit.Rows;

class CsvTableTest {
    private static final CsvTable<Integer> TABLE = new CsvTable<>(List.of(
            Column.number("number", Integer::longValue),
            Column.<Integer>text("text", row -> row % 7 == 0 ? "a \"quoted\", cell" : "Straße " + row),
            Column.<Integer>text("formula", row -> "=" + row),
            Column.<Integer>text("empty", row -> "")));

    private record Numbers(int size) implements Rows<Integer> {
        @Override
        public Integer row(int index) {
            return index;
        }

        @Override
        public Iterator<Integer> iterator() {
            return IntStream.range(0, size).iterator();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,3", "1,2", "4096,2", "4097,2", "20000,1", "20000,2", "20000,3", "20000,8"})
    void shouldWriteTheSameBytesOnAnyNumberOfThreads(int rows, int threads) throws IOException {
        StringBuilder expected = new StringBuilder();
        TABLE.write(new Numbers(rows), expected);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TABLE.write(new Numbers(rows), out, threads);

        assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
    }
}
