package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.HeaderDecoder;

class FirstPacketsTest {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final FirstPackets first = new FirstPackets(new HeaderDecoder(), 3);

    @Test
    void shouldCountBothDirectionsAndAllFlowsOfAConversationTogether() {
        assertEquals(
                List.of(1, 2, 3, 1, 0, 2),
                numbers(
                        Packet.udp("10.0.0.9:40000", "10.0.0.1:53", 8),
                        Packet.udp("10.0.0.1:53", "10.0.0.9:40000", 8),
                        Packet.udp("10.0.0.9:40001", "10.0.0.1:53", 8),
                        Packet.udp("10.0.0.8:40001", "10.0.0.1:53", 8),
                        Packet.udp("10.0.0.9:40002", "10.0.0.1:53", 8),
                        Packet.udp("10.0.0.1:53", "10.0.0.8:40001", 8)));
    }

    @Test
    void shouldTakeTheWordOfASynForTheServer() {
        assertEquals(
                List.of(1, 2, 1, 2, 1, 2),
                numbers(
                        Packet.tcp("10.0.0.9:20", "10.0.0.1:5000", SYN, 1, 0),
                        Packet.tcp("10.0.0.1:5000", "10.0.0.9:20", SYN | ACK, 1, 2),
                        Packet.tcp("10.0.0.9:20", "10.0.0.1:5001", SYN, 1, 0),
                        Packet.tcp("10.0.0.9:21", "10.0.0.1:5001", SYN, 1, 0),
                        Packet.tcp("10.0.0.1:20", "10.0.0.9:5001", SYN, 1, 0),
                        Packet.tcp("10.0.0.1:5000", "10.0.0.9:5001", SYN, 1, 0)));
    }

    @Test
    void shouldTellPeersOfOnePortAndPingsOfTwoHostsApart() {
        assertEquals(
                List.of(1, 2, 1, 2, 1),
                numbers(
                        Packet.udp("10.0.0.9:123", "10.0.0.1:123", 8),
                        Packet.udp("10.0.0.1:123", "10.0.0.9:123", 8),
                        Packet.echo("10.0.0.9:0", "10.0.0.1:0", false, 1),
                        Packet.echo("10.0.0.1:0", "10.0.0.9:0", true, 1),
                        Packet.echo("10.0.0.1:0", "10.0.0.9:0", false, 1)));
    }

    @Test
    void shouldKeepTheErrorsAboutManyPortsApart() {
        assertEquals(
                List.of(1, 2, 3, 1),
                numbers(
                        Packet.error("10.0.0.1:0", 3, 3, Packet.udp("10.0.0.9:40000", "10.0.0.1:53", 8)),
                        Packet.error("10.0.0.1:0", 3, 3, Packet.udp("10.0.0.9:40001", "10.0.0.1:53", 8)),
                        Packet.error("10.0.0.1:0", 3, 3, Packet.udp("10.0.0.9:40001", "10.0.0.1:53", 8)),
                        Packet.error("10.0.0.1:0", 3, 3, Packet.udp("10.0.0.9:40001", "10.0.0.1:54", 8))));
    }

    @Test
    void shouldGoOnWhereAnEarlierRunWas() {
        Packet packet = Packet.udp("10.0.0.9:40000", "10.0.0.1:53", 8);
        assertEquals(List.of(1), numbers(packet));
        FirstPackets later = new FirstPackets(new HeaderDecoder(), 3);
        later.resume(first.conversation(), 2);
        assertEquals(3, later.count(frame(packet.frame())));
        assertEquals(0, later.count(frame(packet.frame())));
    }

    @Test
    void shouldLetGoWhatIsNoPacket() {
        assertEquals(0, first.count(frame(new byte[60])));
    }

    private List<Integer> numbers(Packet... packets) {
        return Stream.of(packets)
                .map(packet -> first.count(frame(packet.frame())))
                .toList();
    }

    private static Frame frame(byte[] bytes) {
        Frame frame = new Frame();
        frame.wrap(bytes, 0, bytes.length, bytes.length, 0, LinkTypes.ETHERNET, 1);
        return frame;
    }
}
