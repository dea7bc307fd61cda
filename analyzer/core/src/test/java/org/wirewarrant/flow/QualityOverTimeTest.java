package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where in time a capture lacks something. */
class QualityOverTimeTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<String> of(Observation observation, int seconds) {
        return of(observation, SECOND, seconds);
    }

    private static List<String> of(Observation observation, long width, int buckets) {
        List<String> lines = new ArrayList<>();
        Map<QualityMeasure, long[]> series = observation.qualityOver(new TimeGrid(Trace.START, width, buckets));
        series.forEach((measure, amounts) -> {
            if (Arrays.stream(amounts).anyMatch(amount -> amount != 0)) {
                lines.add(measure.keyword() + " " + Arrays.toString(amounts));
            }
        });
        return lines;
    }

    @Test
    void shouldTellWhenPayloadWasMissing() {
        Trace trace = new Trace();
        trace.tcp("10.0.0.9:40000", "10.0.0.1:443")
                .handshake()
                .data(100)
                .serverData(50)
                .close();
        trace.pause(2000);
        TcpDialog lossy =
                trace.tcp("10.0.0.9:40001", "10.0.0.1:443").handshake().data(100);
        // 700 bytes that the capture never showed, and that the server acknowledges.
        lossy.numbers(1000 + 1 + 100 + 700, 500_001).serverAck();
        assertEquals(
                List.of(
                        "packets [8, 0, 5]",
                        "acked_bytes [150, 0, 800]",
                        "lost_bytes [0, 0, 700]",
                        "tcp_flows [1, 0, 1]"),
                of(trace.observe(), 3));
    }

    @Test
    void shouldTellWhenOneDirectionWasMissing() {
        Trace trace = new Trace();
        trace.pause(1000);
        trace.tcp("10.0.0.9:40000", "10.0.0.1:443")
                .syn()
                .numbers(1001, 500_001)
                .ack()
                .data(10);
        assertEquals(
                List.of("packets [0, 3]", "tcp_flows [0, 1]", "one_sided_tcp_flows [0, 1]"), of(trace.observe(), 2));
    }

    @Test
    void shouldTellWhenFramesWereNotDecodedOrRepeated() {
        Trace trace = new Trace();
        trace.addFrame(new byte[9]).pause(1500).addFrame(new byte[9]).addFrame(new byte[13]);
        Packet packet = Packet.udp("10.0.0.1:5000", "10.1.0.1:53", 9);
        trace.add(packet, packet);
        assertEquals(List.of("packets [0, 2]", "undecoded [1, 2]", "duplicates [0, 1]"), of(trace.observe(), 2));
    }

    @Test
    void shouldPlaceFlowsThatWereHandedOnWhenTheyWereLastSeen() {
        Trace trace = new Trace();
        for (int i = 0; i < 3000; i++) {
            String client = "10.0.%d.%d:40000".formatted(i >> 8, i & 255);
            trace.tcp(client, "10.1.0.1:443").syn().numbers(1001, 500_001).ack().data(10);
            // Each thousand in a second of its own, away from its ends, because kept times are rounded.
            trace.pause(i % 1000 == 999 ? 7000 : i == 0 ? 100 : 0);
        }
        Observation bounded = trace.observeWithin(FlowMeter.MIN_FLOWS);
        assertTrue(bounded.quality(OptionalLong.empty(), 0).partialRecords() > 0);
        List<String> expected = List.of("tcp_flows [1000, 1000, 1000]", "one_sided_tcp_flows [1000, 1000, 1000]");
        for (Observation observation :
                List.of(trace.observe(), bounded, trace.observe().compact(FlowMeter.MIN_FLOWS))) {
            List<String> lines = of(observation, 10 * SECOND, 3);
            assertEquals(expected, lines.subList(1, lines.size()));
        }
    }
}
