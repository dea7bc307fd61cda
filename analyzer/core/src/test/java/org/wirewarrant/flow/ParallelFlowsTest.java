package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orientation and conversations on several threads, against one. */
class ParallelFlowsTest {
    private static final int FLOWS = 20_000;

    /** Few hosts and ports, so that endpoints have many peers and conversations many flows; most directions are open. */
    private static Observation observe() {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            String client = random.nextInt(10) == 0
                    ? "[fd00::" + (1 + random.nextInt(9)) + "]"
                    : "10.0.0." + (1 + random.nextInt(40));
            String server = client.startsWith("[") ? "[fd00::ff]" : "10.0.1." + (1 + random.nextInt(20));
            String outcome = random.nextBoolean() ? "ok" : "silent";
            lines.add((random.nextInt(4) == 0 ? "tcp " : "udp ") + client + ":" + (1024 + random.nextInt(60_000)) + " "
                    + server + ":" + (7000 + random.nextInt(30)) + " " + outcome);
        }
        return Observed.of(lines.toArray(String[]::new));
    }

    private static List<Conversation> conversations(OrientedFlows flows, int threads) {
        Conversations conversations = flows.conversations(threads);
        return IntStream.range(0, conversations.size())
                .mapToObj(conversations::conversation)
                .toList();
    }

    private static List<String> flowsOf(OrientedFlows flows, int threads) {
        Conversations conversations = flows.conversations(threads);
        List<String> chains = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            StringBuilder chain = new StringBuilder();
            for (int flow = conversations.firstFlow(i); flow >= 0; flow = conversations.nextFlow(flow)) {
                chain.append(flow)
                        .append(' ')
                        .append(conversations.ofFlow(flow))
                        .append(' ');
            }
            chains.add(chain.toString());
        }
        return chains;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldGiveWhatOneThreadGives(int threads) {
        OrientedFlows one = observe().orient((a, portA, b, portB, protocol) -> 0);
        OrientedFlows several = observe().orient((a, portA, b, portB, protocol) -> 0, threads);

        assertEquals(conversations(one, 1), conversations(several, threads));
        assertEquals(flowsOf(one, 1), flowsOf(several, threads));
    }

    @Test
    void shouldOrderConversationsByClientServerProtocolAndPort() {
        List<Conversation> found = conversations(observe().orient(DirectionHint.NONE), 2);

        assertEquals(
                found.stream()
                        .sorted(Comparator.comparing(Conversation::client)
                                .thenComparing(Conversation::server)
                                .thenComparing(Conversation::protocol)
                                .thenComparing(Conversation::serverPort))
                        .toList(),
                found);
    }

    /** An endpoint that the filter lets pass has its exact count; any other one has a single peer at most. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldCountPeersExactlyWhereThereAreSeveral(int threads) {
        FlowList flows = observe().flows();
        Random random = new Random(11);
        byte[] decisions = new byte[flows.count()];
        Map<Long, Integer> exact = new HashMap<>();
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = random.nextInt(3) == 0 ? Decision.of(Orientation.SYN, false) : PacketEvidence.OPEN;
            if (decisions[i] < 0) {
                exact.merge(endpoint(flows, i, false), weight(flows, i, false), Integer::sum);
                exact.merge(endpoint(flows, i, true), weight(flows, i, true), Integer::sum);
            }
        }
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] >= 0) {
                exact.computeIfPresent(endpoint(flows, i, true), (end, count) -> count + PeerTable.FEW);
            }
        }

        PeerTable peers = new PeerTable(flows, decisions, exact.size(), threads);

        exact.replaceAll((end, count) -> count > 1 ? count : 0);
        Map<Long, Integer> counted = new HashMap<>();
        exact.forEach((end, count) -> counted.put(end, count > 1 ? peers.get(end) : Math.max(0, peers.get(end) - 1)));
        assertEquals(exact, counted);
    }

    private static long endpoint(FlowList flows, int flow, boolean b) {
        return FlowRecords.endpoint(flows.page(flow), flows.base(flow), b);
    }

    private static int weight(FlowList flows, int flow, boolean b) {
        long[] page = flows.page(flow);
        int base = flows.base(flow);
        boolean connected = Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]));
        return flows.earlier(flow) >= 0 ? 0 : connected || PacketEvidence.isFirstFromB(page, base) != b ? 1 : 0;
    }
}
