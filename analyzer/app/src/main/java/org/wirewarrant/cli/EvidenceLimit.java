package org.wirewarrant.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many packets are kept for evidence of what cannot be read twice. */
final class EvidenceLimit {
    private static final long LEAST_BYTES = 1 << 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--evidence-limit",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = Sizes.class,
            description =
                    "Size of the packets that are kept on disk for evidence where captures cannot be read twice, 1M"
                            + " or more (default ${DEFAULT-VALUE}): the more conversations, the fewer packets of each.")
    private long limit;

    void check() {
        if (limit < LEAST_BYTES) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--evidence-limit': less than 1M");
        }
    }

    long bytes() {
        return limit;
    }
}
