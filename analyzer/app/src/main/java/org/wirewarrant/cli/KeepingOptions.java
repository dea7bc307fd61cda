package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirewarrant.live.FrameSink;
import org.wirewarrant.live.PacketRing;
import org.wirewarrant.live.UnexplainedFrames;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which packets of a live run are kept, and where. */
final class KeepingOptions {
    private static final long LEAST_BYTES = 16 << 20;

    /** Which packets. */
    enum Choice {
        ALL,
        UNDOCUMENTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "Keep packets there, in pcapng files of which the oldest give way to new ones.")
    private Path folder;

    @Option(
            names = "--write-only",
            paramLabel = "WHAT",
            defaultValue = "all",
            description =
                    "Which packets to keep: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); undocumented ones"
                            + " are those of conversations with the verdict undocumented or undecided.")
    private Choice choice;

    @Option(
            names = "--write-limit",
            paramLabel = "SIZE",
            defaultValue = "1G",
            converter = Sizes.class,
            description = "Size of those files together, 16M or more (default ${DEFAULT-VALUE}).")
    private long limit;

    void check() {
        if (limit < LEAST_BYTES) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--write-limit': less than 16M");
        }
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** One line for a folder that refuses. */
    BundleException unwritable(IOException e) {
        return BundleFolder.unwritable(
                folder.toString(), e, "name a folder with --write that the user named by --user may write");
    }

    /** Opens the folder; null where nothing is to be kept. */
    FrameSink open(List<String> interfaces, int snapLength, HeaderDecoder decoder, Consumer<String> messages)
            throws IOException {
        if (folder == null) {
            return null;
        }
        Files.createDirectories(folder);
        PacketRing ring = PacketRing.open(folder, limit, interfaces, snapLength, messages);
        return choice == Choice.ALL ? ring : new UnexplainedFrames(ring, decoder);
    }
}
