package org.wirewarrant.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.wirewarrant.report.BundleSignature;
import org.wirewarrant.report.BundleWriter;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.report.Tally;
import org.wirewarrant.store.ObservationStore;
import org.wirewarrant.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private final Console console;
    private final List<String> commandLine;
    private final AtomicBoolean stop = new AtomicBoolean();

    /** Stands in for inputs that cannot be read twice; set before they are read. */
    private SpoolingSource spool;

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
            names = "--store",
            paramLabel = "FILE",
            description = "Also add what was observed to this store, from which report makes one audit of many.")
    private Path store;

    @Mixin
    private OutputOptions output;

    @Mixin
    private EvidenceOptions evidence;

    @Mixin
    private EvidenceLimit evidenceLimit;

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
        output.check();
        evidenceLimit.check();
        Delivery delivery = new Delivery(console, output, commandLine);
        IdleLimits limits = reading.limits();
        RuleLibrary library = Home.library();
        policyOptions.requireSome(library);
        Optional<BundleSignature.Signer> signer = signer();
        reading.moved(moved);
        try (CaptureInputs inputs = open(library);
                ProgressBar bar = progress(inputs);
                HeadStart observing = observe(inputs, limits, bar);
                Judging judging = judging(library);
                ObservationStore kept = store == null ? null : ObservationStore.open(store, maxFlows());
                SpoolingSource spooled = spool(inputs, judging.folder())) {
            spool = spooled;
            CompiledPolicy policy = judging.policy();
            BundleFolder folder = judging.folder();
            Interrupts.install(
                    () -> {
                        stop.set(true);
                        console.message("stopping; what was read is reported (again to leave at once)");
                    },
                    folder);
            AuditResult result = audit(observing, inputs, policy, kept, bar);
            inputs.notes().forEach(note -> say(note.file() + ": " + note.text()));
            if (!reading.reminder().isEmpty()) {
                say(reading.reminder());
            }
            Tally tally = Tally.of(result);
            if (folder != null) {
                bar.phase("writing");
                BundleWriter writer = delivery.writer(folder, result, tally, library.directory(), arguments());
                if (evidence.isWanted()) {
                    writer.withEvidence(again(), reading.decoder());
                }
                signer.ifPresent(writer::withSignature);
                delivery.write(folder, writer);
                writer.evidenceNotes().forEach(this::say);
            }
            bar.wipe();
            delivery.print(result, tally, folder);
            return delivery.exitCode(result);
        } catch (CaptureException e) {
            throw Failure.of(e);
        } catch (StoreException e) {
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
            return reading.open(inputs(), output.hashes(), stop::get);
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
        Optional<Path> place = output.place(policy, captures.get(0));
        return place.isEmpty() ? null : BundleFolder.claim(place.get(), output.isForced());
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
        if (!readsOnce() || folder == null || !evidence.isWanted()) {
            return null;
        }
        try {
            return SpoolingSource.over(inputs, reading.decoder(), folder.scratch(), evidenceLimit.bytes());
        } catch (IOException e) {
            throw BundleFolder.unwritable(folder.name(), e);
        }
    }

    private ProgressBar progress(CaptureInputs inputs) {
        PrintStream terminal =
                output.isWatched(console) ? console.err() : new PrintStream(OutputStream.nullOutputStream());
        return new ProgressBar(terminal, inputs.totalBytes().orElse(0), System::nanoTime);
    }

    private int maxFlows() {
        return output.maxFlows().orElseGet(FlowMeter::defaultMaxFlows);
    }

    /** Reads files while rules and site are loaded; a stream only afterwards, because nobody knows when it lets go. */
    private HeadStart observe(CaptureInputs inputs, IdleLimits limits, ProgressBar bar) {
        boolean files = inputs.totalBytes().isPresent() && !readsOnce();
        return new HeadStart(
                givenUp -> new FlowMeter(
                                reading.decoder(),
                                limits,
                                maxFlows(),
                                output.workers(),
                                (bytes, frames) -> bar.update(bytes),
                                () -> stop.get() || givenUp.get())
                        .observe(spool == null ? inputs.source() : spool),
                files && output.workers() > 1);
    }

    private AuditResult audit(
            HeadStart observing, CaptureInputs inputs, CompiledPolicy policy, ObservationStore kept, ProgressBar bar)
            throws IOException, InterruptedException, StoreException {
        Observation observation = observing.result();
        List<CaptureSummary> read = inputs.summaries();
        List<CaptureSummary> summaries = stop.get()
                ? StoppedCaptures.mark(read, inputs.names(), inputs.source().bytesConsumed())
                : read;
        if (kept != null) {
            bar.phase("keeping");
            keep(kept, observation, summaries);
        }
        bar.phase("judging");
        return Audit.of(observation, summaries, policy, output.workers());
    }

    /** Shows the frames a second time. */
    private FrameReplay again() {
        return spool == null ? reading.replay(inputs()) : spool;
    }

    /** Adds to a store, with the first packets of each conversation where they can be read again. */
    private void keep(ObservationStore kept, Observation observation, List<CaptureSummary> summaries)
            throws StoreException {
        if (!evidence.isWanted() || (spool == null && readsOnce())) {
            kept.add(observation, summaries);
            return;
        }
        kept.add(
                observation,
                summaries,
                evidenceLimit.bytes(),
                new FirstFramesFeed(again(), reading.decoder(), this::say));
    }

    /** What decides the content of the bundle; place, threads and looks do not. */
    private Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        arguments.put("captures", List.copyOf(captures));
        policyOptions.describe(arguments);
        output.describe(arguments);
        evidence.describe(arguments);
        reading.describe(arguments);
        return arguments;
    }

    private void say(String message) {
        if (!output.isQuiet()) {
            console.message(message);
        }
    }
}
