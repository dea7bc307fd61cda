package org.wirewarrant.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.report.BundleOptions;
import org.wirewarrant.report.BundleOptions.View;
import org.wirewarrant.report.BundleSignature;
import org.wirewarrant.report.BundleWriter;
import org.wirewarrant.report.SummaryJson;
import org.wirewarrant.report.Tally;
import org.wirewarrant.report.TerminalSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code analyze}: captures in, a bundle and a summary out. */
@Command(
        name = "analyze",
        header = "Audit captures against documented ports, and write the evidence.",
        description = {
            "",
            "Files of one run are one observation, in capture-time order. Exit code: 0 done; 1 done, findings at or above"
                    + " --fail-on; 2 wrong usage, invalid rules or site, or no input could be read; 3 done, but some"
                    + " input was damaged or cut short."
        },
        sortOptions = false,
        footer = {
            "  wirewarrant analyze mirror.pcapng --rules zimbra",
            "  wirewarrant analyze monday/ tuesday.pcap.gz --site site.yaml --out audit",
            "  tcpdump -w - -c 10000 | wirewarrant analyze - --rules openuem --out none",
            "  wirewarrant analyze mirror.pcapng --site site.yaml --fail-on high --quiet"
        })
final class AnalyzeCommand implements Callable<Integer> {
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

    /** Whether packets are kept. */
    enum Packets {
        PCAP,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NO_BUNDLE = "none";

    private final Console console;
    private final List<String> commandLine;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean stop = new AtomicBoolean();

    /** Stands in for inputs that cannot be read twice; set before they are read. */
    private SpoolingSource spool;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "1..*",
            description = "A capture file, a directory of them, or - for a stream on standard input.")
    private List<String> captures;

    @Mixin
    private PolicyOptions policyOptions;

    @Mixin
    private ReadingOptions reading;

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
            names = "--evidence",
            paramLabel = "FORMAT",
            defaultValue = "pcap",
            description = "The first packets behind each finding, from a second look at the captures:"
                    + " ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Packets packets;

