package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirewarrant.flow.Packet.ACK;
import static org.wirewarrant.flow.Packet.SYN;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

class ConversationTracerTest {
    private final ConversationTracer tracer = new ConversationTracer(new HeaderDecoder());

    @Test
    void shouldFindBothDirectionsAndNothingElse() {
        look(7, "10.0.0.9", "10.0.0.1", IpProtocol.TCP, 443, 0, 100);

        assertEquals(List.of(7), at(1, Packet.tcp("10.0.0.9:40000", "10.0.0.1:443", SYN, 1, 0)));
        assertEquals(List.of(7), at(2, Packet.tcp("10.0.0.1:443", "10.0.0.9:40000", SYN | ACK, 1, 2)));
        assertEquals(List.of(), at(3, Packet.tcp("10.0.0.9:443", "10.0.0.1:40000", SYN, 1, 0)));
        assertEquals(List.of(), at(4, Packet.tcp("10.0.0.9:40000", "10.0.0.1:444", SYN, 1, 0)));
        assertEquals(List.of(), at(5, Packet.udp("10.0.0.9:40000", "10.0.0.1:443", 8)));
        assertEquals(List.of(), at(6, Packet.tcp("10.0.0.8:40000", "10.0.0.1:443", SYN, 1, 0)));
    }

    @Test
    void shouldKeepToTheTimeOfTheConversation() {
        look(1, "10.0.0.9", "10.0.0.1", IpProtocol.UDP, 53, 10, 20);
        Packet packet = Packet.udp("10.0.0.9:40000", "10.0.0.1:53", 8);

        assertEquals(List.of(), at(9, packet));
        assertEquals(List.of(1), at(10, packet));
        assertEquals(List.of(1), at(20, packet));
        assertEquals(List.of(), at(21, packet));
    }

    @Test
    void shouldFindFragmentsErrorsEchoesAndWhatATunnelCarries() {
        look(1, "10.0.0.9", "10.0.0.1", IpProtocol.UDP, 2049, 0, 100);
        look(2, "10.0.0.9", "10.0.0.1", IpProtocol.ICMP, 8, 0, 100);
        Packet request = Packet.udp("10.0.0.9:40000", "10.0.0.1:2049", 64).id(3);
        List<Packet> pieces = request.fragments(32);

        assertEquals(List.of(1), at(1, pieces.get(0)));
        assertEquals(List.of(1), at(2, pieces.get(1)));
        assertEquals(List.of(), at(3, request.id(4).fragments(32).get(1)));
        assertEquals(List.of(1), at(200, Packet.error("10.0.0.254", 3, 3, request)));
        assertEquals(List.of(2), at(5, Packet.echo("10.0.0.9", "10.0.0.1", false, 1)));
        assertEquals(List.of(2), at(6, Packet.echo("10.0.0.1", "10.0.0.9", true, 1)));
        assertEquals(List.of(), at(7, Packet.echo("10.0.0.1", "10.0.0.9", false, 1)));
        assertEquals(
                List.of(1), at(8, Packet.udp("10.0.0.9:1", "10.0.0.1:2049", 8).insideGre("1.1.1.1", "2.2.2.2")));
    }

    @Test
    void shouldTellEveryFindingThatAConversationBelongsTo() {
        look(1, "10.0.0.9", "10.0.0.1", IpProtocol.UDP, 123, 0, 100);
        look(2, "10.0.0.9", "10.0.0.1", IpProtocol.UDP, 123, 0, 100);

        assertEquals(List.of(1, 2), at(1, Packet.udp("10.0.0.9:123", "10.0.0.1:123", 48)));
    }

    private void look(int id, String client, String server, int protocol, int port, long first, long last) {
        tracer.add(
                id,
                IpAddress.parse(client),
                IpAddress.parse(server),
                protocol,
                port,
                first * Trace.MILLISECOND,
                last * Trace.MILLISECOND);
    }

    private List<Integer> at(long millisecond, Packet packet) {
        byte[] bytes = packet.frame();
        Frame frame = new Frame();
        frame.wrap(
                bytes, 0, bytes.length, bytes.length, millisecond * Trace.MILLISECOND, LinkTypes.ETHERNET, millisecond);
        List<Integer> found = new ArrayList<>();
        tracer.trace(frame, found::add);
        return found;
    }
}
