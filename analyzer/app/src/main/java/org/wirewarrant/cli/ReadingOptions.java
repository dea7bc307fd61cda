package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.FrameFilter;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How captures are read and decoded. */
final class ReadingOptions {
    private static final Map<String, Encapsulation> MIRRORS = Map.of(
            Encapsulation.ERSPAN.keyword(), Encapsulation.ERSPAN,
            Encapsulation.GENEVE.keyword(), Encapsulation.GENEVE,
            Encapsulation.GRE.keyword(), Encapsulation.GRE,
            Encapsulation.VXLAN.keyword(), Encapsulation.VXLAN);

    /** Names of encapsulations that switches put around what they mirror. */
    static final class Mirrors implements ITypeConverter<Encapsulation> {
        @Override
        public Encapsulation convert(String value) {
            Encapsulation mirror = MIRRORS.get(value);
            if (mirror == null) {
                throw new TypeConversionException("expected erspan, vxlan, geneve or gre, but was '" + value + "'");
            }
            return mirror;
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            defaultValue = "own",
            description =
                    "What reads capture files: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); libpcap is the"
                            + " reference, and reads no compressed files.")
    private CaptureInputs.Reader reader;

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            defaultValue = "",
            description = "Audit only frames that match, in libpcap's language (pcap-filter(7)); needs libpcap.")
    private String filter;

    @Option(
            names = "--strip-mirror",
            paramLabel = "KIND",
            split = ",",
            converter = Mirrors.class,
            description = "Leave out what a mirror port put around its copies: erspan, vxlan, geneve, gre.")
    private Set<Encapsulation> mirrors;

    @Option(
            names = "--idle",
            paramLabel = "STATE=TIME",
            split = ",",
            description =
                    "How long a 5-tuple may be silent before its next packet is a new flow: attempt=4m, established=1d,"
                            + " closed=4m (TCP and SCTP), udp=3m, other=1m. TIME is a number with s, m, h or d.")
    private Map<String, String> idle;

    HeaderDecoder decoder() {
        return new HeaderDecoder(stripped());
    }

    /**
     * How long flows may be silent.
     *
     * @throws ParameterException for an unknown state or time
     */
    IdleLimits limits() {
        try {
            return IdleTimes.over(IdleLimits.DEFAULT, given());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--idle': " + e.getMessage());
        }
    }

    private Map<String, String> given() {
        return idle == null ? Map.of() : idle;
    }

    private Set<Encapsulation> stripped() {
        return mirrors == null || mirrors.isEmpty() ? EnumSet.noneOf(Encapsulation.class) : EnumSet.copyOf(mirrors);
    }

    private Map<String, Path> places = Map.of();

    /** Says where captures are that are not where their names say. */
    void moved(Map<String, Path> files) {
        places = files;
    }

    CaptureInputs open(List<String> captures, boolean hash, BooleanSupplier stop) throws CaptureException {
        // Compiled first: a wrong filter is said before any file is opened.
        if (filter.isEmpty()) {
            return CaptureInputs.open(captures, places, reader, hash);
        }
        FrameFilter compiled = FrameFilter.compile(filter);
        CaptureInputs inputs = CaptureInputs.open(captures, places, reader, hash);
        inputs.filter(compiled, stop);
        return inputs;
    }

    /** Shows the audited frames again, by opening the captures a second time. */
    FrameReplay replay(List<String> captures) {
        return sink -> {
            try (CaptureInputs again = open(captures, false, () -> false)) {
                Frame frame = new Frame();
                boolean more = true;
                while (more && again.source().next(frame)) {
                    more = sink.frame(frame, again.names().get(again.currentInput()));
                }
                return "";
            } catch (CaptureException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    /** What the user should be reminded of; empty for nothing. */
    String reminder() {
        return filter.isEmpty() ? "" : "only frames that match '" + filter + "' were audited";
    }

    /** Adds what decides the content of a bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("reader", List.of(reader.toString()));
        arguments.put(
                "idle",
                given().entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .sorted()
                        .toList());
        arguments.put("filter", filter.isEmpty() ? List.of() : List.of(filter));
        arguments.put(
                "strip_mirror", stripped().stream().map(Encapsulation::keyword).toList());
    }
}
