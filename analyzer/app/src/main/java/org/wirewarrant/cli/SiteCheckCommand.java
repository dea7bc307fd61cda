package org.wirewarrant.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wirewarrant.policy.AddressRange;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.SiteRole;
import org.wirewarrant.report.SafeText;
import org.wirewarrant.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code site check}. */
@Command(
        name = "check",
        header = "Check a site file against its packs; says every problem with its line and column.",
        footer = {"  wirewarrant site check samples/zimbra-lab.yaml"})
final class SiteCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A site file.")
    private Path file;

    SiteCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        CompiledPolicy policy;
        Site site;
        try {
            site = Site.load(file, Home.library());
            policy = CompiledPolicy.compile(site.packs(), Optional.of(site));
        } catch (PolicyException e) {
            throw Failure.of(e);
        }
        String packs = site.packs().stream().map(RulePack::name).collect(Collectors.joining(", "));
        console.out()
                .println(file + ": site " + SafeText.line(site.name()) + ", packs " + packs + ", "
                        + site.exceptions().size() + " exceptions, "
                        + policy.rules().stream().filter(policy::required).count() + " of "
                        + policy.rules().size() + " rules required, valid");
        TextTable table = new TextTable("ROLE", "PACK", "ADDRESSES");
        for (SiteRole role : site.roles()) {
            List<String> addresses =
                    role.addresses().stream().map(AddressRange::toString).toList();
            table.row(role.role().id(), role.role().pack(), addresses.isEmpty() ? "none" : String.join(" ", addresses));
        }
        console.out().print(table.text(console.style()));
        policy.notices().forEach(notice -> console.message(notice.toString()));
        return ExitCode.OK;
    }
}
