package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.HeaderDecoder;

class FirstPacketsTest {
    private final FirstPackets first = new FirstPackets(new HeaderDecoder(), 2);

    @Test
    void shouldCountBothDirectionsOfAFlowTogetherAndFlowsApart() {
        Packet request = Packet.udp("10.0.0.9:40000", "10.0.0.1:53", 8);
        Packet response = Packet.udp("10.0.0.1:53", "10.0.0.9:40000", 8);
        Packet other = Packet.udp("10.0.0.9:40001", "10.0.0.1:53", 8);

        assertEquals(
                List.of(true, true, false, true, false),
                Stream.of(request, response, request, other, response)
                        .map(packet -> isFirst(packet.frame()))
                        .toList());
    }

    @Test
    void shouldLetGoWhatIsNoPacket() {
        assertFalse(isFirst(new byte[60]));
    }

    private boolean isFirst(byte[] bytes) {
        Frame frame = new Frame();
        frame.wrap(bytes, 0, bytes.length, bytes.length, 0, LinkTypes.ETHERNET, 1);
        return first.isFirst(frame);
    }
}