    @Option(
            names = "--hash",
            paramLabel = "NAME",
            defaultValue = "sha256",
            description = "How captures are hashed: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
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

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign the manifest with this Ed25519 private key (PEM).")
    private Path signKey;

    private Map<String, Path> moved = Map.of();

    /** What is read; the names given, unless a run is repeated from the names of its files. */
    private Optional<List<String>> inputNames = Optional.empty();

    AnalyzeCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    /** Reads these files in the place of those that are given. */
    AnalyzeCommand repeating(List<String> names, Map<String, Path> places) {
        inputNames = Optional.of(names);
        moved = places;
        return this;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        Instant started = clock.instant();
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--threads': less than 1");
        }
        if (maxFlows != null && maxFlows < FlowMeter.MIN_FLOWS) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--max-flows': less than " + FlowMeter.MIN_FLOWS);
        }
        IdleLimits limits = reading.limits();
        RuleLibrary library = Home.library();
        policyOptions.requireSome(library);
        Optional<BundleSignature.Signer> signer = signer();
        reading.moved(moved);
        try (CaptureInputs inputs = open(library);
                ProgressBar bar = progress(inputs);
                HeadStart observing = observe(inputs, limits, workers, bar);
                Judging judging = judging(library);
                SpoolingSource kept = spool(inputs, judging.folder())) {
            spool = kept;
            CompiledPolicy policy = judging.policy();
            BundleFolder folder = judging.folder();
            Interrupts.install(count -> interrupted(count, folder));
            AuditResult result = audit(observing, inputs, policy, workers, bar);
            inputs.notes().forEach(note -> say(note.file() + ": " + note.text()));
            if (!reading.reminder().isEmpty()) {
                say(reading.reminder());
            }
            Tally tally = Tally.of(result);
            if (folder != null) {
                BundleOptions options = new BundleOptions(
                        flows,
                        views(),
                        InputDigests.of(result, library.directory()),
                        arguments(),
                        new BundleOptions.Run(started, commandLine, workers));
                bar.phase("writing");
                BundleWriter writer = new BundleWriter(folder, result, tally, options);
                if (packets == Packets.PCAP) {
                    writer.withEvidence(spool == null ? reading.replay(inputs()) : spool, reading.decoder());
                }
                signer.ifPresent(writer::withSignature);
                write(folder, writer, workers);
                writer.evidenceNotes().forEach(this::say);
            }
            bar.wipe();
            print(result, tally, folder);
            return exitCode(result);
        } catch (CaptureException e) {
            throw Failure.of(e);
        } catch (BundleException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw Failure.of("a capture cannot be read: " + e.getMessage(), "check the file and its disk");
        }
    }

    /** What is wrong with the rules is said before what is wrong with the captures. */
    private CaptureInputs open(RuleLibrary library) throws Failure, CaptureException {
        try {
            return reading.open(inputs(), hash == Hash.SHA256, stop::get);
        } catch (CaptureException e) {
            policyOptions.load(library);
            throw e;
        }
    }

    /** Rules, site, and where the bundle goes, if anywhere. */
    private record Judging(CompiledPolicy policy, BundleFolder folder) implements AutoCloseable {
        @Override
        public void close() {
            if (folder != null) {
                folder.close();
            }
        }
    }

    private Judging judging(RuleLibrary library) throws Failure, BundleException {
        CompiledPolicy policy = policyOptions.load(library);
        return new Judging(policy, folder(policy));
    }

    /** The place is claimed before the captures are read to their end, so that a long run does not end at a full house. */
    private BundleFolder folder(CompiledPolicy policy) throws BundleException {
        if (NO_BUNDLE.equals(out)) {
            return null;
        }
        String judge = policy.site()
                .map(site -> site.name())
                .orElseGet(() -> policy.packs().get(0).name());
        return BundleFolder.claim(out == null ? BundleName.of(judge, captures.get(0)) : Path.of(out), force);
    }

    private List<String> inputs() {
        return inputNames.orElse(captures);
    }

    private Optional<BundleSignature.Signer> signer() throws Failure {
        try {
            return signKey == null ? Optional.empty() : Optional.of(BundleSignature.signer(signKey));
        } catch (BundleException e) {
            throw Failure.of(e);
        }
    }

    private boolean readsOnce() {
        return inputNames.isEmpty()
                && captures.stream()
                        .anyMatch(capture -> capture.equals(CaptureFiles.STANDARD_INPUT)
                                || !(Files.isRegularFile(Path.of(capture)) || Files.isDirectory(Path.of(capture))));
    }

    /** What keeps the packets of inputs that cannot be read twice; null where they can, or no packets are wanted. */
    private SpoolingSource spool(CaptureInputs inputs, BundleFolder folder) throws BundleException {
        if (!readsOnce() || folder == null || packets == Packets.NONE) {
            return null;
        }
        try {
            return SpoolingSource.over(inputs, reading.decoder(), folder.scratch());
        } catch (IOException e) {
            throw BundleFolder.unwritable(folder.name(), e);
        }
    }

    private ProgressBar progress(CaptureInputs inputs) {
        boolean watched = console.errIsTerminal() && !noProgress && !quiet;
        PrintStream terminal = watched ? console.err() : new PrintStream(OutputStream.nullOutputStream());
        return new ProgressBar(terminal, inputs.totalBytes().orElse(0), System::nanoTime);
    }

    /** Reads files while rules and site are loaded; a stream only afterwards, because nobody knows when it lets go. */
    private HeadStart observe(CaptureInputs inputs, IdleLimits limits, int workers, ProgressBar bar) {
        boolean files = inputs.totalBytes().isPresent() && !readsOnce();
        return new HeadStart(
                givenUp -> new FlowMeter(
                                reading.decoder(),
                                limits,
                                maxFlows == null ? FlowMeter.defaultMaxFlows() : maxFlows,
                                workers,
                                (bytes, frames) -> bar.update(bytes),
                                () -> stop.get() || givenUp.get())
                        .observe(spool == null ? inputs.source() : spool),
                files && workers > 1);
    }

    private AuditResult audit(
            HeadStart observing, CaptureInputs inputs, CompiledPolicy policy, int workers, ProgressBar bar)
            throws IOException, InterruptedException {
        Observation observation = observing.result();
        bar.phase("judging");
        List<CaptureSummary> read = inputs.summaries();
        return Audit.of(
                observation,
                stop.get()
                        ? StoppedCaptures.mark(
                                read, inputs.names(), inputs.source().bytesConsumed())
                        : read,
                policy,
                workers);
    }

    private void write(BundleFolder folder, BundleWriter writer, int workers)
            throws BundleException, InterruptedException {
        try {
            writer.write(workers, clock);
        } catch (IOException e) {
            throw BundleFolder.unwritable(folder.name(), e);
        } catch (UncheckedIOException e) {
            throw BundleFolder.unwritable(folder.name(), e.getCause());
        }
    }

    private void print(AuditResult result, Tally tally, BundleFolder folder) throws IOException {
        if (format == Format.JSON) {
            SummaryJson.write(result, tally, console.out());
        } else if (!quiet) {
            Optional<String> bundle = Optional.ofNullable(folder).map(BundleFolder::name);
            console.out().print(TerminalSummary.of(result, tally, bundle, console.style()));
        }
        console.out().flush();
    }

    private int exitCode(AuditResult result) {
        // Worst first: when the first is not covered, none is.
        if (result.findings().size() > 0
                && failOn.covers(result.findings().row(0).severity())) {
            return ExitCode.FOUND;
        }
        boolean damaged =
                result.captures().stream().anyMatch(capture -> capture.damage().isPresent());
        return damaged ? ExitCode.DAMAGED : ExitCode.OK;
    }

    private Set<View> views() {
        Set<View> views = EnumSet.noneOf(View.class);
        for (Report report : reports) {
            if (report != Report.NONE) {
                views.add(View.valueOf(report.name()));
            }
        }
        return views;
    }

    /** What decides the content of the bundle; place, threads and looks do not. */
    private Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        arguments.put("captures", List.copyOf(captures));
        arguments.put("rules", policyOptions.packs());
        arguments.put(
                "site", policyOptions.site().map(Path::toString).map(List::of).orElse(List.of()));
        if (policyOptions.withoutBroadRanges()) {
            arguments.put("no_broad_ranges", List.of("true"));
        }
        arguments.put("flows", List.of(flows.keyword()));
        arguments.put("report", views().stream().map(View::toString).toList());
        arguments.put("evidence", List.of(packets.toString()));
        arguments.put("hash", List.of(hash.toString()));
        arguments.put("max_flows", maxFlows == null ? List.of() : List.of(maxFlows.toString()));
        reading.describe(arguments);
        return arguments;
    }

    private void interrupted(int count, BundleFolder folder) {
        if (count == 1) {
            stop.set(true);
            console.message("stopping; what was read is reported (again to leave at once)");
        } else {
            if (folder != null) {
                folder.close();
            }
            Runtime.getRuntime().halt(130);
        }
    }

    private void say(String message) {
        if (!quiet) {
            console.message(message);
        }
    }
}
