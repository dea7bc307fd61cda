package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.live.DeviceOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is captured from, and how it is opened. */
final class InterfaceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "INTERFACE",
            required = true,
            description = "An interface (see wirewarrant interfaces); may be repeated: all are one observation.")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--snaplen",
            paramLabel = "SIZE",
            defaultValue = "256K",
            converter = Sizes.class,
            description = "Bytes kept of a frame, 64 or more (default: all).")
    private long snapLength;

    @Option(
            names = "--buffer",
            paramLabel = "SIZE",
            defaultValue = "64M",
            converter = Sizes.class,
            description = "The kernel's buffer for each interface (default ${DEFAULT-VALUE}).")
    private long buffer;

    @Option(names = "--no-promiscuous", description = "Do not ask the interface for frames to other hosts.")
    private boolean notPromiscuous;

    @Option(
            names = "--immediate",
            description = "Take every frame at once, which costs throughput, instead of up to 50 ms later with others.")
    private boolean immediate;

    @Option(
            names = "--portable",
            description = "Capture through pcap4j, which is slower and works where the fast way does not.")
    private boolean portable;

    void check() {
        if (snapLength < 64 || snapLength > DeviceOptions.WHOLE_FRAMES) {
            throw wrong("--snaplen", "not between 64 and 256K");
        }
        if (buffer < 1 << 16 || buffer > 1 << 30) {
            throw wrong("--buffer", "not between 64K and 1G");
        }
        if (interfaces.stream().distinct().count() < interfaces.size()) {
            throw wrong("--interface", "the same one twice");
        }
    }

    private ParameterException wrong(String option, String why) {
        return new ParameterException(command.commandLine(), "Invalid value for option '" + option + "': " + why);
    }

    List<String> names() {
        return List.copyOf(interfaces);
    }

    DeviceOptions device(Optional<String> filter) {
        return new DeviceOptions((int) snapLength, (int) buffer, !notPromiscuous, immediate, filter);
    }

    boolean isPortable() {
        return portable;
    }

    int snapLength() {
        return (int) snapLength;
    }
}
