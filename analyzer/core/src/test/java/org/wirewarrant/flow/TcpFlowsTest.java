package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirewarrant.flow.Packet.ACK;
import static org.wirewarrant.flow.Packet.RST;
import static org.wirewarrant.flow.Packet.SYN;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.wirewarrant.wire.IpAddress;

/** One hand-made trace for each rule of TCP flows. */
class TcpFlowsTest {
    private static final String CLIENT = "10.0.0.9:40000";
    private static final String SERVER = "10.0.0.1:8443";
    private static final long MINUTE = 60_000;
    private static final List<OneWay> ONE_WAY =
            List.of(new OneWay(IpAddress.parse("10.0.0.9"), IpAddress.parse("10.0.0.1")));

    private final Trace trace = new Trace();

    private TcpDialog dialog() {
        return trace.tcp(CLIENT, SERVER);
    }

    private void expect(String... flows) {
        assertEquals(List.of(flows), trace.flows());
    }

    /** The client has the higher address here, so that it is never the first endpoint by chance. */
    private static String flow(String rest) {
        return "tcp " + CLIENT + " > " + SERVER + " " + rest;
    }

    /** The thirteen states. */
    @Nested
    class States {
        @Test
        void shouldBeS0WithoutReply() {
            dialog().syn();
            expect(flow("S0 syn 1/0 unanswered"));
        }

        @Test
        void shouldBeS0WhenASynIsOnlyAcknowledged() {
            dialog().syn().serverAck();
            expect(flow("S0 syn 1/1 unanswered"));
        }

        @Test
        void shouldBeS1WhileEstablished() {
            dialog().handshake().data(100).serverData(200);
            expect(flow("S1 syn 3/2 answered"));
        }

        @Test
        void shouldBeS2WhenOnlyTheClientClosed() {
            dialog().handshake().data(100).fin().serverAck();
            expect(flow("S2 syn 4/2 answered"));
        }

        @Test
        void shouldBeS3WhenOnlyTheServerClosed() {
            dialog().handshake().serverData(100).serverFin().ack();
            expect(flow("S3 syn 3/3 answered"));
        }

        @Test
        void shouldBeSfWhenBothClosed() {
            dialog().handshake().data(100).serverData(200).close();
            expect(flow("SF syn 5/3 answered"));
        }

        @Test
        void shouldBeRejWhenRefused() {
            dialog().syn().serverRst();
            expect(flow("REJ syn 1/1 refused"));
        }

        @Test
        void shouldBeRstoWhenTheClientAborts() {
            dialog().handshake().data(100).rst();
            expect(flow("RSTO syn 4/1 answered"));
        }

        @Test
        void shouldBeRstrWhenTheServerAborts() {
            dialog().handshake().data(100).serverRst();
            expect(flow("RSTR syn 3/2 answered"));
        }

        @Test
        void shouldBeRstos0WhenTheClientGivesUp() {
            dialog().syn().rst();
            expect(flow("RSTOS0 syn 2/0 unanswered"));
        }

        @Test
        void shouldBeRstrhWhenTheSynWasMissedAndTheServerAborts() {
            dialog().numbers(1001, 500_000).synAck().serverRst();
            expect(flow("RSTRH port 0/2 answered"));
        }

        @Test
        void shouldBeShWhenTheClientClosesUnanswered() {
            dialog().syn().fin();
            expect(flow("SH syn 2/0 unanswered"));
        }

        @Test
        void shouldBeShrWhenTheSynWasMissedAndTheServerCloses() {
            dialog().numbers(1001, 500_000).synAck().serverFin();
            expect(flow("SHR port 0/2 answered"));
        }

        @Test
        void shouldBeOthFromTheMiddle() {
            dialog().data(100).serverData(100).data(100);
            expect(flow("OTH port 2/1 answered"));
        }

        @Test
        void shouldStaySfWhenAResetFollowsBothFins() {
            dialog().handshake().data(100).close().serverRst();
            expect(flow("SF syn 5/3 answered"));
        }

        @Test
        void shouldBeSfWhenTheClientResetsBetweenTheFins() {
            dialog().handshake().fin().rst().serverFin();
            expect(flow("SF syn 4/2 answered"));
        }
    }

    /** Retransmission and reordering change nothing. */
    @Nested
    class Disorder {
        private static final String WHOLE = "SF syn 5/3 answered";

