package org.wirewarrant.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.RulePacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rules check}. */
@Command(
        name = "check",
        header = "Check rule pack files; says every problem with its line and column.",
        footer = {"  wirewarrant rules check my-pack.yaml"})
final class RulesCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule pack files.")
    private List<Path> files;

    RulesCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<Path, RulePack> good = new LinkedHashMap<>();
        List<Failure> bad = new ArrayList<>();
        for (Path file : files) {
            try {
                good.put(file, RulePacks.load(file));
            } catch (PolicyException e) {
                bad.add(Failure.of(e));
            }
        }
        if (bad.isEmpty()) {
            try {
                CompiledPolicy together = CompiledPolicy.compile(List.copyOf(good.values()), Optional.empty());
                together.notices().forEach(notice -> console.message(notice.toString()));
            } catch (PolicyException e) {
                bad.add(Failure.of(e));
            }
        }
        bad.forEach(failure -> failure.lines().forEach(console::message));
        good.forEach((file, pack) -> console.out()
                .println(file + ": pack " + pack.name() + ", " + pack.rules().size() + " rules, valid"));
        return bad.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
