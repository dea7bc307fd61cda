package org.wirewarrant.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What moved between one table of two bundles. Rows are known by their key columns; of rows in both, those columns are compared that say
 * something about a judgement. Amounts and times differ between any two captures and are not compared.
 */
public final class TableDiff {
    /** What became of a row. */
    public enum Change {
        /** Only the second bundle has it. */
        NEW,
        /** Only the first bundle has it. */
        GONE,
        /** Both have it, and it is judged differently. */
        CHANGED;

        /** The word used in the {@code change} column. */
        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row that moved.
     *
     * @param change how
     * @param row its cells in the bundle that has it, the second where both have
     * @param before its cells in the first, empty for a new one
     */
    public record Moved(Change change, Map<String, String> row, Map<String, String> before) {
        /** Whether a column's cells differ. */
        public boolean differs(String column) {
            return change == Change.CHANGED && !before.getOrDefault(column, "").equals(row.getOrDefault(column, ""));
        }
    }

    private static final String ANSWERED = "answered";

    private final String table;
    private final List<String> keys;
    private final List<String> compared;
    private final List<Moved> moved = new ArrayList<>();

    private TableDiff(String table, List<String> keys, List<String> compared) {
        this.table = table;
        this.keys = keys;
        this.compared = compared;
    }

    /** Compares the findings of two bundles. */
    public static TableDiff findings(Bundle before, Bundle after) throws BundleException {
        return new TableDiff(
                        "findings.csv",
                        List.of("finding_id"),
                        List.of("severity", "kind", "pack", "rule_id", "client_role", "server_role", ANSWERED))
                .compare(before, after);
    }

    /** Compares the conversations of two bundles. */
    public static TableDiff conversations(Bundle before, Bundle after) throws BundleException {
        return new TableDiff(
                        "conversations.csv",
                        List.of("client_ip", "server_ip", "protocol", "server_port"),
                        List.of(
                                "client_role",
                                "server_role",
                                "verdict",
                                "reason",
                                "rule_id",
                                "other_rule_ids",
                                ANSWERED))
                .compare(before, after);
    }

    /** Compares the coverage of two bundles. */
    public static TableDiff coverage(Bundle before, Bundle after) throws BundleException {
        return new TableDiff(
                        "coverage.csv",
                        List.of("pack", "rule_id"),
                        List.of("ports", "requirement", "status", "reason", "hosts_expected", "hosts_seen"))
                .compare(before, after);
    }

    private TableDiff compare(Bundle before, Bundle after) throws BundleException {
        Map<List<String>, Map<String, String>> old = new LinkedHashMap<>();
        before.rows(table, row -> old.put(key(row), withAnswered(row)));
        after.rows(table, read -> {
            Map<String, String> row = withAnswered(read);
            Map<String, String> known = old.remove(key(row));
            if (known == null) {
                moved.add(new Moved(Change.NEW, row, Map.of()));
            } else {
                Moved both = new Moved(Change.CHANGED, row, known);
                if (compared.stream().anyMatch(both::differs)) {
                    moved.add(both);
                }
            }
        });
        old.values().forEach(row -> moved.add(new Moved(Change.GONE, row, row)));
        moved.sort((left, right) -> left.change().compareTo(right.change()));
        return this;
    }

    private List<String> key(Map<String, String> row) {
        return keys.stream().map(column -> row.getOrDefault(column, "")).toList();
    }

    /** Whether anything was answered at all is a judgement; how often is an amount. */
    private Map<String, String> withAnswered(Map<String, String> row) {
        if (row.containsKey("answered_flows")) {
            row.put(ANSWERED, row.get("answered_flows").equals("0") ? "false" : "true");
        }
        return row;
    }

    /** What moved: new, gone, changed; each in the order of its bundle. */
    public List<Moved> moved() {
        return List.copyOf(moved);
    }

    /** How many moved in this way. */
    public long count(Change change) {
        return moved.stream().filter(one -> one.change() == change).count();
    }

    /** The columns that are compared. */
    public List<String> compared() {
        return compared;
    }

    /** The name of the file that {@link #write} makes: {@code findings-diff.csv} and so on. */
    public String fileName() {
        return table.replace(".csv", "-diff.csv");
    }

    /** Writes {@code change}, the key columns, {@code differs}, and for each compared column its cells before and after. */
    public void write(Path folder) throws IOException {
        List<Column<Moved>> columns = new ArrayList<>();
        columns.add(Column.text("change", one -> one.change().keyword()));
        keys.forEach(key -> columns.add(Column.text(key, one -> one.row().getOrDefault(key, ""))));
        columns.add(Column.words(
                "differs", one -> compared.stream().filter(one::differs).toList()));
        for (String column : compared) {
            columns.add(Column.text(column + "_before", one -> one.before().getOrDefault(column, "")));
            columns.add(Column.text(
                    column + "_after",
                    one -> one.change() == Change.GONE ? "" : one.row().getOrDefault(column, "")));
        }
        if (table.equals("findings.csv")) {
            columns.add(Column.text("summary", one -> one.row().getOrDefault("summary", "")));
        }
        try (Writer out =
                new BufferedWriter(Files.newBufferedWriter(folder.resolve(fileName()), StandardCharsets.UTF_8))) {
            new CsvTable<>(columns).write(moved, out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