        @Test
        void shouldCountRetransmissionsInTheSameFlow() {
            dialog().syn();
            dialog().syn().synAck();
            trace.pause(3_000);
            dialog().numbers(1001, 500_000).synAck().ack().data(100);
            dialog().numbers(1001, 500_001).data(100).serverData(10).close();
            expect(flow("SF syn 7/4 answered"));
        }

        @Test
        void shouldTakeASynThatComesAfterItsAnswer() {
            TcpDialog dialog = dialog().numbers(1001, 500_000).synAck();
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0));
            dialog.ack().data(100).serverData(10).close();
            expect(flow(WHOLE));
        }

        @Test
        void shouldTakeASynThatComesAfterData() {
            TcpDialog dialog = dialog().numbers(1001, 500_001).ack().data(100);
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0));
            trace.add(Packet.tcp(SERVER, CLIENT, SYN | ACK, 500_000, 1001));
            dialog.serverData(10).close();
            expect(flow(WHOLE));
        }

        @Test
        void shouldTakeASynAckThatComesAfterDataOfBoth() {
            TcpDialog dialog = dialog().syn().numbers(1001, 500_001).ack().serverData(10);
            trace.add(Packet.tcp(SERVER, CLIENT, SYN | ACK, 500_000, 1001));
            dialog.data(100).close();
            expect(flow(WHOLE));
        }

        @Test
        void shouldTakeAFinThatComesBeforeTheLastData() {
            dialog().handshake().numbers(1101, 500_011).fin();
            dialog().numbers(1001, 500_001)
                    .data(100)
                    .serverData(10)
                    .numbers(1102, 500_011)
                    .serverFin()
                    .ack();
            expect(flow(WHOLE));
        }
    }

    /** Which packets open a new flow on a 5-tuple that is known. */
    @Nested
    class Reuse {
        @Test
        void shouldBeginANewFlowWithANewInitialNumber() {
            dialog().handshake().data(100).close();
            dialog().numbers(90_000, 700_000).handshake().data(100).close();
            expect(flow("SF syn 5/2 answered"), flow("SF syn 5/2 answered"));
        }

        @Test
        void shouldBeginANewFlowWithANewInitialNumberAfterARefusal() {
            dialog().syn().serverRst();
            dialog().numbers(90_000, 700_000).syn().serverRst();
            expect(flow("REJ syn 1/1 refused"), flow("REJ syn 1/1 refused"));
        }

        @Test
        void shouldBeginANewFlowOnTopOfAnUnfinishedOne() {
            dialog().handshake().data(100);
            dialog().numbers(90_000, 700_000).handshake().close();
            expect(flow("S1 syn 3/1 answered"), flow("SF syn 4/2 answered"));
        }

        @Test
        void shouldNotBeginAFlowWithALateDuplicateOfAnOldSyn() {
            dialog().handshake().data(100).close();
            TcpDialog second = dialog().numbers(90_000, 700_000).handshake().data(50);
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0));
            second.serverData(10).close();
            expect(flow("SF syn 5/2 answered"), flow("SF syn 6/3 answered"));
        }

        @Test
        void shouldNotBeginAFlowWithALateDuplicateOfItsOwnSyn() {
            TcpDialog dialog = dialog().handshake().data(50);
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0));
            dialog.serverData(10).close();
            expect(flow("SF syn 6/3 answered"));
        }

        @Test
        void shouldNotTakeAnOldSynForADuplicateWhenItsPacketsMustHaveDied() {
            dialog().handshake().data(100).close();
            trace.pause(5 * MINUTE);
            dialog().numbers(90_000, 700_000).handshake().close();
            dialog().syn();
            expect(flow("SF syn 5/2 answered"), flow("SF syn 4/2 answered"), flow("S0 syn 1/0 unanswered"));
        }

        @Test
        void shouldBeginANewFlowWhenTheServerAnswersASynThatWasMissed() {
            dialog().handshake().data(100).close();
            dialog().numbers(90_001, 700_000).synAck().ack().data(7);
            expect(flow("SF syn 5/2 answered"), flow("S1 syn-ack 2/1 answered"));
        }

        @Test
        void shouldKeepAServerThatAnswersEachSynWithAnotherNumber() {
            dialog().syn().synAck();
            trace.pause(1_000);
            dialog().numbers(1000, 600_000).syn().synAck().ack().data(10);
            expect(flow("S1 syn 4/2 answered"));
        }

        @Test
        @SuppressWarnings("ArgumentSelectionDefectChecker") // the server opens this time
        void shouldBeginANewFlowInTheOtherDirection() {
            dialog().handshake().data(10).close();
            trace.tcp(/* client= */ SERVER, /* server= */ CLIENT)
                    .numbers(7_000_000, 8_000_000)
                    .handshake()
                    .close();
            expect(flow("SF syn 5/2 answered"), "tcp " + SERVER + " > " + CLIENT + " SF syn 4/2 answered");
        }
    }

    /** How openings and endings may look. */
    @Nested
    class Forms {
        @Test
        void shouldTakeTheFirstSynOfASimultaneousOpen() {
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0), Packet.tcp(SERVER, CLIENT, SYN, 500_000, 0));
            trace.add(
                    Packet.tcp(CLIENT, SERVER, SYN | ACK, 1000, 500_001),
                    Packet.tcp(SERVER, CLIENT, SYN | ACK, 500_000, 1001));
            dialog().numbers(1001, 500_001).data(10).serverData(10);
            expect(flow("S1 syn 3/3 answered"));
        }

        @Test
        void shouldTakeTheFirstSynOfASplitHandshake() {
            trace.add(Packet.tcp(CLIENT, SERVER, SYN, 1000, 0), Packet.tcp(SERVER, CLIENT, ACK, 500_000, 1001));
            trace.add(
                    Packet.tcp(SERVER, CLIENT, SYN, 500_000, 0), Packet.tcp(CLIENT, SERVER, SYN | ACK, 1000, 500_001));
            dialog().numbers(1001, 500_001).data(10).serverData(10);
            expect(flow("S1 syn 3/3 answered"));
        }

        @Test
        void shouldKnowAHalfOpenScan() {
            dialog().syn().synAck().rst();
            expect(flow("RSTO syn 2/1 answered"));
        }

        @Test
        void shouldResolveAHalfOpenConnection() {
            // RFC 9293 figure 9: A crashed; B answers its SYN with an acknowledgement from the old connection; A
            // resets; A tries again.
            dialog().handshake().data(100);
            dialog().numbers(90_000, 500_001).syn();
            trace.add(Packet.tcp(SERVER, CLIENT, ACK, 500_001, 1101), Packet.tcp(CLIENT, SERVER, RST, 1101, 0));
            trace.pause(1_000);
            dialog().numbers(90_000, 700_000).syn().synAck().ack();
            expect(flow("S1 syn 3/1 answered"), flow("RSTO syn 4/2 answered"));
        }

        @Test
        void shouldCountAResetStormInItsFlow() {
            TcpDialog dialog = dialog().handshake().data(10);
            for (int i = 0; i < 50; i++) {
                dialog.serverRst();
            }
            expect(flow("RSTR syn 3/51 answered"));
        }

        @Test
        void shouldCountKeepAlivesInTheirFlow() {
            TcpDialog dialog = dialog().handshake().data(10).serverAck();
            for (int i = 0; i < 5; i++) {
                trace.pause(2 * 60 * MINUTE);
                trace.add(Packet.tcp(CLIENT, SERVER, ACK, 1010, 500_001));
                dialog.serverAck();
            }
            dialog.close();
            expect(flow("SF syn 10/8 answered"));
        }

        @Test
        void shouldKeepTheDirectionOfALongQuietFlow() {
            TcpDialog dialog = dialog().handshake().data(10);
            trace.pause(23 * 60 * MINUTE);
            dialog.serverData(10);
            expect(flow("S1 syn 3/2 answered"));
        }

        @Test
        void shouldBeginANewFlowAfterAnEstablishedOneWasSilentForADayAndKeepItsDirection() {
            TcpDialog dialog =
                    trace.tcp("10.0.0.9:40000", "10.0.0.1:50000").handshake().data(10);
            trace.pause(25 * 60 * MINUTE);
            dialog.serverData(10);
            expect(
                    "tcp 10.0.0.9:40000 > 10.0.0.1:50000 S1 syn 3/1 answered",
                    "tcp 10.0.0.9:40000 > 10.0.0.1:50000 OTH syn 0/1 answered");
        }

        @Test
        void shouldBeginANewFlowWithWhatComesLongAfterTheEnd() {
            TcpDialog dialog = dialog().handshake().close();
            trace.pause(5 * MINUTE);
            dialog.serverRst();
            expect(flow("SF syn 4/2 answered"), flow("RSTRH syn 0/1 unanswered"));
        }

        @Test
        void shouldBeginANewFlowWithASynAgainLongAfterAnUnansweredOne() {
            dialog().syn();
            trace.pause(5 * MINUTE);
            dialog().syn();
            expect(flow("S0 syn 1/0 unanswered"), flow("S0 syn 1/0 unanswered"));
        }

        @Test
        void shouldSurviveAClockThatStepsBack() {
            TcpDialog dialog = dialog().syn();
            trace.pause(-3_600_000);
            dialog.synAck().ack().data(10);
            trace.pause(7_200_000);
            dialog.serverData(10).close();
            expect(flow("SF syn 5/3 answered"));
        }
    }

    /** What one sees of a connection when the mirror shows one direction, or the capture begins late. */
    @Nested
    class Parts {
        @Test
        void shouldTellTheClientFromItsOwnDirectionAlone() {
            dialog().syn().numbers(1001, 500_001).ack().data(100).fin();
            expect(flow("SH syn 4/0 unanswered"));
            assertEquals(
                    new Quality(OptionalLong.empty(), 1, 1, 1, 1, ONE_WAY, 0, 0, 0, 0, 0),
                    trace.observe().quality(OptionalLong.empty(), 0));
        }

        @Test
        void shouldTellTheClientFromTheServersDirectionAlone() {
            dialog().numbers(1001, 500_000)
                    .synAck()
                    .numbers(1101, 500_001)
                    .serverData(100)
                    .serverFin();
            expect(flow("SHR syn-ack 0/3 answered"));
        }

        @Test
        void shouldNotTrustALoneSynAck() {
            // To a lower port: backscatter of a SYN with a forged source, or a scan by SYN+ACK.
            trace.add(Packet.tcp("10.0.0.1:8443", "10.0.0.9:80", SYN | ACK, 500_000, 1001));
            expect("tcp 10.0.0.1:8443 > 10.0.0.9:80 OTH port 1/0 unanswered");
        }

        @Test
        void shouldNotTrustASynAckThatIsReset() {
            trace.add(
                    Packet.tcp("10.0.0.1:8443", "10.0.0.9:80", SYN | ACK, 500_000, 1001),
                    Packet.tcp("10.0.0.9:80", "10.0.0.1:8443", RST, 1001, 0));
            expect("tcp 10.0.0.1:8443 > 10.0.0.9:80 REJ port 1/1 unanswered");
        }

        @Test
        void shouldTrustASynAckThatIsAcknowledged() {
            trace.add(
                    Packet.tcp("10.0.0.1:8443", "10.0.0.9:80", SYN | ACK, 500_000, 1001),
                    Packet.tcp("10.0.0.9:80", "10.0.0.1:8443", ACK, 1001, 500_001));
            expect("tcp 10.0.0.9:80 > 10.0.0.1:8443 S1 syn-ack 1/1 answered");
        }

        @Test
        void shouldKnowTheHostPairsThatAMirrorShowsOneWay() {
            dialog().syn().numbers(1001, 500_001).ack().data(100);
            trace.tcp("10.0.0.9:40001", "10.0.0.1:22")
                    .syn()
                    .numbers(1001, 500_001)
                    .ack();
            trace.tcp("10.0.0.9:40002", "10.0.0.2:22")
                    .syn()
                    .numbers(1001, 500_001)
                    .ack();
            trace.tcp("10.0.0.9:40003", "10.0.0.2:22").handshake();
            trace.tcp("10.0.0.8:40004", "10.0.0.2:22").syn();
            assertEquals(
                    new Quality(OptionalLong.empty(), 4, 3, 2, 1, ONE_WAY, 0, 0, 0, 0, 0),
                    trace.observe().quality(OptionalLong.empty(), 0));
        }

        @Test
        void shouldEstimateWhatTheCaptureLost() {
            TcpDialog dialog = dialog().handshake().data(1000);
            dialog.numbers(4001, 500_001).serverAck().close();
            assertEquals(
                    new Quality(OptionalLong.of(3), 1, 0, 1, 0, List.of(), 3000, 2000, 0, 1, 0),
                    trace.observe().quality(OptionalLong.of(3), 1));
        }

        @Test
        void shouldEstimateNoLossOfAWholeConnection() {
            dialog().handshake().data(1000).serverData(500).close();
            assertEquals(
                    new Quality(OptionalLong.empty(), 1, 0, 1, 0, List.of(), 1500, 0, 0, 0, 0),
                    trace.observe().quality(OptionalLong.empty(), 0));
        }
    }
}
