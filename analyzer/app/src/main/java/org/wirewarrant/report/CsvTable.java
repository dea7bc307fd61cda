package org.wirewarrant.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.flow.Workers;

/**
 * A CSV file as RFC 4180 has it: CRLF line ends, a header, quotes where they are needed.
 *
 * @param columns its columns, in order
 * @param <T> the row
 */
record CsvTable<T>(List<Column<T>> columns) {
    /** Not a CSVPrinter, which takes and gives back a lock for every cell: an eighth of the time that flows take. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    /** Rows that one thread formats before they are written. */
    private static final int STRETCH = 4096;

    private static final int USUAL_ROW = 256;

    /** Names of the columns. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Writes the header and every row as it comes; keeps none. */
    void write(Iterable<T> rows, Appendable out) throws IOException {
        header(out);
        for (T row : rows) {
            print(row, out);
        }
    }

    /**
     * Writes the header and every row in UTF-8: formatted in stretches beside each other, written in order. The bytes are those of
     * {@link #write(Iterable, Appendable)}, and no more than a stretch for each thread is kept.
     *
     * @param threads how many format, at least 1
     */
    void write(Rows<T> rows, OutputStream out, int threads) throws IOException {
        StringBuilder head = new StringBuilder();
        header(head);
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        int next = 0;
        while (next < rows.size()) {
            List<Callable<byte[]>> stretches = new ArrayList<>();
            for (int i = 0; i < threads && next < rows.size(); i++) {
                int from = next;
                int to = Math.min(rows.size(), from + STRETCH);
                stretches.add(() -> stretch(rows, from, to));
                next = to;
            }
            for (byte[] lines : Workers.all(threads, stretches)) {
                out.write(lines);
            }
        }
    }

    private byte[] stretch(Rows<T> rows, int from, int to) {
        StringBuilder text = new StringBuilder((to - from) * USUAL_ROW);
        try {
            for (int i = from; i < to; i++) {
                print(rows.row(i), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void header(Appendable out) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            FORMAT.print(columns.get(i).name(), out, i == 0);
        }
        FORMAT.println(out);
    }

    private void print(T row, Appendable out) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            FORMAT.print(columns.get(i).cell().apply(row), out, i == 0);
        }
        FORMAT.println(out);
    }
}
