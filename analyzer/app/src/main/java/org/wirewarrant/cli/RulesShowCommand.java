package org.wirewarrant.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.report.PackListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules show}. */
@Command(
        name = "show",
        header = "Show one rule pack as a table.",
        footer = {"  wirewarrant rules show zimbra", "  wirewarrant rules show openuem --format csv > openuem.csv"})
final class RulesShowCommand implements Callable<Integer> {
    /** Formats of the table. */
    enum Format {
        TEXT,
        JSON,
        CSV,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Console console;

    @Parameters(paramLabel = "PACK", description = "A shipped pack by name, or a pack file.")
    private String pack;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); JSON keeps the field names of the pack.")
    private Format format;

    RulesShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException {
        PackListing listing;
        try {
            listing = new PackListing(Home.library().load(pack));
        } catch (PolicyException e) {
            throw Failure.of(e);
        }
        switch (format) {
            case TEXT -> listing.text(console.out(), console.style());
            case JSON -> listing.json(console.out());
            case CSV -> listing.csv(console.out());
            case MARKDOWN -> listing.markdown(console.out());
        }
        return ExitCode.OK;
    }
}
