package org.wirewarrant.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.report.BundleOptions;
import org.wirewarrant.report.BundleWriter;
import org.wirewarrant.report.FileDigest;
import org.wirewarrant.report.SummaryJson;
import org.wirewarrant.report.Tally;
import org.wirewarrant.report.TerminalSummary;

/** Hands an audit's result over: writes the bundle, prints what is asked for, and says how the program ends. */
final class Delivery {
    private final Console console;
    private final OutputOptions output;
    private final List<String> commandLine;
    private final Clock clock = Clock.systemUTC();
    private final Instant started = clock.instant();

    /** A delivery of a run that starts now, as typed. */
    Delivery(Console console, OutputOptions output, List<String> commandLine) {
        this.console = console;
        this.output = output;
        this.commandLine = commandLine;
    }

    /**
     * What will write the bundle, to which more may be given.
     *
     * @param library the folder of the shipped packs
     * @param arguments what decided its content
     */
    BundleWriter writer(
            BundleFolder folder, AuditResult result, Tally tally, Path library, Map<String, List<String>> arguments) {
        return writer(folder, result, tally, InputDigests.of(result, library), arguments);
    }

    /**
     * What will write the bundle, to which more may be given.
     *
     * @param inputs with their digests, by kind
     * @param arguments what decided its content
     */
    BundleWriter writer(
            BundleFolder folder,
            AuditResult result,
            Tally tally,
            Map<String, List<FileDigest>> inputs,
            Map<String, List<String>> arguments) {
        return new BundleWriter(folder, result, tally, options(inputs, arguments));
    }

    /** Writes and publishes the bundle. */
    void write(BundleFolder folder, BundleWriter writer) throws BundleException, InterruptedException {
        try {
            writer.write(output.workers(), clock);
        } catch (IOException e) {
            throw BundleFolder.unwritable(folder.name(), e);
        } catch (UncheckedIOException e) {
            throw BundleFolder.unwritable(folder.name(), e.getCause());
        }
    }

    /** Makes a bundle of nothing much, so that later nothing has to be loaded. */
    void rehearse(AuditResult result, Path library, Map<String, List<String>> arguments) throws IOException {
        BundleWriter.rehearse(result, Tally.of(result), options(InputDigests.of(result, library), arguments));
    }

    private BundleOptions options(Map<String, List<FileDigest>> inputs, Map<String, List<String>> arguments) {
        return new BundleOptions(
                output.flows(),
                output.views(),
                inputs,
                arguments,
                new BundleOptions.Run(started, commandLine, output.workers()));
    }

    /**
     * Prints the summary.
     *
     * @param folder of the bundle, or null
     */
    void print(AuditResult result, Tally tally, BundleFolder folder) throws IOException {
        if (output.format() == OutputOptions.Format.JSON) {
            SummaryJson.write(result, tally, console.out());
        } else if (!output.isQuiet()) {
            Optional<String> bundle = Optional.ofNullable(folder).map(BundleFolder::name);
            console.out().print(TerminalSummary.of(result, tally, bundle, console.style()));
        }
        console.out().flush();
    }

    int exitCode(AuditResult result) {
        // Worst first: when the first is not covered, none is.
        if (result.findings().size() > 0
                && output.failOn().covers(result.findings().row(0).severity())) {
            return ExitCode.FOUND;
        }
        boolean damaged =
                result.captures().stream().anyMatch(capture -> capture.damage().isPresent());
        return damaged ? ExitCode.DAMAGED : ExitCode.OK;
    }
}
