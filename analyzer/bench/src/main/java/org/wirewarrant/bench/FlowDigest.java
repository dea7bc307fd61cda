package org.wirewarrant.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.OrientedFlows;
import org.wirewarrant.wire.IpAddress;

/**
 * Prints packets, 5-tuples and the digest of a capture's TCP and UDP flows, as the C reference does: the sum over 5-tuples of a mix of
 * the key, the packets and the payload bytes, which does not depend on their order.
 */
public final class FlowDigest {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private long digest;
    private long flows;
    private long high;
    private long low;
    private long packets;
    private long payload;

    private FlowDigest() {}

    /**
     * Reads a capture.
     *
     * @param args the file, and how many threads (2)
     */
    public static void main(String[] args) throws IOException {
        Observation observation = Observations.of(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 2);
        FlowDigest sum = new FlowDigest();
        sum.add(observation.orient((a, portA, b, portB, protocol) -> 0));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "{\"packets\":%d,\"ip_packets\":%d,\"flows\":%d,\"digest\":\"%016x\"}%n",
                observation.frames().offered(), observation.frames().inFlows(), sum.flows, sum.digest);
    }

    /** Flows of one 5-tuple follow each other, and are one here. */
    private void add(OrientedFlows oriented) {
        FlowView view = new FlowView();
        for (int i = 0; i < oriented.size(); i++) {
            oriented.view(i, view);
            if (view.protocol() == TCP || view.protocol() == UDP) {
                add(view);
            }
        }
        end();
    }

    private void add(FlowView view) {
        IpAddress client = view.client();
        IpAddress server = view.server();
        int order = client.compareTo(server);
        boolean clientFirst = order != 0 ? order < 0 : view.clientPort() <= view.serverPort();
        IpAddress a = clientFirst ? client : server;
        IpAddress b = clientFirst ? server : client;
        long portA = clientFirst ? view.clientPort() : view.serverPort();
        long portB = clientFirst ? view.serverPort() : view.clientPort();
        long foldA = a.high() ^ (a.low() * 3) ^ (portA << 48 | portB << 32);
        long foldB = b.high() ^ (b.low() * 3) ^ ((long) view.protocol() << 56);
        if (packets == 0 || foldA != high || foldB != low) {
            end();
            high = foldA;
            low = foldB;
        }
        packets += view.clientPackets() + view.serverPackets();
        payload += view.payloadBytes();
    }

    private void end() {
        if (packets > 0) {
            flows++;
            digest += mix(mix(mix(mix(high) ^ low) ^ packets) ^ payload);
        }
        packets = 0;
        payload = 0;
    }

    /** The finalizer of splitmix64. */
    private static long mix(long value) {
        long x = value;
        x ^= x >>> 30;
        x *= 0xbf58476d1ce4e5b9L;
        x ^= x >>> 27;
        x *= 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
