package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One hand-made trace for each rule of UDP, SCTP, ICMP and the protocols without ports. */
class DatagramFlowsTest {
    private static final String CLIENT = "10.0.0.9:40000";
    private static final String SERVER = "10.0.0.1:7000";
    private static final long SECOND = 1_000;

    private final Trace trace = new Trace();

    private void expect(String... flows) {
        assertEquals(List.of(flows), trace.flows());
    }

    @Nested
    class Udp {
        @Test
        void shouldPairRequestAndResponse() {
            trace.add(Packet.udp(CLIENT, SERVER, 10), Packet.udp(SERVER, CLIENT, 20), Packet.udp(CLIENT, SERVER, 10));
            expect("udp 10.0.0.9:40000 > 10.0.0.1:7000 SF port 2/1 answered");
        }

        @Test
        void shouldLeaveARequestUnanswered() {
            trace.add(Packet.udp(CLIENT, SERVER, 10), Packet.udp(CLIENT, SERVER, 10));
            expect("udp 10.0.0.9:40000 > 10.0.0.1:7000 S0 port 2/0 unanswered");
        }

        @Test
        void shouldBeShrWhenOnlyTheServerWasSeen() {
            trace.add(Packet.udp(SERVER, CLIENT, 10));
            expect("udp 10.0.0.9:40000 > 10.0.0.1:7000 SHR port 0/1 answered");
        }

        @Test
        void shouldCountAnEmptyDatagram() {
            trace.add(Packet.udp(CLIENT, SERVER, 0), Packet.udp(SERVER, CLIENT, 0));
            expect("udp 10.0.0.9:40000 > 10.0.0.1:7000 SF port 1/1 answered");
        }

        @Test
        void shouldKeepAFlowTogetherUpToItsIdleLimit() {
            trace.add(Packet.udp(CLIENT, SERVER, 10)).pause(179 * SECOND).add(Packet.udp(SERVER, CLIENT, 10));
            expect("udp 10.0.0.9:40000 > 10.0.0.1:7000 SF port 1/1 answered");
        }

        @Test
        void shouldBeginANewFlowBehindItsIdleLimit() {
            trace.add(Packet.udp(CLIENT, SERVER, 10)).pause(181 * SECOND).add(Packet.udp(SERVER, CLIENT, 10));
            expect(
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 S0 port 1/0 unanswered",
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 SHR port 0/1 answered");
        }

        @Test
        void shouldPassTheDirectionOnToTheNextFlowOfThe5Tuple() {
            byte[] ntpRequest = new byte[48];
            ntpRequest[0] = 0x23;
            trace.add(Packet.udp("10.0.0.9:123", "10.0.0.1:123", ntpRequest)).pause(300 * SECOND);
            byte[] symmetric = new byte[48];
            symmetric[0] = 0x21;
            trace.add(Packet.udp("10.0.0.1:123", "10.0.0.9:123", symmetric));
            expect(
                    "udp 10.0.0.9:123 > 10.0.0.1:123 S0 payload 1/0 unanswered",
                    "udp 10.0.0.9:123 > 10.0.0.1:123 SHR payload 0/1 answered");
        }

        @Test
        void shouldKeepIpv6Apart() {
            trace.add(
                    Packet.udp("[2001:db8::9]:40000", "[2001:db8::1]:7000", 10),
                    Packet.udp("[2001:db8::1]:7000", "[2001:db8::9]:40000", 10));
            expect("udp [2001:db8::9]:40000 > [2001:db8::1]:7000 SF port 1/1 answered");
        }
    }

    @Nested
    class Groups {
        @Test
        void shouldNeverMakeABroadcastTheClient() {
            trace.add(Packet.udp("10.0.0.1:67", "255.255.255.255:68", 300));
            expect("udp 10.0.0.1:67 > 255.255.255.255:68 S0 fan-in 1/0 unanswered");
        }

        @Test
        void shouldNeverMakeAGroupTheClientWhateverThePayloadSays() {
            byte[] answer = new byte[40];
            answer[2] = (byte) 0x84;
            answer[7] = 1;
            trace.add(Packet.udp("10.0.0.1:5353", "224.0.0.251:5353", answer));
            expect("udp 10.0.0.1:5353 > 224.0.0.251:5353 S0 fan-in 1/0 unanswered");
        }

        @Test
        void shouldNameThePayloadWhereItAgreesWithTheGroup() {
            byte[] question = new byte[40];
            question[5] = 1;
            trace.add(Packet.udp("10.0.0.1:5353", "224.0.0.251:5353", question));
            expect("udp 10.0.0.1:5353 > 224.0.0.251:5353 S0 payload 1/0 unanswered");
        }

