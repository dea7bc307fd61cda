package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewarrant.wire.IpAddress;

/** Each step of the ladder, and that a stronger one wins. */
class OrientationTest {
    private static final String HIGH = "10.0.0.9:40000";
    private static final String LOW = "10.0.0.1:443";
    private static final byte[] TLS_CLIENT_HELLO = {0x16, 3, 1, 0, 10, 1, 0, 0, 6, 3};

    private final Trace trace = new Trace();

    private void expect(String... flows) {
        assertEquals(List.of(flows), trace.flows());
    }

    /** Knows that this address is always the server. */
    private static DirectionHint serves(String server) {
        IpAddress known = IpAddress.parse(server);
        return (a, portA, b, portB, protocol) -> a.equals(known) ? -1 : b.equals(known) ? 1 : 0;
    }

    @Test
    void shouldTrustASynAboveEverything() {
        // From a low port to a high one, against the payload, against the roles.
        trace.tcp(LOW, HIGH).handshake().serverSays("GET / HTTP/1.1\r\n\r\n").close();
        assertEquals(List.of("tcp 10.0.0.1:443 > 10.0.0.9:40000 SF syn 4/3 answered"), trace.flows(serves("10.0.0.1")));
    }

    @Test
    void shouldTrustAConfirmedSynAckAbovePayload() {
        trace.tcp(LOW, HIGH).numbers(1001, 500_000).synAck().ack().serverSays("GET / HTTP/1.1\r\n\r\n");
        assertEquals(
                List.of("tcp 10.0.0.1:443 > 10.0.0.9:40000 S1 syn-ack 1/2 answered"), trace.flows(serves("10.0.0.1")));
    }

    @Test
    void shouldTrustPayloadAboveRolesAndPorts() {
        trace.add(Packet.tcp(LOW, HIGH, Packet.ACK, 1000, 5000, TLS_CLIENT_HELLO));
        assertEquals(
                List.of("tcp 10.0.0.1:443 > 10.0.0.9:40000 OTH payload 1/0 unanswered"),
                trace.flows(serves("10.0.0.1")));
    }

    @Test
    void shouldTrustRolesAboveFanInAndPorts() {
        for (int i = 1; i <= 9; i++) {
            trace.add(Packet.udp("10.0.1." + i + ":50000", "10.0.0.1:7000", 10));
        }
        trace.add(Packet.udp("10.0.0.9:7001", "10.0.0.1:7000", 10));
        List<String> flows = trace.flows(serves("10.0.0.9"));
        assertEquals("udp 10.0.0.1:7000 > 10.0.0.9:7001 SHR role 0/1 answered", flows.get(9));
    }

    @Test
    void shouldTakeWhatManyTalkToForTheServer() {
        for (int i = 1; i <= 5; i++) {
            trace.add(Packet.udp("10.0.1." + i + ":7001", "10.0.0.1:7000", 10));
        }
        expect(
                "udp 10.0.1.1:7001 > 10.0.0.1:7000 S0 fan-in 1/0 unanswered",
                "udp 10.0.1.2:7001 > 10.0.0.1:7000 S0 fan-in 1/0 unanswered",
                "udp 10.0.1.3:7001 > 10.0.0.1:7000 S0 fan-in 1/0 unanswered",
                "udp 10.0.1.4:7001 > 10.0.0.1:7000 S0 fan-in 1/0 unanswered",
                "udp 10.0.1.5:7001 > 10.0.0.1:7000 S0 fan-in 1/0 unanswered");
    }

    @Test
    void shouldNotTakeWhoCallsManyForTheServer() {
        for (int i = 1; i <= 5; i++) {
            trace.add(Packet.udp("10.0.0.1:33000", "10.0.1." + i + ":7001", 10));
        }
        expect(
                "udp 10.0.0.1:33000 > 10.0.1.1:7001 S0 port 1/0 unanswered",
                "udp 10.0.0.1:33000 > 10.0.1.2:7001 S0 port 1/0 unanswered",
                "udp 10.0.0.1:33000 > 10.0.1.3:7001 S0 port 1/0 unanswered",
                "udp 10.0.0.1:33000 > 10.0.1.4:7001 S0 port 1/0 unanswered",
                "udp 10.0.0.1:33000 > 10.0.1.5:7001 S0 port 1/0 unanswered");
    }

    @Test
    void shouldTakeTheHubOfConnectionsFromTheMiddleForTheServer() {
        for (int i = 1; i <= 3; i++) {
            trace.add(Packet.tcp("10.0.0.1:50123", "10.0.1." + i + ":45000", Packet.ACK, 1000, 5000, new byte[8]));
        }
        expect(
                "tcp 10.0.1.1:45000 > 10.0.0.1:50123 OTH fan-in 0/1 answered",
                "tcp 10.0.1.2:45000 > 10.0.0.1:50123 OTH fan-in 0/1 answered",
                "tcp 10.0.1.3:45000 > 10.0.0.1:50123 OTH fan-in 0/1 answered");
    }

    @Test
    void shouldKnowTheServerOfAnOpenFlowFromFlowsWhoseStartWasSeen() {
        trace.tcp("10.0.1.1:51000", "10.0.0.1:50123").handshake();
        trace.add(Packet.tcp("10.0.0.1:50123", "10.0.1.2:45000", Packet.ACK, 1000, 5000, new byte[8]));
        expect(
                "tcp 10.0.1.1:51000 > 10.0.0.1:50123 S1 syn 2/1 answered",
                "tcp 10.0.1.2:45000 > 10.0.0.1:50123 OTH fan-in 0/1 answered");
    }

    @Test
    void shouldTakeTheWellKnownPortForTheServer() {
        trace.add(Packet.udp("10.0.0.1:514", "10.0.0.9:2000", 10));
        expect("udp 10.0.0.9:2000 > 10.0.0.1:514 SHR port 0/1 answered");
    }

    @Test
    void shouldTakeThePortBelowTheEphemeralOnesForTheServer() {
        trace.add(Packet.udp("10.0.0.1:8000", "10.0.0.9:40000", 10));
        expect("udp 10.0.0.9:40000 > 10.0.0.1:8000 SHR port 0/1 answered");
    }

    @Test
    void shouldLeaveItOpenWhenTheFirstSenderWasAnsweredAgainstThePorts() {
        trace.add(Packet.udp("10.0.0.1:3797", "10.0.0.9:40000", 10), Packet.udp("10.0.0.9:40000", "10.0.0.1:3797", 10));
        expect("udp 10.0.0.1:3797 > 10.0.0.9:40000 SF undecided 1/1 answered");
    }

    @Test
    void shouldLeaveItOpenBetweenEqualPortsWithTheFirstSenderAsClient() {
        trace.add(Packet.udp("10.0.0.9:7000", "10.0.0.1:7001", 10), Packet.udp("10.0.0.1:7001", "10.0.0.9:7000", 10));
        expect("udp 10.0.0.9:7000 > 10.0.0.1:7001 SF undecided 1/1 answered");
    }

    @Test
    void shouldGoOnDownTheLadderWhenThePayloadSpeaksForBoth() {
        byte[] response = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        trace.add(
                Packet.tcp(HIGH, LOW, Packet.ACK, 1000, 5000, response),
                Packet.tcp(LOW, HIGH, Packet.ACK, 5000, 1019, response));
        expect("tcp 10.0.0.9:40000 > 10.0.0.1:443 OTH port 1/1 answered");
    }
}
