package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fragments, duplicates, tunnels: what the network or the mirror does to packets. */
class MirrorArtefactsTest {
    private static final String CLIENT = "10.0.0.9:40000";
    private static final String SERVER = "10.0.0.1:7000";
    private static final String FLOW = "udp 10.0.0.9:40000 > 10.0.0.1:7000 ";

    private final Trace trace = new Trace();

    private void expect(String... flows) {
        assertEquals(List.of(flows), trace.flows());
    }

    private void expectFrames(long offered, long inFlows, long orphans, long duplicates) {
        assertEquals(
                new FrameCounts(offered, inFlows, 0, orphans, 0, 0, 0, duplicates, Map.of(), Map.of()),
                trace.observe().frames());
    }

    @Nested
    class Fragments {
        private List<Packet> pieces() {
            return Packet.udp(CLIENT, SERVER, 3000).id(77).fragments(1480);
        }

        private List<Packet> pieces6() {
            return Packet.udp("[2001:db8::9]:40000", "[2001:db8::1]:7000", 3000)
                    .id(0x7777_7777)
                    .fragments(1448);
        }

        @Test
        void shouldCountLaterFragmentsInTheFlowOfTheFirst() {
            trace.add(pieces().toArray(Packet[]::new));
            expect(FLOW + "S0 port 3/0 unanswered");
            expectFrames(3, 3, 0, 0);
        }

        @Test
        void shouldCountThemWhenTheyComeBackwards() {
            List<Packet> pieces = pieces();
            trace.add(pieces.get(2), pieces.get(1), pieces.get(0));
            expect(FLOW + "S0 port 3/0 unanswered");
            expectFrames(3, 3, 0, 0);
        }

        @Test
        void shouldCountThemOverIpv6() {
            List<Packet> pieces = pieces6();
            trace.add(pieces.get(1), pieces.get(0), pieces.get(2));
            expect("udp [2001:db8::9]:40000 > [2001:db8::1]:7000 S0 port 3/0 unanswered");
            expectFrames(3, 3, 0, 0);
        }

        @Test
        void shouldCountBytesOfAllFragments() {
            trace.add(pieces().toArray(Packet[]::new));
            FlowView flow = trace.observe().orient(DirectionHint.NONE).view(0, new FlowView());
            assertEquals(3 * 20 + 3008, flow.clientBytes());
        }

        @Test
        void shouldCallFragmentsWithoutTheFirstOrphans() {
            List<Packet> pieces = pieces();
            trace.add(pieces.get(1), pieces.get(2));
            expect();
            expectFrames(2, 0, 2, 0);
        }

        @Test
        void shouldKeepDatagramsApartByIdentificationAndDirection() {
            List<Packet> back = Packet.udp(SERVER, CLIENT, 3000).id(77).fragments(1480);
            List<Packet> other = Packet.udp(CLIENT, SERVER, 3000).id(78).fragments(1480);
            trace.add(pieces().get(0), back.get(1), other.get(1));
            expect(FLOW + "S0 port 1/0 unanswered");
            expectFrames(3, 1, 2, 0);
        }

        @Test
        void shouldNotWaitForeverForTheFirst() {
            List<Packet> pieces = pieces();
            trace.add(pieces.get(1)).pause(61_000).add(pieces.get(0));
            expect(FLOW + "S0 port 1/0 unanswered");
            expectFrames(2, 1, 1, 0);
        }

        @Test
        void shouldReadTheHandshakeFromAFragmentedSegment() {
            trace.add(Packet.tcp(CLIENT, "10.0.0.1:443", Packet.SYN, 1000, 0));
            trace.add(Packet.tcp("10.0.0.1:443", CLIENT, Packet.SYN | Packet.ACK, 5000, 1001, new byte[40])
                    .id(5)
                    .fragments(24)
                    .toArray(Packet[]::new));
            trace.add(Packet.tcp(CLIENT, "10.0.0.1:443", Packet.ACK, 1001, 5001));
            expect("tcp 10.0.0.9:40000 > 10.0.0.1:443 S1 syn 2/3 answered");
        }
    }

    @Nested
    class Duplicates {
        private static final String SF = "tcp 10.0.0.9:40000 > 10.0.0.1:443 SF syn ";

        private Packet[] connection() {
            String server = "10.0.0.1:443";
            return new Packet[] {
                Packet.tcp(CLIENT, server, Packet.SYN, 1000, 0).id(1),
                Packet.tcp(server, CLIENT, Packet.SYN | Packet.ACK, 5000, 1001).id(2),
                Packet.tcp(CLIENT, server, Packet.ACK, 1001, 5001).id(3),
                Packet.tcp(CLIENT, server, Packet.ACK, 1001, 5001, new byte[9]).id(4),
                Packet.tcp(CLIENT, server, Packet.FIN | Packet.ACK, 1010, 5001).id(5),
                Packet.tcp(server, CLIENT, Packet.FIN | Packet.ACK, 5001, 1011).id(6),
                Packet.tcp(CLIENT, server, Packet.ACK, 1011, 5002).id(7)
            };
        }

        @Test
        void shouldCountTheCopiesOfAMirrorAndChangeNothingElse() {
            for (Packet packet : connection()) {
                trace.add(packet, packet);
            }
            expect(SF + "10/4 answered");
            expectFrames(14, 14, 0, 7);
        }