        @Test
        void shouldKnowIpv6Groups() {
            trace.add(Packet.udp("[fe80::1]:547", "[ff02::1:2]:40000", 50));
            expect("udp [fe80::1]:547 > [ff02::1:2]:40000 S0 fan-in 1/0 unanswered");
        }
    }

    @Nested
    class Sctp {
        private Packet chunk(boolean fromClient, int tag, int type, int... content) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.max(16, 4 * content.length));
            for (int word : content) {
                bytes.putInt(word);
            }
            return fromClient
                    ? Packet.sctp(CLIENT, "10.0.0.1:36412", tag, type, bytes.array())
                    : Packet.sctp("10.0.0.1:36412", CLIENT, tag, type, bytes.array());
        }

        private void associate(int client, int server) {
            trace.add(
                    chunk(true, 0, 1, client),
                    chunk(false, client, 2, server),
                    chunk(true, server, 10),
                    chunk(false, client, 11),
                    chunk(true, server, 0),
                    chunk(false, client, 3));
        }

        @Test
        void shouldFollowAnAssociation() {
            associate(0x1111_0000, 0x2222_0000);
            expect("sctp 10.0.0.9:40000 > 10.0.0.1:36412 S1 syn 3/3 answered");
        }

        @Test
        void shouldFollowAShutdown() {
            associate(0x1111_0000, 0x2222_0000);
            trace.add(chunk(true, 0x2222_0000, 7), chunk(false, 0x1111_0000, 8), chunk(true, 0x2222_0000, 14));
            expect("sctp 10.0.0.9:40000 > 10.0.0.1:36412 SF syn 5/4 answered");
        }

        @Test
        void shouldTakeAnAbortForARefusal() {
            trace.add(chunk(true, 0, 1, 0x1111_0000), chunk(false, 0x1111_0000, 6));
            expect("sctp 10.0.0.9:40000 > 10.0.0.1:36412 REJ syn 1/1 refused");
        }

        @Test
        void shouldBeginANewFlowWithANewInitiateTag() {
            associate(0x1111_0000, 0x2222_0000);
            associate(0x3333_0000, 0x4444_0000);
            expect(
                    "sctp 10.0.0.9:40000 > 10.0.0.1:36412 S1 syn 3/3 answered",
                    "sctp 10.0.0.9:40000 > 10.0.0.1:36412 S1 syn 3/3 answered");
        }

