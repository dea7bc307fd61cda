package org.wirewarrant.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which frames are audited, and how they are decoded. */
final class DecodingOptions {
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

    /** The filter as typed; absent for none. */
    Optional<String> filter() {
        return filter.isEmpty() ? Optional.empty() : Optional.of(filter);
    }

    private Set<Encapsulation> stripped() {
        return mirrors == null || mirrors.isEmpty() ? EnumSet.noneOf(Encapsulation.class) : EnumSet.copyOf(mirrors);
    }

    /** What the user should be reminded of; empty for nothing. */
    String reminder() {
        return filter.isEmpty() ? "" : "only frames that match '" + filter + "' were audited";
    }

    /** Adds what decides the content of a bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("filter", filter.isEmpty() ? List.of() : List.of(filter));
        arguments.put(
                "strip_mirror", stripped().stream().map(Encapsulation::keyword).toList());
    }
}
