package org.wirewarrant.flow;

/** Observations from words, for tests of what comes after flows. */
public final class Observed {
    private Observed() {}

    /**
     * What a capture of these conversations yields, a millisecond between packets from 2023-11-14T22:13:20Z on.
     *
     * @param lines {@code tcp|udp CLIENT:PORT SERVER:PORT ok|refused|silent|one-way}
     */
    public static Observation of(String... lines) {
        return trace(lines).observe();
    }

    /** As {@link #of}, with a table of so many flows. */
    public static Observation within(int maxFlows, String... lines) {
        return trace(lines).observeWithin(maxFlows);
    }

    private static Trace trace(String... lines) {
        Trace trace = new Trace();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("tcp")) {
                tcp(trace.tcp(words[1], words[2]), words[3]);
            } else {
                udp(trace, words[1], words[2], words[3]);
            }
        }
        return trace;
    }

    private static void tcp(TcpDialog dialog, String outcome) {
        switch (outcome) {
            case "ok" -> dialog.handshake().data(10).serverData(20).close();
            case "refused" -> dialog.syn().serverRst();
            case "silent" -> dialog.syn();
            case "one-way" -> dialog.syn().numbers(1001, 500_001).ack().data(10);
            default -> throw new IllegalArgumentException(outcome);
        }
    }

    private static void udp(Trace trace, String client, String server, String outcome) {
        Packet request = Packet.udp(client, server, 30);
        trace.add(request);
        switch (outcome) {
            case "ok" -> trace.add(Packet.udp(server, client, 60));
            case "refused" -> trace.add(Packet.error(server.substring(0, server.lastIndexOf(':')), 3, 3, request));
            case "silent" -> {}
            default -> throw new IllegalArgumentException(outcome);
        }
    }
}
