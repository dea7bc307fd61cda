package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Packets and bytes of each direction of each TCP, UDP and SCTP 5-tuple of every whole capture, against tshark's. */
class FlowTruthTest {
    /** What differs on purpose: capture, then the line that differs up to the colon, and why. */
    private static final Map<String, Map<String, String>> DEVIATIONS = Map.of(
            "libpcap__AH-IPcomp-IPv4.pcap",
            Map.of("innermost tcp 50.0.1.1:1026 150.0.1.1:80", "IPComp is not decompressed"),
            "samples__nb6-startup.pcap",
            Map.of(
                    "innermost udp 95.136.242.99:1701 109.6.1.72:1701",
                    "L2TP control messages carry nothing, but their flow is a carrier, not the innermost one"));

    static Stream<Path> captures() {
        return Corpus.nonBroken();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void shouldCountWhatTsharkCounts(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        Map<?, ?> truth = parse(capture.resolveSibling("truth").resolve(name + ".json"));
        FlowMeter meter =
                new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false);
        OrientedFlows flows;
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            flows = meter.observe(source).orient(DirectionHint.NONE);
        }
        List<String> differences = new ArrayList<>();
        compare("outermost", truth, totals(flows, flow -> !flow.tunnel().contains("inside:")), differences);
        compare("innermost", truth, totals(flows, flow -> !flow.tunnel().contains("carrier:")), differences);
        Map<String, String> deviations = DEVIATIONS.getOrDefault(name, Map.of());
        List<String> unexplained = differences.stream()
                .filter(line -> !deviations.containsKey(line.substring(0, line.indexOf(": "))))
                .toList();
        assertEquals(List.of(), unexplained, name);
        TreeSet<String> gone = new TreeSet<>(deviations.keySet());
        differences.forEach(line -> gone.remove(line.substring(0, line.indexOf(": "))));
        assertEquals(List.of(), List.copyOf(gone), "deviations that no longer exist");
    }

    private static void compare(String view, Map<?, ?> truth, Map<String, long[]> ours, List<String> differences) {
        Map<String, long[]> theirs = new TreeMap<>();
        for (Object each : (List<?>) ((Map<?, ?>) truth.get(view)).get("conversations")) {
            Map<?, ?> conversation = (Map<?, ?>) each;
            long[] counts = new long[4];
            int i = 0;
            for (String field : List.of("packets_ab", "packets_ba", "bytes_ab", "bytes_ba")) {
                counts[i++] = ((Number) conversation.get(field)).longValue();
            }
            List<?> a = (List<?>) conversation.get("a");
            List<?> b = (List<?>) conversation.get("b");
            theirs.put(
                    conversation.get("proto") + " " + IpAddress.parse((String) a.get(0)) + ":" + a.get(1) + " "
                            + IpAddress.parse((String) b.get(0)) + ":" + b.get(1),
                    counts);
        }
        TreeSet<String> keys = new TreeSet<>(theirs.keySet());
        keys.addAll(ours.keySet());
        for (String key : keys) {
            String expected = text(theirs.get(key));
            String actual = text(ours.get(key));
            if (!expected.equals(actual)) {
                differences.add(view + " " + key + ": tshark " + expected + ", flows " + actual);
            }
        }
    }

    private static String text(long[] counts) {
        return counts == null
                ? "none"
                : "%d/%d packets, %d/%d bytes".formatted(counts[0], counts[1], counts[2], counts[3]);
    }

    private static Map<String, long[]> totals(OrientedFlows flows, Predicate<FlowView> wanted) {
        Map<String, long[]> totals = new TreeMap<>();
        FlowView flow = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, flow);
            boolean counted = flow.protocol() == IpProtocol.TCP
                    || flow.protocol() == IpProtocol.UDP
                    || flow.protocol() == IpProtocol.SCTP;
            if (counted && wanted.test(flow)) {
                int byAddress = flow.client().compareTo(flow.server());
                boolean clientIsA = byAddress != 0 ? byAddress < 0 : flow.clientPort() <= flow.serverPort();
                String client = flow.client() + ":" + flow.clientPort();
                String server = flow.server() + ":" + flow.serverPort();
                String ends = clientIsA ? client + " " + server : server + " " + client;
                long[] sum = totals.computeIfAbsent(IpProtocol.keyword(flow.protocol()) + " " + ends, k -> new long[4]);
                sum[clientIsA ? 0 : 1] += flow.clientPackets();
                sum[clientIsA ? 1 : 0] += flow.serverPackets();
                sum[clientIsA ? 2 : 3] += flow.clientBytes();
                sum[clientIsA ? 3 : 2] += flow.serverBytes();
            }
        }
        return totals;
    }

    private static Map<?, ?> parse(Path file) throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
    }
}