        @Test
        void shouldTakeARepeatedInitForTheSameAssociation() {
            trace.add(chunk(true, 0, 1, 0x1111_0000)).pause(3 * SECOND);
            associate(0x1111_0000, 0x2222_0000);
            expect("sctp 10.0.0.9:40000 > 10.0.0.1:36412 S1 syn 4/3 answered");
        }
    }

    @Nested
    class Icmp {
        @Test
        void shouldPairEchoes() {
            trace.add(
                    Packet.echo("10.0.0.9", "10.0.0.1", false, 1),
                    Packet.echo("10.0.0.1", "10.0.0.9", true, 1),
                    Packet.echo("10.0.0.9", "10.0.0.1", false, 2));
            expect("icmp 10.0.0.9 > 10.0.0.1:8 OTH payload 2/1 answered");
        }

        @Test
        void shouldKeepThePingsOfBothSidesApart() {
            trace.add(
                    Packet.echo("10.0.0.9", "10.0.0.1", false, 1),
                    Packet.echo("10.0.0.1", "10.0.0.9", false, 1),
                    Packet.echo("10.0.0.1", "10.0.0.9", true, 1));
            expect(
                    "icmp 10.0.0.9 > 10.0.0.1:8 OTH payload 1/1 answered",
                    "icmp 10.0.0.1 > 10.0.0.9:8 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldKnowAReplyWhoseRequestWasMissed() {
            trace.add(Packet.echo("10.0.0.1", "10.0.0.9", true, 1));
            expect("icmp 10.0.0.9 > 10.0.0.1:8 OTH payload 0/1 answered");
        }

        @Test
        void shouldTakeAnAdvertisementToAGroupForNoReply() {
            trace.add(
                    Packet.icmp("fe80::1", "ff02::1", 134, 0, new byte[12]),
                    Packet.icmp("fe80::9", "ff02::2", 133, 0, new byte[12]),
                    Packet.icmp("fe80::1", "fe80::9", 134, 0, new byte[12]));
            expect(
                    "ipv6-icmp [fe80::1] > [ff02::1]:134 OTH payload 1/0 unanswered",
                    "ipv6-icmp [fe80::9] > [ff02::2]:133 OTH payload 1/0 unanswered",
                    "ipv6-icmp [fe80::9] > [fe80::1]:133 OTH payload 0/1 answered");
        }

        @Test
        void shouldPairIcmpv6() {
            trace.add(
                    Packet.echo("2001:db8::9", "2001:db8::1", false, 1),
                    Packet.echo("2001:db8::1", "2001:db8::9", true, 1));
            expect("ipv6-icmp [2001:db8::9] > [2001:db8::1]:128 OTH payload 1/1 answered");
        }

        @Test
        void shouldRefuseTheUdpFlowThatAnUnreachableQuotes() {
            Packet attempt = Packet.udp(CLIENT, SERVER, 10);
            trace.add(attempt, Packet.error("10.0.0.1", 3, 3, attempt));
            expect(
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 S0 port 1/0 refused",
                    "icmp 10.0.0.1 > 10.0.0.9:3 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldRefuseTheTcpFlowThatAFirewallsUnreachableQuotes() {
            Packet attempt = Packet.tcp(CLIENT, "10.0.0.1:443", Packet.SYN, 1000, 0);
            trace.add(attempt, Packet.error("10.0.0.254", 3, 13, attempt));
            expect(
                    "tcp 10.0.0.9:40000 > 10.0.0.1:443 S0 syn 1/0 refused",
                    "icmp 10.0.0.254 > 10.0.0.9:3 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldRefuseOverIpv6() {
            Packet attempt = Packet.udp("[2001:db8::9]:40000", "[2001:db8::1]:7000", 10);
            trace.add(attempt, Packet.error("2001:db8::1", 1, 4, attempt));
            expect(
                    "udp [2001:db8::9]:40000 > [2001:db8::1]:7000 S0 port 1/0 refused",
                    "ipv6-icmp [2001:db8::1] > [2001:db8::9]:1 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldNotRefuseWhatWasAnswered() {
            Packet attempt = Packet.udp(CLIENT, SERVER, 10);
            Packet answer = Packet.udp(SERVER, CLIENT, 10);
            trace.add(attempt, answer, Packet.error("10.0.0.9", 3, 3, answer));
            expect(
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 SF port 1/1 answered",
                    "icmp 10.0.0.9 > 10.0.0.1:3 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldNotRefuseByErrorsThatAreNoRefusal() {
            Packet attempt = Packet.udp(CLIENT, SERVER, 10);
            trace.add(
                    attempt,
                    Packet.error("10.0.0.254", 3, 4, attempt),
                    Packet.error("10.0.0.254", 11, 0, attempt),
                    Packet.error("10.0.0.254", 5, 1, attempt));
            expect(
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 S0 port 1/0 unanswered",
                    "icmp 10.0.0.254 > 10.0.0.9:3 OTH payload 1/0 unanswered",
                    "icmp 10.0.0.254 > 10.0.0.9:11 OTH payload 1/0 unanswered",
                    "icmp 10.0.0.254 > 10.0.0.9:5 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldMakeNoFlowOfPortsThatOnlyAnErrorQuotes() {
            Packet unseen = Packet.udp(CLIENT, SERVER, 10);
            trace.add(Packet.error("10.0.0.1", 3, 3, unseen));
            expect("icmp 10.0.0.1 > 10.0.0.9:3 OTH payload 1/0 unanswered");
        }

        @Test
        void shouldNotRefuseWhatIsSentLaterOnThe5Tuple() {
            Packet unseen = Packet.udp(CLIENT, SERVER, 10);
            trace.add(Packet.error("10.0.0.1", 3, 3, unseen), Packet.udp(CLIENT, SERVER, 10));
            expect(
                    "icmp 10.0.0.1 > 10.0.0.9:3 OTH payload 1/0 unanswered",
                    "udp 10.0.0.9:40000 > 10.0.0.1:7000 S0 port 1/0 unanswered");
        }
    }

    @Test
    void shouldKeepProtocolsWithoutPorts() {
        trace.add(
                Packet.raw("10.0.0.9", "10.0.0.1", 89, new byte[44]),
                Packet.raw("10.0.0.1", "10.0.0.9", 89, new byte[44]));
        expect("89 10.0.0.9 > 10.0.0.1 OTH undecided 1/1 answered");
    }
}
