package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
}
