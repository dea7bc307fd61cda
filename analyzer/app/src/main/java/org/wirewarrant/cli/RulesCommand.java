package org.wirewarrant.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about rule packs. */
@Command(
        name = "rules",
        header = "List, show, check and import rule packs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  wirewarrant rules list",
            "  wirewarrant rules show zimbra",
            "  wirewarrant rules check my-pack.yaml",
            "  wirewarrant rules import my-ports.csv > my-ports.yaml"
        })
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given after 'rules'");
    }
}
