package org.wirewarrant.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirewarrant.audit.Finding;

/**
 * The first packets behind the findings.
 *
 * @param byFinding what was found of each finding that has packets, by id, worst first
 * @param framesRead frames that were read again to find them
 * @param notes what is not there, and why; sentences without full stops
 */
record Evidence(Map<String, Packets> byFinding, long framesRead, List<String> notes) {
    static final Evidence NONE = new Evidence(Map.of(), 0, List.of());

    Evidence {
        byFinding = Collections.unmodifiableMap(new LinkedHashMap<>(byFinding));
        notes = List.copyOf(notes);
    }

    /**
     * Packets of one finding.
     *
     * @param files content by name in the bundle, one for each link type
     * @param frames numbers of the frames, ascending, by name of their capture
     * @param count packets
     */
    record Packets(Map<String, byte[]> files, Map<String, List<Long>> frames, int count) {
        /** {@code mirror.pcap frames 3-7,12}; several captures are parted by semicolons. */
        String where() {
            StringBuilder text = new StringBuilder();
            frames.forEach((capture, numbers) -> text.append(text.length() == 0 ? "" : "; ")
                    .append(SafeText.line(capture))
                    .append(numbers.size() == 1 ? " frame " : " frames ")
                    .append(ranges(numbers)));
            return text.toString();
        }

        /** {@code 3-7,12}. */
        private static String ranges(List<Long> numbers) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < numbers.size(); i++) {
                int start = i;
                while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                    i++;
                }
                text.append(text.length() == 0 ? "" : ",").append(numbers.get(start));
                if (i > start) {
                    text.append('-').append(numbers.get(i));
                }
            }
            return text.toString();
        }
    }

    /** Names of the files of a finding; empty where it has none. */
    List<String> files(String finding) {
        Packets packets = byFinding.get(finding);
        return packets == null ? List.of() : List.copyOf(packets.files().keySet());
    }

    /** Which frames of which captures those are; empty where there are none. */
    String where(String finding) {
        Packets packets = byFinding.get(finding);
        return packets == null ? "" : packets.where();
    }

    /** Numbers of those frames by capture. */
    Map<String, List<Long>> frames(String finding) {
        Packets packets = byFinding.get(finding);
        return packets == null ? Map.of() : packets.frames();
    }

    /** The cell of {@code findings.csv}: the files, and which frames of the captures they hold. */
    String cell(Finding finding) {
        Packets packets = byFinding.get(finding.id());
        return packets == null
                ? finding.evidence()
                : String.join(" ", packets.files().keySet()) + " from " + packets.where();
    }

    /** All packets. */
    long packets() {
        return byFinding.values().stream().mapToLong(Packets::count).sum();
    }
}
