package org.wirewarrant.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about site files. */
@Command(
        name = "site",
        header = "Suggest and check site files.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  wirewarrant site suggest mirror.pcapng --rules zimbra > site.yaml",
            "  wirewarrant site check samples/zimbra-lab.yaml"
        })
final class SiteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given after 'site'");
    }
}
