package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewarrant.report.BundleCheck;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}. */
@Command(
        name = "verify",
        header = "Hash a bundle again and say exactly what differs from its manifest.",
        footer = {
            "  wirewarrant verify reports/zimbra-lab",
            "  wirewarrant verify reports/zimbra-lab --captures samples/pcap",
            "  wirewarrant verify reports/zimbra-lab --captures samples/pcap --rerun",
            "  wirewarrant verify reports/zimbra-lab --key auditor.pub.pem"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "BUNDLE", description = "The folder of a bundle.")
    private Path bundle;

    @Option(
            names = "--captures",
            paramLabel = "DIR",
            description = "Hash the captures too, found by name in this folder.")
    private Path captures;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Check the signature with this Ed25519 public key (PEM).")
    private Path key;

    @Option(
            names = "--rerun",
            description =
                    "Make the bundle once more in a temporary folder, from the arguments and inputs that its manifest"
                            + " names, and say which files come out otherwise.")
    private boolean rerun;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        if (captures != null && !Files.isDirectory(captures)) {
            throw new Failure(captures.toString(), "no such folder", "name the folder that holds the captures");
        }
        try {
            BundleCheck check = BundleCheck.open(bundle);
            check.checkOutputs();
            if (captures != null) {
                check.checkCaptures(captures);
            }
            if (key != null) {
                check.checkSignature(key);
            }
            List<String> differences = new ArrayList<>(check.differences());
            if (rerun) {
                differences.addAll(new Rerun(console, check, Optional.ofNullable(captures)).differences());
            }
            differences.forEach(difference -> console.out().println(SafeText.line(difference)));
            if (check.isSigned() && key == null) {
                console.message(
                        "the manifest is signed, and the signature was not checked (give the public key: --key)");
            }
            String folder = SafeText.line(bundle.toString());
            console.out()
                    .println(
                            differences.isEmpty()
                                    ? folder + ": all " + check.checked() + " files are as the manifest says"
                                            + (key == null ? "" : ", and its signature fits the key")
                                            + (rerun ? ", and a new run made the same bytes" : "")
                                    : folder + ": " + differences.size()
                                            + (differences.size() == 1 ? " difference" : " differences")
                                            + " from the manifest");
            return differences.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
        } catch (BundleException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw new Failure(bundle.toString(), "cannot be read: " + e.getMessage(), "check its permissions");
        }
    }
}
