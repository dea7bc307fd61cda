package org.wirewarrant.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.live.FrameFilter;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
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

    HeaderDecoder decoder() {
        return new HeaderDecoder(stripped());
    }

    private Set<Encapsulation> stripped() {
        return mirrors == null || mirrors.isEmpty() ? EnumSet.noneOf(Encapsulation.class) : EnumSet.copyOf(mirrors);
    }

    CaptureInputs open(List<String> captures, boolean hash, BooleanSupplier stop) throws CaptureException {
        // Compiled first: a wrong filter is said before any file is opened.
        if (filter.isEmpty()) {
            return CaptureInputs.open(captures, reader, hash);
        }
        FrameFilter compiled = FrameFilter.compile(filter);
        CaptureInputs inputs = CaptureInputs.open(captures, reader, hash);
        inputs.filter(compiled, stop);
        return inputs;
    }

    /** What the user should be reminded of; empty for nothing. */
    String reminder() {
        return filter.isEmpty() ? "" : "only frames that match '" + filter + "' were audited";
    }

    /** Adds what decides the content of a bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("reader", List.of(reader.toString()));
        arguments.put("filter", filter.isEmpty() ? List.of() : List.of(filter));
        arguments.put(
                "strip_mirror", stripped().stream().map(Encapsulation::keyword).toList());
    }
}
