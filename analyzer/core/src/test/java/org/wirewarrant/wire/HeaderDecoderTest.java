package org.wirewarrant.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirewarrant.wire.Packets.bytes;
import static org.wirewarrant.wire.Packets.cat;
import static org.wirewarrant.wire.Packets.ethernet;
import static org.wirewarrant.wire.Packets.hex;
import static org.wirewarrant.wire.Packets.ipv4;
import static org.wirewarrant.wire.Packets.ipv6;
import static org.wirewarrant.wire.Packets.tcp;
import static org.wirewarrant.wire.Packets.udp4;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.capture.LinkTypes;

class HeaderDecoderTest {
    static List<LayerCases.Case> cases() {
        return LayerCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecodeEveryLayer(LayerCases.Case frame) {
        assertEquals(frame.expected, Layers.of(frame.linkType, frame.frame));
    }

    @Test
    void shouldTellSnappedFromMalformed() {
        byte[] whole = ethernet(LayerCases.V4);
        assertEquals("SNAPPED", Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 10), whole.length));
        assertEquals("SNAPPED", Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 30), whole.length));
        assertEquals("SNAPPED", Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 37), whole.length));
        assertEquals("MALFORMED", Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 30)));
        assertEquals("MALFORMED", Layers.of(LinkTypes.ETHERNET, bytes(1, 2, 3)));
    }

    @Test
    void shouldKeepPortsOfATransportHeaderThatIsCut() {
        byte[] whole = ethernet(LayerCases.V4);
        assertEquals(
                "192.168.1.1:4000>192.168.1.2:5000 p6 len 43 payload 3 captured 0 | SNAPPED",
                Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 38), whole.length));
        assertEquals(
                "192.168.1.1:4000>192.168.1.2:5000 p6 flags 18 len 43 payload 3 captured 0 | SNAPPED",
                Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 48), whole.length));
        assertEquals(
                "192.168.1.1:4000>192.168.1.2:5000 p6 flags 18 len 43 payload 3 captured 1",
                Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 55), whole.length));
    }

    @Test
    void shouldKeepTheCarrierOfWhatCannotBeRead() {
        byte[] whole =
                ethernet(udp4("10.0.0.1", 1, "10.0.0.2", 4789, cat(hex("08000000 00002a00"), ethernet(LayerCases.V4))));
        String carrier = "10.0.0.1:1>10.0.0.2:4789 p17 len 93 payload 65";
        assertEquals(
                carrier + " captured 20 | SNAPPED",
                Layers.of(LinkTypes.ETHERNET, Arrays.copyOf(whole, 62), whole.length));
        byte[] lying = whole.clone();
        lying[64] = 0x41;
        assertEquals(carrier + " | MALFORMED", Layers.of(LinkTypes.ETHERNET, lying));
    }

    @Test
    void shouldRefuseHeadersThatLie() {
        byte[] shortHeader = ethernet(LayerCases.V4);
        shortHeader[14] = 0x44;
        assertEquals("MALFORMED", Layers.of(LinkTypes.ETHERNET, shortHeader));
        byte[] shortTotal = ethernet(LayerCases.V4);
        shortTotal[17] = 19;
        assertEquals("MALFORMED", Layers.of(LinkTypes.ETHERNET, shortTotal));
        byte[] tcpHeader = ethernet(LayerCases.V4);
        tcpHeader[46] = 0x40;
        assertEquals(
                "192.168.1.1:4000>192.168.1.2:5000 p6 len 43 payload 3 | MALFORMED",
                Layers.of(LinkTypes.ETHERNET, tcpHeader));
    }

    @Test
    void shouldTakePayloadLengthFromIpAndNotFromTheFrame() {
        byte[] padded = cat(ethernet(ipv4("10.0.0.1", "10.0.0.2", 6, tcp(1, 2, 0x10, bytes()))), new byte[6]);
        assertEquals("10.0.0.1:1>10.0.0.2:2 p6 flags 10 len 40 payload 0", Layers.of(LinkTypes.ETHERNET, padded));
    }

    @Test
    void shouldStopAtTooManyLayers() {
        byte[] packet = LayerCases.V4;
        for (int i = 0; i < 9; i++) {
            packet = ipv4("10.0.0.1", "10.0.0.2", 4, packet);
        }
        Headers headers = Layers.decode(new HeaderDecoder(), LinkTypes.RAW, packet, packet.length);
        assertEquals(Headers.MAX_LAYERS, headers.count());
        assertEquals(DecodeStop.TOO_DEEP, headers.stop());
    }

    @Test
    void shouldStopAtEndlessTags() {
        byte[] tags = new byte[4000];
        for (int i = 0; i < tags.length; i += 4) {
            tags[i + 2] = (byte) 0x81;
        }
        assertEquals("TOO_DEEP", Layers.of(LinkTypes.ETHERNET, ethernet(0x8100, tags)));
    }

    @Test
    void shouldDropTheCarrierOfAMirror() {
        byte[] mirrored = ethernet(udp4(
                "10.0.0.1",
                1,
                "10.0.0.2",
                4789,
                cat(hex("08000000 00002a00"), ethernet(ipv4("10.1.0.1", "10.1.0.2", 41, LayerCases.V6)))));
        assertEquals(
                "10.1.0.1>10.1.0.2 p41 len 83 payload 63 | 6in4 " + LayerCases.V6_LINE,
                Layers.stripped(EnumSet.of(Encapsulation.VXLAN), LinkTypes.ETHERNET, mirrored));
        byte[] arp = ethernet(ipv4("10.0.0.1", "10.0.0.2", 47, cat(hex("0000 88be"), ethernet(0x0806, new byte[28]))));
        assertEquals("NOT_IP 0x0806", Layers.stripped(EnumSet.of(Encapsulation.ERSPAN), LinkTypes.ETHERNET, arp));
    }

    @Test
    void shouldNotReadQuotedDatagramsAsLayers() {
        byte[] error = ipv6("fe80::1", "fe80::2", 58, cat(hex("0104 0000 00000000"), LayerCases.V6));
        Headers headers = Layers.decode(new HeaderDecoder(), LinkTypes.RAW, error, error.length);
        assertEquals(1, headers.count());
    }

    @Test
    void shouldPointAtTheTransportHeaderOfEveryProtocol() {
        for (int protocol : new int[] {1, 6, 17, 33, 132, 253}) {
            byte[] packet = ipv4("10.0.0.1", "10.0.0.2", protocol, cat(bytes(8, 0), new byte[22]));
            Headers headers = Layers.decode(new HeaderDecoder(), LinkTypes.RAW, packet, packet.length);
            assertEquals(101 + 20, headers.layer(0).transportOffset, "protocol " + protocol);
        }
    }
}
