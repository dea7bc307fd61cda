package org.wirewarrant.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether the packets behind findings are kept. */
final class EvidenceOptions {
    /** As what. */
    enum Packets {
        PCAP,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--evidence",
            paramLabel = "FORMAT",
            defaultValue = "pcap",
            description = "The first packets behind each finding: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Packets packets;

    boolean isWanted() {
        return packets == Packets.PCAP;
    }

    /** Adds what decides the content of the bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("evidence", List.of(packets.toString()));
    }
}
