package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wirewarrant.report.Bundle;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.report.SafeText;
import org.wirewarrant.report.TableDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}. */
@Command(
        name = "diff",
        header = "Say what moved between two bundles: findings, conversations, coverage.",
        description = {
            "",
            "Amounts and times are not compared, judgements are. Exit code: 0 nothing moved; 1 something did; 2 a folder is"
                    + " no bundle, or the place of --out is taken."
        },
        footer = {
            "  wirewarrant diff reports/spring reports/autumn",
            "  wirewarrant diff reports/spring reports/autumn --out reports/review"
        })
final class DiffCommand implements Callable<Integer> {
    private static final int MOST = 10;

    private final Console console;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The folder of the earlier bundle.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The folder of the later bundle.")
    private Path after;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write findings-diff.csv, conversations-diff.csv and coverage-diff.csv into this new folder.")
    private Path out;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        try {
            refuseTaken();
            Bundle first = Bundle.open(before);
            Bundle second = Bundle.open(after);
            List<TableDiff> diffs = List.of(
                    TableDiff.findings(first, second),
                    TableDiff.conversations(first, second),
                    TableDiff.coverage(first, second));
            write(diffs);
            print(first, second, diffs);
            boolean same = diffs.stream().allMatch(diff -> diff.moved().isEmpty());
            return same ? ExitCode.OK : ExitCode.FOUND;
        } catch (BundleException e) {
            throw Failure.of(e);
        }
    }

    private void refuseTaken() throws Failure {
        if (out == null || !Files.exists(out)) {
            return;
        }
        try (Stream<Path> entries = Files.isDirectory(out) ? Files.list(out) : Stream.of(out)) {
            if (entries.findAny().isPresent()) {
                throw new Failure(out.toString(), "already exists", "choose another folder with --out");
            }
        } catch (IOException e) {
            throw new Failure(out.toString(), "cannot be read: " + e.getMessage(), "choose another folder with --out");
        }
    }

    private void write(List<TableDiff> diffs) throws BundleException {
        if (out == null) {
            return;
        }
        try {
            Files.createDirectories(out);
            for (TableDiff diff : diffs) {
                diff.write(out);
            }
        } catch (IOException e) {
            throw BundleFolder.unwritable(out.toString(), e);
        }
    }

    private void print(Bundle first, Bundle second, List<TableDiff> diffs) {
        line("Before  " + label(first));
        line("After   " + label(second));
        changedInputs(first, second)
                .forEach(input ->
                        line("Note    " + input + " is another one than before: what moved may have moved with it"));
        section("Findings", diffs.get(0), DiffCommand::finding);
        section("Conversations", diffs.get(1), DiffCommand::conversation);
        section("Coverage", diffs.get(2), DiffCommand::rule);
        if (out != null) {
            line("");
            line("Written to " + out);
        }
    }

    private static String label(Bundle bundle) {
        List<String> window = bundle.window();
        String when = window.isEmpty() ? "" : " (" + String.join(" to ", window) + ")";
        return bundle.folder() + ": " + bundle.title() + when;
    }

    /** Packs and sites whose content differs. */
    private static List<String> changedInputs(Bundle first, Bundle second) {
        List<String> changed = new ArrayList<>();
        for (String kind : List.of("pack", "site")) {
            Map<String, String> old = digests(first, kind);
            Map<String, String> now = digests(second, kind);
            now.forEach((name, sha256) -> {
                if (!sha256.equals(old.remove(name))) {
                    changed.add(kind + " " + name);
                }
            });
            old.keySet().forEach(name -> changed.add(kind + " " + name));
        }
        return changed;
    }

    private static Map<String, String> digests(Bundle bundle, String kind) {
        Map<String, String> digests = new TreeMap<>();
        bundle.inputs(kind).forEach(input -> digests.put(input.name(), input.sha256()));
        return digests;
    }

    /** How a row that moved is written. */
    private interface Words {
        String of(TableDiff.Moved moved);
    }

    private void section(String name, TableDiff diff, Words words) {
        line("");
        line("%s  %d new, %d gone, %d changed"
                .formatted(
                        name,
                        diff.count(TableDiff.Change.NEW),
                        diff.count(TableDiff.Change.GONE),
                        diff.count(TableDiff.Change.CHANGED)));
        for (TableDiff.Change change : TableDiff.Change.values()) {
            List<TableDiff.Moved> moved =
                    diff.moved().stream().filter(one -> one.change() == change).toList();
            for (TableDiff.Moved one : moved.subList(0, Math.min(MOST, moved.size()))) {
                List<String> differences = diff.compared().stream()
                        .filter(one::differs)
                        .map(column -> column + " " + shown(one.before().get(column)) + " -> "
                                + shown(one.row().get(column)))
                        .toList();
                String how = differences.isEmpty() ? "" : " [" + String.join("; ", differences) + "]";
                line("  %-8s%s%s".formatted(change.keyword(), words.of(one), how));
            }
            if (moved.size() > MOST) {
                line("          and " + (moved.size() - MOST) + " more " + change.keyword()
                        + (out == null ? " (--out writes them all)" : " in " + diff.fileName()));
            }
        }
    }

    private static String shown(String cell) {
        return cell == null || cell.isEmpty() ? "(none)" : cell;
    }

    private static String finding(TableDiff.Moved moved) {
        Map<String, String> row = moved.row();
        return row.get("finding_id") + " " + row.get("severity") + " " + row.get("kind") + ": " + row.get("summary");
    }

    private static String conversation(TableDiff.Moved moved) {
        Map<String, String> row = moved.row();
        return row.get("client_ip") + " to " + row.get("server_ip") + " " + row.get("protocol") + "/"
                + row.get("server_port") + ": " + row.get("verdict") + " " + row.get("reason");
    }

    private static String rule(TableDiff.Moved moved) {
        Map<String, String> row = moved.row();
        return row.get("rule_id") + ": " + row.get("status")
                + (row.get("reason").isEmpty() ? "" : " " + row.get("reason"));
    }

    private void line(String text) {
        console.out().println(SafeText.line(text));
    }
}
