package org.wirewarrant.report;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV file as RFC 4180 has it: CRLF line ends, a header, quotes where they are needed.
 *
 * @param columns its columns, in order
 * @param <T> the row
 */
record CsvTable<T>(List<Column<T>> columns) {
    /** Names of the columns. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Writes the header and every row as it comes; keeps none. */
    void write(Iterable<T> rows, Appendable out) throws IOException {
        CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
        for (Column<T> column : columns) {
            printer.print(column.name());
        }
        printer.println();
        for (T row : rows) {
            for (Column<T> column : columns) {
                printer.print(column.cell().apply(row));
            }
            printer.println();
        }
    }
}
