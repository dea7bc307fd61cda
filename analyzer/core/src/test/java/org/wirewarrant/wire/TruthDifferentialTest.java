package org.wirewarrant.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.testing.Corpus;

/** Every whole capture of the corpus against what tshark sees in it: frames, times, conversations of carriers and of what they carry. */
class TruthDifferentialTest {
    private static final String AH = "AH is passed over on the way to the ports; tshark's IPv4 layer keeps protocol 51";
    private static final String CUT =
            "an IP header without any transport header is no flow; it is counted as malformed";

    /** What differs on purpose: capture, the difference as the test words it up to its colon, and why. formats.md repeats the reasons. */
    private static final Map<String, Map<String, String>> DEVIATIONS = Map.of(
            "libpcap__AH-IPcomp-IPv4.pcap",
            Map.of(
                    "outermost protocol 51", AH,
                    "outermost protocol 4", AH,
                    "outermost protocol 108", AH,
                    "innermost protocol 108", "IPComp is not decompressed",
                    "innermost 6 4/32000101.01026 4/96000101.00080", "IPComp is not decompressed"),
            "libpcap__ah-ipip-ping.pcap",
            Map.of(
                    "outermost protocol 51", AH,
                    "outermost protocol 1", AH,
                    "innermost protocol 51", AH,
                    "innermost protocol 1", AH),
            "zeek__ipv6_zero_len_ah.pcap",
            Map.of(
                    "outermost protocol 51", AH,
                    "outermost protocol 58", AH,
                    "innermost protocol 51", AH,
                    "innermost protocol 58", AH),
            "maltrail__truncated.pcap",
            Map.of("frames without IP", CUT),
            "tcpdump__kday3.pcap",
            Map.of(
                    "frames without IP",
                            "an IPv6 version under the IPv4 ethertype, with a length beyond the frame, is malformed",
                    "outermost protocol 64", "the same frame",
                    "innermost protocol 64", "the same frame"));

    /** Zeek follows Teredo to the ports that its peers choose; here, as in tshark, it is recognised on port 3544. */
    private static final List<String> TEREDO_ELSEWHERE =
            List.of("tunnels_teredo", "tunnels_teredo_bubble_with_payload");

    private static final List<String> TEREDO_MISSING =
            List.of("6/2001000041379e508000f12ab9c82815.1286 6/20014860000020010000000000000068.80");

    static Stream<Path> truths() throws IOException {
        Path folder = Corpus.captures().resolve("truth");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("truths")
    void shouldSeeWhatTsharkSees(Path truth) throws IOException {
        String name = truth.getFileName().toString().replaceFirst("\\.json$", "");
        Map<String, String> differences = differences(Corpus.captures().resolve(name), truth);
        Map<String, String> onPurpose = DEVIATIONS.getOrDefault(name, Map.of());
        Map<String, String> unexpected = new TreeMap<>(differences);
        unexpected.keySet().removeAll(onPurpose.keySet());
        assertEquals(Map.of(), unexpected);
        assertEquals(
                new TreeSet<>(onPurpose.keySet()), new TreeSet<>(differences.keySet()), "deviations that are none");
    }

    private static Map<String, String> differences(Path capture, Path truthFile) throws IOException {
        Map<?, ?> truth = (Map<?, ?>) Json.parse(Files.readString(truthFile));
        Map<String, String> differences = new TreeMap<>();
        ConversationView outermost = new ConversationView();
        ConversationView innermost = new ConversationView();
        long withoutIp = 0;
        long snapped = 0;
        CaptureSummary summary;
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            Frame frame = new Frame();
            Headers headers = new Headers();
            HeaderDecoder decoder = new HeaderDecoder();
            while (source.next(frame)) {
                decoder.decode(frame, headers);
                snapped += frame.capturedLength() < frame.wireLength() ? 1 : 0;
                if (headers.count() == 0) {
                    withoutIp++;
                    continue;
                }
                outermost.add(frame.ordinal(), headers.layer(0));
                innermost.add(frame.ordinal(), headers.layer(headers.count() - 1));
                for (int i = 0; i < headers.count() - 1; i++) {
                    innermost.carrier(headers.layer(i));
                }
            }
            summary = source.summary();
        }
        compare(differences, "frames", truth.get("packets"), summary.frames());
        compare(differences, "first time", truth.get("first_ts"), time(summary.firstNanos()));
        compare(differences, "last time", truth.get("last_ts"), time(summary.lastNanos()));
        compare(differences, "time steps", truth.get("timestamps_going_back"), summary.timeSteps());
        compare(differences, "snapped frames", truth.get("packets_cut_by_snaplen"), snapped);
        compare(differences, "frames without IP", truth.get("packets_without_ip"), withoutIp);
        compare(differences, "digest", truth.get("sha256"), summary.sha256().orElseThrow());
        compare(differences, "size", truth.get("size"), summary.bytes());
        compare(
                differences,
                "damage",
                "none",
                summary.damage().map(CaptureSummary.Damage::reason).orElse("none"));
        compareView(differences, "outermost ", (Map<?, ?>) truth.get("outermost"), outermost);
        compareView(differences, "innermost ", (Map<?, ?>) truth.get("innermost"), innermost);
        return differences;
    }

