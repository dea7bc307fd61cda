package org.wirewarrant.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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

    /**
     * How long flows may be silent.
     *
     * @throws ParameterException for an unknown state or time
     */
    IdleLimits limits() {
        try {
            return IdleTimes.over(IdleLimits.DEFAULT, given());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "Invalid value for option '--idle': " + e.getMessage());
        }
    }

    private Map<String, String> given() {
        return idle == null ? Map.of() : idle;
    }

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
                "idle",
                given().entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .sorted()
                        .toList());
        arguments.put(
                "strip_mirror", stripped().stream().map(Encapsulation::keyword).toList());
    }
}