        @Test
        void shouldKnowACopyByWhateverHopItWasTakenAt() {
            Packet[] copies = connection();
            int i = 0;
            for (Packet packet : connection()) {
                trace.add(packet, copies[i++].ttl(63).mac(9).vlan(200));
            }
            expect(SF + "10/4 answered vlan:200");
            expectFrames(14, 14, 0, 7);
        }

        @Test
        void shouldNotTakeARetransmissionForACopy() {
            trace.add(connection());
            Packet again = Packet.tcp(CLIENT, "10.0.0.1:443", Packet.ACK, 1001, 5001, new byte[9]);
            trace.add(again.id(99));
            expect(SF + "6/2 answered");
            expectFrames(8, 8, 0, 0);
        }

        @Test
        void shouldNotTakeWhatComesLaterForACopy() {
            Packet keepAlive = Packet.udp(CLIENT, SERVER, 10).id(0);
            trace.add(keepAlive).pause(30).add(keepAlive);
            expect(FLOW + "S0 port 2/0 unanswered");
            expectFrames(2, 2, 0, 0);
        }

        @Test
        void shouldNotTakeDuplicateAcknowledgementsWithoutIdentificationForCopies() {
            Packet ack =
                    Packet.tcp(CLIENT, "10.0.0.1:443", Packet.ACK, 1001, 5001).id(0);
            trace.add(ack, ack, ack);
            expect("tcp 10.0.0.9:40000 > 10.0.0.1:443 OTH port 3/0 unanswered");
            expectFrames(3, 3, 0, 0);
        }

        @Test
        void shouldNotTakeOtherPayloadForACopy() {
            trace.add(
                    Packet.udp(CLIENT, SERVER, new byte[] {1, 2, 3}).id(0),
                    Packet.udp(CLIENT, SERVER, new byte[] {1, 2, 4}).id(0));
            expect(FLOW + "S0 port 2/0 unanswered");
            expectFrames(2, 2, 0, 0);
        }

        @Test
        void shouldKnowTheCopyOfAFragmentedDatagram() {
            List<Packet> pieces = Packet.udp(CLIENT, SERVER, 3000).id(77).fragments(1480);
            trace.add(pieces.get(0), pieces.get(0), pieces.get(1), pieces.get(2));
            expect(FLOW + "S0 port 4/0 unanswered");
            expectFrames(4, 4, 0, 1);
        }
    }

    @Nested
    class Tunnels {
        private Packet inner() {
            return Packet.tcp("192.168.1.9:40000", "192.168.1.1:443", Packet.SYN, 1000, 0);
        }

        @Test
        void shouldKeepTheCarrierAndWhatIsInsideGre() {
            trace.add(inner().insideGre("10.0.0.9", "10.0.0.1"));
            expect(
                    "gre 10.0.0.9 > 10.0.0.1 OTH undecided 1/0 unanswered carrier:gre",
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered inside:gre");
            expectFrames(1, 1, 0, 0);
        }

        @Test
        void shouldKeepTheCarrierAndWhatIsInsideIp() {
            trace.add(inner().insideIp("10.0.0.9", "10.0.0.1"));
            expect(
                    "4 10.0.0.9 > 10.0.0.1 OTH undecided 1/0 unanswered carrier:ipip",
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered inside:ipip");
        }

        @Test
        void shouldKeepTheCarrierAndWhatIsInsideVxlan() {
            trace.add(inner().insideVxlan("10.0.0.9:55000", "10.0.0.1:4789", 42));
            expect(
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered inside:vxlan",
                    "udp 10.0.0.9:55000 > 10.0.0.1:4789 S0 port 1/0 unanswered carrier:vxlan");
        }

        @Test
        void shouldNameEveryTunnelOfATunnel() {
            trace.add(inner().insideGre("172.16.0.9", "172.16.0.1").insideIp("10.0.0.9", "10.0.0.1"));
            expect(
                    "4 10.0.0.9 > 10.0.0.1 OTH undecided 1/0 unanswered carrier:ipip",
                    "gre 172.16.0.9 > 172.16.0.1 OTH undecided 1/0 unanswered inside:ipip carrier:gre",
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered inside:ipip/gre");
        }

        @Test
        void shouldKeepTheSameAddressesInsideAndOutsideATunnelApart() {
            trace.add(inner(), inner().insideGre("10.0.0.9", "10.0.0.1"));
            expect(
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered",
                    "gre 10.0.0.9 > 10.0.0.1 OTH undecided 1/0 unanswered carrier:gre",
                    "tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered inside:gre");
        }

        @Test
        void shouldNameTheVlansFromTheOutermost() {
            trace.add(inner().vlan(100).vlan(7));
            expect("tcp 192.168.1.9:40000 > 192.168.1.1:443 S0 syn 1/0 unanswered vlan:100.7");
        }
    }

    @Test
    void shouldGiveTheSameForAnyNumberOfThreads() {
        for (int i = 0; i < 5_000; i++) {
            trace.tcp("10.0.0.9:" + (1024 + i), "10.0.0.1:443")
                    .handshake()
                    .data(10)
                    .close();
        }
        OrientedFlows one = trace.observe(1).orient(DirectionHint.NONE);
        OrientedFlows four = trace.observe(4).orient(DirectionHint.NONE);
        assertEquals(Trace.lines(one), Trace.lines(four));
        assertEquals(5_000, one.size());
    }
}
