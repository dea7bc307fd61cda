package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpProtocol;

/**
 * Originator, state and packets of the connections that Zeek's own tests expect. Where we differ, the table of flows.md says so and why;
 * a row there that no longer holds fails too.
 */
class ZeekBaselineTest {
    /** Encapsulations without ports, which Zeek logs no connection for. */
    private static final List<Integer> CARRIERS = List.of(4, 41, 47, 97);

    static Stream<Path> baselines() throws IOException {
        try (Stream<Path> files = Files.list(Corpus.captures().resolve("zeek"))) {
            return files.filter(file -> file.toString().endsWith(".conn.json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void shouldAgreeWithZeek(Path baseline) throws IOException {
        Map<?, ?> expected = parse(baseline);
        Path capture = baseline.resolveSibling((String) expected.get("file"));
        Map<String, String> zeek = zeek((List<?>) expected.get("connections"));
        Map<String, String> ours = ours(capture);
        Map<String, String> differences = new TreeMap<>();
        zeek.forEach((key, connections) -> {
            String flows = ours.getOrDefault(key, "none");
            if (!flows.equals(connections)) {
                differences.put(key, "| `" + connections + "` | `" + flows + "` |");
            }
        });
        ours.forEach((key, flows) -> {
            if (!zeek.containsKey(key)) {
                differences.put(key, "| `none` | `" + flows + "` |");
            }
        });
        String name = capture.getFileName().toString();
        assertEquals(listed(name), List.copyOf(differences.values()), name);
    }

    @Test
    void shouldCompareEveryBaseline() throws IOException {
        assertEquals(56, baselines().count());
    }

    /** Rows of the table of flows.md about a capture, up to the verdict. */
    private static List<String> listed(String capture) throws IOException {
        String start = "| " + capture + " ";
        return Files.readAllLines(Corpus.root().resolve("src/site/markdown/flows.md")).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', line.indexOf('|') + 1) + 1) + 1))
                .toList();
    }

    private static Map<?, ?> parse(Path file) throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
    }

    private static Map<String, String> zeek(List<?> connections) {
        Map<String, List<String>> found = new TreeMap<>();
        for (Object each : connections) {
            Map<?, ?> connection = (Map<?, ?>) each;
            Integer number = (Integer) connection.get("ip_proto");
            int protocol = number != null
                    ? number
                    : IpProtocol.parse((String) connection.get("proto")).orElseThrow();
            String originator = endpoint(connection, "id.orig_h", "id.orig_p", protocol);
            String responder = endpoint(connection, "id.resp_h", "id.resp_p", protocol);
            int type = IpProtocol.isIcmp(protocol)
                    ? IcmpExchange.request(protocol, (Integer) connection.get("id.orig_p"))
                    : 0;
            found.computeIfAbsent(key(protocol, originator, responder, type), k -> new ArrayList<>())
                    .add("%s > %s %s %s/%s"
                            .formatted(
                                    originator,
                                    responder,
                                    connection.get("conn_state"),
                                    connection.get("orig_pkts"),
                                    connection.get("resp_pkts")));
        }
        return joined(found);
    }

    private static String endpoint(Map<?, ?> connection, String host, String port, int protocol) {
        String address = (String) connection.get(host);
        return hasPorts(protocol) ? address + ":" + connection.get(port) : address;
    }

    private static Map<String, String> ours(Path capture) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        FlowMeter meter =
                new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false);
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            OrientedFlows flows = meter.observe(source).orient(DirectionHint.NONE);
            FlowView flow = new FlowView();
            for (int i = 0; i < flows.size(); i++) {
                flows.view(i, flow);
                if (CARRIERS.contains(flow.protocol())) {
                    continue;
                }
                boolean ports = hasPorts(flow.protocol());
                String client = flow.client() + (ports ? ":" + flow.clientPort() : "");
                String server = flow.server() + (ports ? ":" + flow.serverPort() : "");
                int type = IpProtocol.isIcmp(flow.protocol()) ? flow.serverPort() : 0;
                found.computeIfAbsent(key(flow.protocol(), client, server, type), k -> new ArrayList<>())
                        .add("%s > %s %s %d/%d"
                                .formatted(
                                        client, server, flow.connState(), flow.clientPackets(), flow.serverPackets()));
            }
        }
        return joined(found);
    }

    private static boolean hasPorts(int protocol) {
        return protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
    }

    private static String key(int protocol, String one, String other, int type) {
        boolean inOrder = one.compareTo(other) <= 0;
        return protocol + " " + (inOrder ? one + " " + other : other + " " + one) + " " + type;
    }

    private static Map<String, String> joined(Map<String, List<String>> found) {
        Map<String, String> joined = new TreeMap<>();
        found.forEach((key, all) ->
                joined.put(key, String.join("; ", all.stream().sorted().toList())));
        return joined;
    }
}
