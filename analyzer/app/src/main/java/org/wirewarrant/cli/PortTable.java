package org.wirewarrant.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.wirewarrant.policy.Problem;

/**
 * A table of ports as a site keeps it: CSV with a header row.
 *
 * @param rows its rows, in order
 */
record PortTable(List<PortRow> rows) {
    /** What a row may say. */
    enum Column {
        PORTS,
        PROTOCOL,
        FROM,
        TO,
        SERVICE,
        REQUIRED,
        NOTE;

        /** The name used in messages. */
        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Other names that a header may use. */
    private static final Map<String, Column> NAMES = Map.ofEntries(
            Map.entry("port", Column.PORTS),
            Map.entry("port(s)", Column.PORTS),
            Map.entry("protocols", Column.PROTOCOL),
            Map.entry("transport", Column.PROTOCOL),
            Map.entry("source", Column.FROM),
            Map.entry("destination", Column.TO),
            Map.entry("description", Column.SERVICE),
            Map.entry("mandatory", Column.REQUIRED),
            Map.entry("notes", Column.NOTE),
            Map.entry("comment", Column.NOTE));

    private static final List<Column> NEEDED = List.of(Column.PORTS, Column.PROTOCOL, Column.FROM, Column.TO);

    /**
     * Reads a table.
     *
     * @param file as the user named it
     * @param text its text, without a byte order mark
     * @param problems takes every problem of the file
     */
    static PortTable read(String file, String text, List<Problem> problems) {
        List<PortRow> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        long before = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Map<Column, Integer> header = null;
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord cells = records.next();
                int first = (int) before + 1;
                before = Math.max(first, parser.getCurrentLineNumber());
                if (cells.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header == null) {
                    header = header(file, first, cells, problems);
                } else if (header.keySet().containsAll(NEEDED)) {
                    PortRow.read(row(header, cells), file, first, (int) before, problems)
                            .ifPresent(rows::add);
                }
            }
            if (header == null) {
                problems.add(problem(file, 1, "no header row", "start with the columns " + titles()));
            } else if (rows.isEmpty() && problems.isEmpty()) {
                problems.add(problem(file, (int) before, "no rows after the header", "add one for each port"));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(problem(
                    file,
                    (int) before + 1,
                    "a quoted cell does not end as CSV cells do",
                    "close it, and double quotes inside"));
        }
        return new PortTable(rows);
    }

    /** Spreadsheets write what the user's language separates lists with: the header says which. */
    private static char delimiter(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (header.chars().filter(c -> c == candidate).count()
                    > header.chars().filter(c -> c == ',').count()) {
                best = candidate;
            }
        }
        return best;
    }

    private static Map<Column, Integer> header(String file, int line, CSVRecord cells, List<Problem> problems) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i).strip().toLowerCase(Locale.ROOT);
            Column column = NAMES.get(name);
            for (Column candidate : Column.values()) {
                if (candidate.title().equals(name)) {
                    column = candidate;
                }
            }
            if (column == null && !name.isEmpty()) {
                problems.add(problem(file, line, "unknown column '" + name + "'", "columns are " + titles()));
            } else if (column != null && places.putIfAbsent(column, i) != null) {
                problems.add(problem(file, line, "column '" + column.title() + "' is there twice", "keep one"));
            }
        }
        for (Column column : NEEDED) {
            if (!places.containsKey(column)) {
                problems.add(problem(file, line, "no column '" + column.title() + "'", "columns are " + titles()));
            }
        }
        return places;
    }

    private static Map<Column, String> row(Map<Column, Integer> header, CSVRecord cells) {
        Map<Column, String> row = new EnumMap<>(Column.class);
        header.forEach((column, place) ->
                row.put(column, place < cells.size() ? cells.get(place).strip() : ""));
        return row;
    }

    private static String titles() {
        return List.of(Column.values()).stream().map(Column::title).collect(Collectors.joining(", "));
    }

    static Problem problem(String file, int line, String what, String whatToDo) {
        return new Problem(file + ':' + line, 0, 0, what, whatToDo);
    }
}
