package org.wirewarrant.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.report.BundleOptions;
import org.wirewarrant.report.BundleOptions.View;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What becomes of an audit: the bundle, what is printed, and the exit code. The same for files and interfaces. */
final class OutputOptions {
    /** What is printed at the end. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code csv}, {@code csv.gz} or {@code none}. */
    static final class FlowsFormats implements ITypeConverter<BundleOptions.FlowsFormat> {
        @Override
        public BundleOptions.FlowsFormat convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "csv" -> BundleOptions.FlowsFormat.CSV;
                case "csv.gz" -> BundleOptions.FlowsFormat.CSV_GZ;
                case "none" -> BundleOptions.FlowsFormat.NONE;
                default -> throw new TypeConversionException("expected csv, csv.gz or none, but was '" + value + "'");
            };
        }
    }

    /** How captures are hashed. */
    enum Hash {
        SHA256,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is made for people, or nothing. */
    enum Report {
        CHARTS,
        HTML,
        PDF,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NO_BUNDLE = "none";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the bundle, or none (default: reports/<site or pack>-<first capture name>).")
    private String out;

    @Option(names = "--force", description = "Replace an existing bundle.")
    private boolean force;

    @Option(
            names = "--flows",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            converter = FlowsFormats.class,
            description = "How flows are written: csv, csv.gz or none (default ${DEFAULT-VALUE}).")
    private BundleOptions.FlowsFormat flows;

    @Option(
            names = "--report",
            paramLabel = "PARTS",
            split = ",",
            defaultValue = "charts,html,pdf",
            description = "What is made for people: some of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private List<Report> reports;

    @Option(
            names = "--hash",
            paramLabel = "NAME",
            defaultValue = "sha256",
            description = "How capture files are hashed: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Hash hash;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "none",
            description = "End with exit code 1 for findings at or above: ${COMPLETION-CANDIDATES} (default"
                    + " ${DEFAULT-VALUE}).")
    private FailOn failOn;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use (default: one for each processor).")
    private Integer threads;

    @Option(
            names = "--max-flows",
            paramLabel = "N",
            description = "Flows kept apart at most, 1024 or more; beyond it the oldest are added up (default: what the"
                    + " heap holds).")
    private Integer maxFlows;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What is printed at the end: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--quiet", description = "Print nothing but errors (and JSON where asked for).")
    private boolean quiet;

    @Option(names = "--no-progress", description = "Draw no progress bar.")
    private boolean noProgress;

    /** Checks the ranges. */
    void check() {
        if (workers() < 1) {
            throw new ParameterException(command.commandLine(), "Invalid value for option '--threads': less than 1");
        }
        if (maxFlows != null && maxFlows < FlowMeter.MIN_FLOWS) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--max-flows': less than " + FlowMeter.MIN_FLOWS);
        }
    }

    int workers() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    Optional<Integer> maxFlows() {
        return Optional.ofNullable(maxFlows);
    }

    boolean hashes() {
        return hash == Hash.SHA256;
    }

    boolean isForced() {
        return force;
    }

    BundleOptions.FlowsFormat flows() {
        return flows;
    }

    FailOn failOn() {
        return failOn;
    }

    Format format() {
        return format;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Whether someone watches, and wants to. */
    boolean isWatched(Console console) {
        return console.errIsTerminal() && !noProgress && !quiet;
    }

    /** Where the bundle goes; absent when none is wanted. */
    Optional<Path> place(CompiledPolicy policy, String firstCapture) {
        if (NO_BUNDLE.equals(out)) {
            return Optional.empty();
        }
        String judge = policy.site()
                .map(site -> site.name())
                .orElseGet(() -> policy.packs().get(0).name());
        return Optional.of(out == null ? BundleName.of(judge, firstCapture) : Path.of(out));
    }

    Set<View> views() {
        Set<View> views = EnumSet.noneOf(View.class);
        for (Report report : reports) {
            if (report != Report.NONE) {
                views.add(View.valueOf(report.name()));
            }
        }
        return views;
    }

    /** Adds what decides the content of the bundle; place, threads and looks do not. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("flows", List.of(flows.keyword()));
        arguments.put("report", views().stream().map(View::toString).toList());
        arguments.put("hash", List.of(hash.toString()));
        arguments.put("max_flows", maxFlows == null ? List.of() : List.of(maxFlows.toString()));
    }
}
