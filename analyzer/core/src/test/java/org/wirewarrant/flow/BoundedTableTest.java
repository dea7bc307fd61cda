package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A full table hands flows on and loses no packet. */
class BoundedTableTest {
    private static final int MAX_FLOWS = 1024;

    private final Trace trace = new Trace();

    private static long sum(OrientedFlows flows, ToLongFunction<FlowView> of) {
        long sum = 0;
        FlowView view = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            sum += of.applyAsLong(flows.view(i, view));
        }
        return sum;
    }

    private static long partialRecords(Observation observation) {
        return observation.quality(OptionalLong.empty(), 0).partialRecords();
    }

    /** Conversations that stand for more than one flow. */
    private static List<String> crowds(OrientedFlows flows) {
        Conversations conversations = flows.conversations();
        return IntStream.range(0, conversations.size())
                .mapToObj(conversations::conversation)
                .filter(conversation -> conversation.flows() > 1)
                .map(conversation ->
                        conversation.client() + " > " + conversation.server() + ":" + conversation.serverPort() + " "
                                + conversation.orientation().keyword())
                .toList();
    }

    private static String address(int number) {
        return "203." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    @Test
    void shouldAddUpAFloodFromForgedSources() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            trace.add(Packet.tcp(address(random.nextInt()) + ":" + (1024 + i), "10.0.0.1:443", Packet.SYN, i, 0));
        }
        Observation observation = trace.observeWithin(MAX_FLOWS);
        OrientedFlows flows = observation.orient(DirectionHint.NONE);
        assertEquals(20_000, observation.flowCount());
        assertEquals(20_000, sum(flows, FlowView::flows));
        assertEquals(20_000, sum(flows, FlowView::clientPackets));
        assertEquals(20_000 * 40, sum(flows, FlowView::clientBytes));
        assertEquals(0, sum(flows, flow -> flow.answered() ? 1 : 0));
        assertTrue(flows.size() <= MAX_FLOWS, () -> flows.size() + " rows");
        assertEquals(List.of("0.0.0.0 > 10.0.0.1:443 syn"), crowds(flows));
        assertTrue(partialRecords(observation) > 10_000);
    }

    @Test
    void shouldKeepTheClientOfASweep() {
        for (int i = 0; i < 5_000; i++) {
            trace.add(Packet.tcp("10.0.0.9:" + (1024 + i), address(i) + ":22", Packet.SYN, i, 0));
        }
        OrientedFlows flows = trace.observeWithin(MAX_FLOWS).orient(DirectionHint.NONE);
        assertEquals(List.of("10.0.0.9 > 0.0.0.0:22 syn"), crowds(flows));
        assertEquals(5_000, sum(flows, FlowView::flows));
    }

    @Test
    void shouldKeepBothEndsOfAPortScan() {
        for (int i = 0; i < 5_000; i++) {
            trace.add(
                    Packet.tcp("10.0.0.9:40000", "10.0.0.1:" + (1 + i), Packet.SYN, i, 0),
                    Packet.tcp("10.0.0.1:" + (1 + i), "10.0.0.9:40000", Packet.RST | Packet.ACK, 0, i + 1));
        }
        OrientedFlows flows = trace.observeWithin(MAX_FLOWS).orient(DirectionHint.NONE);
        assertEquals(List.of("10.0.0.9 > 10.0.0.1:0 syn"), crowds(flows));
        assertEquals(5_000, sum(flows, flow -> flow.refused() ? flow.flows() : 0));
        assertEquals(5_000, sum(flows, flow -> flow.connState() == ConnState.REJ ? flow.flows() : 0));
    }

    @Test
    void shouldBoundEvenWhatHasNothingInCommon() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            String client = address(random.nextInt()) + ":" + (1024 + random.nextInt(60_000));
            trace.add(Packet.tcp(
                    client, address(random.nextInt()) + ":" + (1 + random.nextInt(60_000)), Packet.SYN, i, 0));
        }
        OrientedFlows flows = trace.observeWithin(MAX_FLOWS).orient(DirectionHint.NONE);
        assertTrue(flows.size() <= MAX_FLOWS, () -> flows.size() + " rows");
        assertEquals(20_000, sum(flows, FlowView::flows));
    }

    @Test
    void shouldHandOnWhatIsOverAndKeepWhatGoesOn() {
        TcpDialog longLived = trace.tcp("10.0.0.9:40000", "10.0.0.1:22").handshake();
        for (int i = 0; i < 3_000; i++) {
            trace.tcp("10.0.0.8:" + (1024 + i), "10.0.0.1:443")
                    .handshake()
                    .data(100)
                    .close();
            trace.pause(100);
        }
        longLived.data(10).serverData(10).close();
        Observation observation = trace.observeWithin(MAX_FLOWS);
        OrientedFlows flows = observation.orient(DirectionHint.NONE);
        assertEquals(0, partialRecords(observation));
        assertTrue(Trace.lines(flows).contains("tcp 10.0.0.9:40000 > 10.0.0.1:22 SF syn 5/3 answered"));
        assertEquals(3_001, sum(flows, flow -> flow.connState() == ConnState.SF ? flow.flows() : 0));
        assertEquals(trace.observe().quality(OptionalLong.empty(), 0), observation.quality(OptionalLong.empty(), 0));
        Conversations conversations = flows.conversations();
        assertEquals(2, conversations.size());
        assertEquals(3_000, conversations.conversation(0).answeredFlows());
        assertEquals(-1, conversations.conversation(0).reversePort());
    }

    @Test
    void shouldCutWhatWasSilentTheLongestWhenNothingIsOver() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_500; i++) {
                trace.add(Packet.udp("10.0.0.9:" + (1024 + i), "10.0.0.1:53", 20));
            }
        }
        Observation observation = trace.observeWithin(MAX_FLOWS);
        OrientedFlows flows = observation.orient(DirectionHint.NONE);
        assertEquals(3_000, sum(flows, FlowView::clientPackets));
        assertTrue(partialRecords(observation) > 0);
    }

    @Test
    void shouldRefuseATableThatIsTooSmall() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> trace.observeWithin(1023));
        assertEquals("at least 1024 flows must be kept apart, not 1023", refusal.getMessage());
    }

    @Property(tries = 50)
    void shouldLoseNoPacketWhateverTheSizeOfTheTable(
            @ForAll Random random, @ForAll @IntRange(min = 1024, max = 2000) int max) {
        Trace mixed = new Trace();
        for (int i = 0; i < 6_000; i++) {
            String client = "10.0.0." + random.nextInt(4) + ":" + (40_000 + random.nextInt(1_000));
            String server = "10.0.1." + random.nextInt(4) + ":" + (80 + random.nextInt(4));
            boolean back = random.nextInt(3) == 0;
            mixed.add(
                    random.nextBoolean()
                            ? Packet.udp(back ? server : client, back ? client : server, random.nextInt(50))
                            : Packet.tcp(
                                    back ? server : client,
                                    back ? client : server,
                                    random.nextInt(32),
                                    random.nextInt(3),
                                    random.nextInt(3),
                                    new byte[random.nextInt(50)]));
            mixed.pause(random.nextInt(20) == 0 ? random.nextInt(300_000) : 0);
        }
        Observation bounded = mixed.observeWithin(max);
        OrientedFlows whole = mixed.observe().orient(DirectionHint.NONE);
        OrientedFlows flows = bounded.orient(DirectionHint.NONE);
        assertTrue(flows.size() <= max, () -> flows.size() + " rows");
        assertEquals(mixed.observe().frames(), bounded.frames());
        assertEquals(totals(whole), totals(flows));
        assertEquals(bounded.flowCount(), sum(flows, FlowView::flows));
    }

    private static List<Long> totals(OrientedFlows flows) {
        return Arrays.asList(
                sum(flows, flow -> flow.clientPackets() + flow.serverPackets()),
                sum(flows, flow -> flow.clientBytes() + flow.serverBytes()),
                sum(flows, FlowView::payloadBytes));
    }
}