    private static void compareView(
            Map<String, String> differences, String prefix, Map<?, ?> truth, ConversationView ours) {
        compareAll(differences, prefix, ConversationView.truth(truth), ours.conversations());
        compareAll(differences, prefix + "protocol ", ConversationView.truthOthers(truth), ours.others());
    }

    private static <K extends Comparable<K>> void compareAll(
            Map<String, String> differences, String prefix, Map<K, String> truth, Map<K, String> ours) {
        TreeSet<K> keys = new TreeSet<>(truth.keySet());
        keys.addAll(ours.keySet());
        for (K key : keys) {
            compare(differences, prefix + key, truth.get(key), ours.get(key));
        }
    }

    private static void compare(Map<String, String> differences, String what, Object truth, Object ours) {
        if (!Objects.equals(String.valueOf(truth), String.valueOf(ours))) {
            differences.put(what, "tshark " + truth + ", ours " + ours);
        }
    }

    private static String time(OptionalLong nanos) {
        if (nanos.isEmpty()) {
            return "null";
        }
        long value = nanos.getAsLong();
        return String.format("%d.%09d", Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
    }

    /** Zeek's baselines name endpoints that must be found in some layer of the capture. */
    @ParameterizedTest
    @MethodSource("zeekCaptures")
    void shouldSeeEveryConnectionThatZeekExpects(Path baseline) throws IOException {
        String name = baseline.getFileName().toString().replaceFirst("\\.conn\\.json$", "");
        Path folder = Corpus.captures().resolve("zeek");
        Path capture = Files.exists(folder.resolve(name + ".pcap"))
                ? folder.resolve(name + ".pcap")
                : folder.resolve(name + ".pcapng");
        TreeSet<String> seen = new TreeSet<>();
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            Frame frame = new Frame();
            Headers headers = new Headers();
            HeaderDecoder decoder = new HeaderDecoder();
            while (source.next(frame)) {
                decoder.decode(frame, headers);
                for (int i = 0; i < headers.count(); i++) {
                    seen.addAll(ends(headers.layer(i)));
                }
            }
        }
        List<String> missing = new ArrayList<>();
        for (Object entry : (List<?>) ((Map<?, ?>) Json.parse(Files.readString(baseline))).get("connections")) {
            Map<?, ?> connection = (Map<?, ?>) entry;
            boolean ports = List.of("tcp", "udp").contains(connection.get("proto"));
            String from = end(connection, "orig", ports);
            String to = end(connection, "resp", ports);
            if (!seen.contains(from + " " + to) && !seen.contains(to + " " + from)) {
                missing.add(from + " " + to);
            }
        }
        assertEquals(TEREDO_ELSEWHERE.contains(name) ? TEREDO_MISSING : List.of(), missing);
    }

    private static String end(Map<?, ?> connection, String side, boolean port) {
        String address = ConversationView.address((String) connection.get("id." + side + "_h"));
        return port ? address + "." + connection.get("id." + side + "_p") : address;
    }

    private static List<String> ends(PacketView view) {
        String source = ConversationView.address(view.version, view.sourceHigh, view.sourceLow);
        String destination = ConversationView.address(view.version, view.destinationHigh, view.destinationLow);
        return List.of(
                source + " " + destination,
                source + "." + view.sourcePort + " " + destination + "." + view.destinationPort);
    }

    static Stream<Path> zeekCaptures() {
        try (Stream<Path> files = Files.list(Corpus.captures().resolve("zeek"))) {
            return files.filter(file -> file.toString().endsWith(".conn.json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
