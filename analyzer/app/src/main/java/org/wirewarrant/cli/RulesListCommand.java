package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.report.TextTable;
import picocli.CommandLine.Command;

/** {@code rules list}. */
@Command(name = "list", header = "List the shipped rule packs.", footer = "  wirewarrant rules list")
final class RulesListCommand implements Callable<Integer> {
    private final Console console;

    RulesListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        RuleLibrary library = Home.library();
        List<String> names = library.names();
        if (names.isEmpty()) {
            throw new Failure(library.directory().toString(), "no rule packs there", "reinstall the program");
        }
        TextTable table = new TextTable("PACK", "RULES", "TITLE", "PUBLISHER", "EDITION");
        List<Failure> broken = new ArrayList<>();
        for (String name : names) {
            try {
                RulePack pack = library.load(name);
                table.row(
                        name,
                        Integer.toString(pack.rules().size()),
                        pack.title(),
                        pack.document().publisher(),
                        pack.document().edition());
            } catch (PolicyException e) {
                broken.add(Failure.of(e));
            }
        }
        console.out().print(table.text(console.style()));
        if (!broken.isEmpty()) {
            broken.forEach(failure -> failure.lines().forEach(console::message));
            return ExitCode.USAGE;
        }
        return ExitCode.OK;
    }
}
