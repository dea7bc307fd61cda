package org.wirewarrant.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wirewarrant.report.BundleCheck;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.ProgramVersion;
import picocli.CommandLine;

/** Makes a bundle once more, from what its manifest says of arguments and inputs, and holds the result against it. */
final class Rerun {
    private static final String CAPTURES = "captures";
    private static final String STORES = "stores";

    private final Console console;
    private final BundleCheck original;
    private final Optional<Path> captures;

    Rerun(Console console, BundleCheck original, Optional<Path> captures) {
        this.console = console;
        this.original = original;
        this.captures = captures;
    }

    /** One line for each file that came out otherwise; empty where every byte is the same. */
    List<String> differences() throws Failure, BundleException, IOException {
        if (!original.version().equals(ProgramVersion.text())) {
            return List.of("made by version " + original.version() + ", and this is " + ProgramVersion.text()
                    + ": only the same version makes the same bytes");
        }
        if (original.arguments().containsKey("interfaces")) {
            return List.of("captured live, so the run cannot be repeated");
        }
        List<String> names = original.captureNames();
        if (names.contains("-")) {
            return List.of(
                    "a capture was read from a stream, so the run cannot be repeated (keep the stream as a file, and"
                            + " analyze that)");
        }
        Path scratch = Files.createTempDirectory("wirewarrant-rerun-");
        try {
            Path again = scratch.resolve("bundle");
            repeat(names, again);
            return original.differencesOf(BundleCheck.open(again));
        } finally {
            remove(scratch);
        }
    }

    private void repeat(List<String> names, Path out) throws Failure {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
        Console silent = new Console(nobody, nobody, console.style(), false);
        List<Exception> failures = new ArrayList<>();
        Object command = original.arguments().containsKey(STORES)
                ? new ReportCommand(silent, List.of())
                : new AnalyzeCommand(silent, List.of()).repeating(names, places(names));
        int code = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(nobody, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    failures.add(e);
                    return ExitCode.USAGE;
                })
                .setParameterExceptionHandler((e, arguments) -> {
                    failures.add(e);
                    return ExitCode.USAGE;
                })
                .execute(arguments(out).toArray(String[]::new));
        if (!failures.isEmpty()) {
            Exception failure = failures.get(0);
            throw failure instanceof Failure known ? known : Failure.of(failure.getMessage(), "check the manifest");
        }
        if (code == ExitCode.USAGE) {
            throw Failure.of("the run cannot be repeated", "check the manifest's arguments");
        }
    }

    private List<String> arguments(Path out) {
        List<String> arguments = new ArrayList<>();
        original.arguments().forEach((name, values) -> {
            if (name.equals("report") && values.isEmpty()) {
                arguments.add("--report=none");
            }
            for (String value : values) {
                if (!name.equals(CAPTURES) && !name.equals(STORES)) {
                    arguments.add("--" + name.replace('_', '-') + "=" + value);
                }
            }
        });
        arguments.add("--out=" + out);
        arguments.add("--quiet");
        arguments.add("--");
        arguments.addAll(original.arguments().getOrDefault(CAPTURES, List.of()));
        arguments.addAll(original.arguments().getOrDefault(STORES, List.of()));
        return arguments;
    }

    private Map<String, Path> places(List<String> names) {
        Map<String, Path> places = new LinkedHashMap<>();
        captures.ifPresent(folder -> names.forEach(
                name -> places.put(name, folder.resolve(Path.of(name).getFileName()))));
        return places;
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
