package org.wirewarrant.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirewarrant.audit.RoleSuggestions;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.flow.DirectionHint;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.Problem;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code site suggest}: captures in, a draft site file out. */
@Command(
        name = "suggest",
        header = "Propose hosts for roles from captures; prints a draft site file.",
        description = {
            "",
            "Exit code: 0 done; 2 wrong usage, invalid rules, or no input could be read; 3 done, but some input was damaged"
                    + " or cut short."
        },
        footer = {
            "  wirewarrant site suggest mirror.pcapng --rules zimbra > site.yaml",
            "  wirewarrant site suggest monday/ --rules openuem --rules infrastructure"
        })
final class SiteSuggestCommand implements Callable<Integer> {
    private final Console console;
    private final AtomicBoolean stop = new AtomicBoolean();

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "1..*",
            description = "A capture file, a directory of them, or - for a stream on standard input.")
    private List<String> captures;

    @Option(
            names = "--rules",
            paramLabel = "PACK",
            required = true,
            description = "A shipped pack by name, or a pack file; may be repeated.")
    private List<String> packs;

    @Mixin
    private ReadingOptions reading;

    @Option(names = "--no-progress", description = "Draw no progress bar.")
    private boolean noProgress;

    SiteSuggestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        List<RulePack> rules = load(Home.library());
        try (CaptureInputs inputs = reading.open(captures, false, stop::get)) {
            Interrupts.install(
                    () -> {
                        stop.set(true);
                        console.message("stopping; what was read is used (again to leave at once)");
                    },
                    null);
            RoleSuggestions suggestions = suggestions(inputs, rules);
            inputs.notes().forEach(note -> console.message(note.file() + ": " + note.text()));
            console.out().print(SiteDraft.text(suggestions, packs, captures));
            console.out().flush();
            boolean damaged = stop.get()
                    || inputs.summaries().stream()
                            .anyMatch(capture -> capture.damage().isPresent());
            return damaged ? ExitCode.DAMAGED : ExitCode.OK;
        } catch (CaptureException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw Failure.of("a capture cannot be read: " + e.getMessage(), "check the file and its disk");
        }
    }

    private List<RulePack> load(RuleLibrary library) throws Failure {
        List<Problem> problems = new ArrayList<>();
        List<RulePack> loaded = new ArrayList<>();
        for (String pack : packs) {
            try {
                loaded.add(library.load(pack));
            } catch (PolicyException e) {
                problems.addAll(e.problems());
            }
        }
        try {
            if (problems.isEmpty()) {
                return CompiledPolicy.compile(loaded, Optional.empty()).packs();
            }
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
        throw Failure.of(new PolicyException(problems));
    }

    private RoleSuggestions suggestions(CaptureInputs inputs, List<RulePack> rules) throws IOException {
        boolean watched = console.errIsTerminal() && !noProgress;
        PrintStream terminal = watched ? console.err() : new PrintStream(OutputStream.nullOutputStream());
        try (ProgressBar bar = new ProgressBar(terminal, inputs.totalBytes().orElse(0), System::nanoTime)) {
            FlowMeter meter = new FlowMeter(
                    reading.decoder(),
                    reading.limits(),
                    Runtime.getRuntime().availableProcessors(),
                    (bytes, frames) -> bar.update(bytes),
                    stop::get);
            Observation observation = meter.observe(inputs.source());
            return RoleSuggestions.of(observation.orient(DirectionHint.NONE).conversations(), rules);
        }
    }
}
