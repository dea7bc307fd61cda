package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpProtocol;

/** Ports that a control flow announced: each kind, and what is not proven. */
class RelatedFlowsTest {
    private static final String CLIENT = "10.0.0.9";
    private static final String SERVER = "10.0.0.1";

    private final Trace trace = new Trace();

    /** Conversations with a control conversation. */
    private static List<String> related(OrientedFlows flows) {
        Conversations conversations = flows.conversations();
        return IntStream.range(0, conversations.size())
                .mapToObj(conversations::conversation)
                .filter(conversation -> conversation.control().isPresent())
                .map(conversation -> line(conversation) + " "
                        + conversation.orientation().keyword() + " by "
                        + line(conversation.control().orElseThrow()))
                .toList();
    }

    private static String line(Conversation conversation) {
        return "%s %s > %s:%d"
                .formatted(
                        IpProtocol.keyword(conversation.protocol()),
                        conversation.client(),
                        conversation.server(),
                        conversation.serverPort());
    }

    private void expect(String... lines) {
        assertEquals(List.of(lines), related(trace.observe().orient(DirectionHint.NONE)));
    }

    private TcpDialog ftp() {
        return trace.tcp(CLIENT + ":40000", SERVER + ":21").handshake().serverSays("220 ready\r\n");
    }

    private void connects(String client, String server) {
        trace.tcp(client, server).handshake().data(1000).close();
    }

    /** Media of calls and streams. */
    @Nested
    class Media {
        private static final String INVITE = """
                INVITE sip:b@example.org SIP/2.0\r
                Content-Type: application/sdp\r
                \r
                v=0\r
                c=IN IP4 10.0.0.9\r
                m=audio 49170 RTP/AVP 0\r
                m=video 0 RTP/AVP 31\r
                """;

        private void datagram(String source, String destination, String text) {
            trace.add(Packet.udp(source, destination, text.getBytes(StandardCharsets.US_ASCII)));
        }

        @Test
        void shouldKnowTheMediaOfACallAndItsReports() {
            datagram(CLIENT + ":5060", SERVER + ":5060", INVITE);
            datagram(
                    SERVER + ":5060",
                    CLIENT + ":5060",
                    "SIP/2.0 200 OK\r\n\r\nc=IN IP4 10.0.0.1\nm=audio 30000/2 UDP/TLS/RTP/SAVPF 0\nm=image 30008 udptl t38\n");
            trace.add(Packet.udp(SERVER + ":30000", CLIENT + ":49170", 172));
            trace.add(Packet.udp(CLIENT + ":49170", SERVER + ":30000", 172));
            trace.add(Packet.udp(CLIENT + ":49171", SERVER + ":30001", 60));
            trace.add(Packet.udp(CLIENT + ":4000", SERVER + ":30008", 60));
            String control = " payload by udp 10.0.0.9 > 10.0.0.1:5060";
            expect(
                    "udp 10.0.0.9 > 10.0.0.1:30000" + control,
                    "udp 10.0.0.9 > 10.0.0.1:30001" + control,
                    "udp 10.0.0.9 > 10.0.0.1:30008" + control);
        }

        @Test
        void shouldKnowTheRelayThatAnAnswerNames() {
            datagram(CLIENT + ":5060", SERVER + ":5060", INVITE);
            datagram(
                    SERVER + ":5060",
                    CLIENT + ":5060",
                    "SIP/2.0 200 OK\r\n\r\nc=IN IP4 10.0.0.1\nm=audio 30000 RTP/AVP 0\nc=IN IP4 192.0.2.7/127\nm=video 30002 RTP/AVP 0\n");
            trace.add(Packet.udp("192.0.2.7:30000", CLIENT + ":4000", 172));
            trace.add(Packet.udp("192.0.2.7:30002", CLIENT + ":4002", 172));
            trace.add(Packet.udp(SERVER + ":30002", CLIENT + ":4004", 172));
            String control = " payload by udp 10.0.0.9 > 10.0.0.1:5060";
            expect("udp 10.0.0.9 > 10.0.0.1:30002" + control, "udp 10.0.0.9 > 192.0.2.7:30000" + control);
        }

        @Test
        void shouldRelateNoMediaThatWasRefusedOrNotOffered() {
            datagram(CLIENT + ":5060", SERVER + ":5060", INVITE);
            trace.add(Packet.udp(SERVER + ":30000", CLIENT + ":49172", 172));
            trace.add(Packet.udp("10.0.0.7:30000", CLIENT + ":49170", 172));
            expect();
        }

        @Test
        void shouldNotReadMediaOutOfAnotherProtocol() {
            datagram(CLIENT + ":5060", SERVER + ":5060", "HELLO\r\nm=audio 49170 RTP/AVP 0\r\n");
            trace.add(Packet.udp(SERVER + ":30000", CLIENT + ":49170", 172));
            expect();
        }

        @Test
        void shouldKnowTheMediaOfAStream() {
            trace.tcp(CLIENT + ":40000", SERVER + ":554")
                    .handshake()
                    .says(
                            "SETUP rtsp://example.org/a RTSP/1.0\r\nTransport: RTP/AVP;unicast;client_port=5000-5001\r\n\r\n")
                    .serverSays(
                            "RTSP/1.0 200 OK\r\nTransport: RTP/AVP;client_port=5000-5001;server_port=6970-6971\r\n\r\n");
            trace.add(Packet.udp(SERVER + ":6970", CLIENT + ":5000", 1000));
            trace.add(Packet.udp(CLIENT + ":5001", SERVER + ":6971", 60));
            String control = " payload by tcp 10.0.0.9 > 10.0.0.1:554";
            expect("udp 10.0.0.9 > 10.0.0.1:6970" + control, "udp 10.0.0.9 > 10.0.0.1:6971" + control);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "m=",
                    "m=audio",
                    "m=audio 99999 RTP/AVP 0",
                    "m=audio x RTP/AVP",
                    "m=audio 65535 RTP/AVP 0",
                    "m=audio 65535 RTP/AVP 0\nc=IN IP4 10.0.0.1.1"
                })
        void shouldSurviveADamagedLine(String line) {
            datagram(CLIENT + ":5060", SERVER + ":5060", "SIP/2.0 200 OK\r\n\r\nc=IN IP4 10.0.0.1\n" + line);
            trace.add(Packet.udp(SERVER + ":30000", CLIENT + ":65535", 172));
            expect();
        }
    }

    @Nested
    class Ftp {
        private static final String CONTROL = " syn by tcp 10.0.0.9 > 10.0.0.1:21";

        @Test
        void shouldKnowAPassivePort() {
            ftp().says("PASV\r\n").serverSays("227 Entering Passive Mode (10,0,0,1,195,80).\r\n");
            connects(CLIENT + ":40001", SERVER + ":50000");
            expect("tcp 10.0.0.9 > 10.0.0.1:50000" + CONTROL);
        }

        @Test
        void shouldKnowAPassivePortOfAServerBehindTranslation() {
            ftp().serverSays("227 Entering Passive Mode 192,168,7,7,195,80\r\n");
            connects(CLIENT + ":40001", SERVER + ":50000");
            expect("tcp 10.0.0.9 > 10.0.0.1:50000" + CONTROL);
        }

        @Test
        void shouldKnowAnExtendedPassivePort() {
            ftp().says("EPSV\r\n").serverSays("229 Entering Extended Passive Mode (|||50000|)\r\n");
            connects(CLIENT + ":40001", SERVER + ":50000");
            expect("tcp 10.0.0.9 > 10.0.0.1:50000" + CONTROL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PORT 10,0,0,9,195,80\r\n", "port 10,0,0,9,195,80\r\n", "EPRT |1|10.0.0.9|50000|\r\n"})
        void shouldKnowAnActivePort(String command) {
            ftp().says(command);
            connects(SERVER + ":20", CLIENT + ":50000");
            expect("tcp 10.0.0.1 > 10.0.0.9:50000" + CONTROL);
        }

        @Test
        void shouldKnowAnActivePortOverIpv6() {
            trace.tcp("[2001:db8::9]:40000", "[2001:db8::1]:21").handshake().says("EPRT |2|2001:db8::9|50000|\r\n");
            connects("[2001:db8::1]:20", "[2001:db8::9]:50000");
            expect("tcp 2001:db8::1 > 2001:db8::9:50000 syn by tcp 2001:db8::9 > 2001:db8::1:21");
        }

        @Test
        void shouldKnowItOnAnotherPort() {
            trace.tcp(CLIENT + ":40000", SERVER + ":2121").handshake().serverSays("227 ok (10,0,0,1,195,80)\r\n");
            connects(CLIENT + ":40001", SERVER + ":50000");
            expect("tcp 10.0.0.9 > 10.0.0.1:50000 syn by tcp 10.0.0.9 > 10.0.0.1:2121");
        }

        @Test
        void shouldNotRelateAnotherClient() {
            ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
            connects("10.0.0.8:40001", SERVER + ":50000");
            expect();
        }

        @Test
        void shouldNotRelateTheOtherDirection() {
            ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
            connects(SERVER + ":50000", CLIENT + ":40001");
            expect();
        }

        @Test
        void shouldNotRelateWhatCameBefore() {
            connects(CLIENT + ":40001", SERVER + ":50000");
            ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
            expect();
        }

        @Test
        void shouldNotRelateWhatComesLongAfter() {
            ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
            trace.pause(301_000);
            connects(CLIENT + ":40001", SERVER + ":50000");
            expect();
        }

        @Test
        void shouldNotRelateAConversationOfWhichOneFlowWasNotAnnounced() {
            connects(CLIENT + ":40001", SERVER + ":50000");
            ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
            connects(CLIENT + ":40002", SERVER + ":50000");
            expect();
        }

        @Test
        void shouldNotRelateAThirdHostThatACommandNames() {
            ftp().says("PORT 10,0,0,77,195,80\r\n");
            connects(SERVER + ":20", "10.0.0.77:50000");
            expect();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '#',
                value = {
                    "227 Entering Passive Mode (10,0,0,1,195,80)#50000",
                    "227 =10,0,0,1,195,80#50000",
                    "227 Entering Passive Mode (10,0,0,1,256,80)#-1",
                    "227 Entering Passive Mode (10,0,0,1,0,0)#-1",
                    "227 Entering Passive Mode (10,0,0,1,195)#-1",
                    "227 Entering Passive Mode (10,0,0,1,195,80#50000",
                    "227 Entering Passive Mode (10,0,0,1,1950,80)#-1",
                    "227 done#-1",
                    "229 Entering Extended Passive Mode (|||6446|)#6446",
                    "229 ok (!!!6446!)#6446",
                    "229 ok (|1||6446|)#-1",
                    "229 ok (|||66446|)#-1",
                    "229 ok (|||0|)#-1",
                    "229 ok (|||64#-1",
                    "PORT 10,0,0,9,4,1#1025",
                    "PORT 10.0.0.9:1025#-1",
                    "EPRT |1|132.235.1.2|6275|#6275",
                    "EPRT |2|1080::8:800:200C:417A|5282|#5282",
                    "EPRT |2|1080::8:800:200C:417A|5282#-1",
                    "EPRT#-1"
                })
        void shouldReadWholeLinesOnly(String line, int expected) {
            byte[] bytes = ("xx" + line).getBytes(StandardCharsets.US_ASCII);
            assertEquals(expected, FtpControl.port(bytes, 2, bytes.length));
        }
    }

    @Nested
    class Tftp {
        private Packet request(String text) {
            return Packet.udp(CLIENT + ":40000", SERVER + ":69", ("\0\1" + text).getBytes(StandardCharsets.ISO_8859_1));
        }

        private void transfer() {
            byte[] block = new byte[516];
            block[1] = 3;
            block[3] = 1;
            trace.add(
                    Packet.udp(SERVER + ":33333", CLIENT + ":40000", block),
                    Packet.udp(CLIENT + ":40000", SERVER + ":33333", new byte[] {0, 4, 0, 1}));
        }

        @Test
        void shouldKnowTheServersNewPortAndWhoTheClientIs() {
            trace.add(request("boot/pxelinux.0\0octet\0tsize\0000\0"));
            transfer();
            expect("udp 10.0.0.9 > 10.0.0.1:33333 payload by udp 10.0.0.9 > 10.0.0.1:69");
        }

        @ParameterizedTest
        @ValueSource(strings = {"boot\0", "\0octet\0", "boot\0binary\0", "boot\0octet", "bo\7t\0octet\0"})
        void shouldNotTakeOtherPayloadForARequest(String text) {
            trace.add(request(text));
            transfer();
            expect();
        }
    }

    @Nested
    class DceRpc {
        /** An ept_map response with one tower, as a Windows server sends it. */
        private byte[] response(int port, int kind) {
            ByteBuffer bytes = ByteBuffer.allocate(24 + 48 + 75 + 4);
            bytes.put(new byte[] {5, 0, 2, 3, 16, 0, 0, 0}).put(new byte[16]);
            bytes.put(new byte[20 + 4 + 12 + 4]);
            bytes.put(new byte[] {75, 0, 0, 0, 75, 0, 0, 0, 5, 0});
            bytes.put(new byte[] {19, 0, 13}).put(new byte[18]).put(new byte[] {2, 0, 0, 0});
            bytes.put(new byte[] {19, 0, 13}).put(new byte[18]).put(new byte[] {2, 0, 0, 0});
            bytes.put(new byte[] {1, 0, 11, 2, 0, 0, 0});
            bytes.put(new byte[] {1, 0, (byte) kind, 2, 0, (byte) (port >> 8), (byte) port});
            bytes.put(new byte[] {1, 0, 9, 4, 0, 10, 0, 0, 1});
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        private void map(byte[] response) {
            TcpDialog dialog = trace.tcp(CLIENT + ":40000", SERVER + ":135").handshake();
            dialog.data(100).serverSays(new String(response, StandardCharsets.ISO_8859_1));
        }

        @Test
        void shouldKnowAPortThatTheEndpointMapperTold() {
            map(response(49_664, 7));
            connects(CLIENT + ":40001", SERVER + ":49664");
            expect("tcp 10.0.0.9 > 10.0.0.1:49664 syn by tcp 10.0.0.9 > 10.0.0.1:135");
        }

        @Test
        void shouldKnowItForTheLifeOfTheServer() {
            connects(CLIENT + ":40001", SERVER + ":49664");
            map(response(49_664, 7));
            trace.pause(3_600_000);
            connects(CLIENT + ":40002", SERVER + ":49664");
            expect("tcp 10.0.0.9 > 10.0.0.1:49664 syn by tcp 10.0.0.9 > 10.0.0.1:135");
        }

        @Test
        void shouldKnowAUdpPort() {
            map(response(49_664, 8));
            connects(CLIENT + ":40001", SERVER + ":49664");
            trace.add(Packet.udp(CLIENT + ":40001", SERVER + ":49664", 10));
            expect("udp 10.0.0.9 > 10.0.0.1:49664 payload by tcp 10.0.0.9 > 10.0.0.1:135");
        }

        @Test
        void shouldReadNoPortFromACutReply() {
            byte[] whole = response(49_664, 7);
            map(Arrays.copyOf(whole, whole.length - 5));
            connects(CLIENT + ":40001", SERVER + ":49664");
            expect();
        }
    }

    @Nested
    class Rpcbind {
        private static final String BY = " by udp 10.0.0.9 > 10.0.0.1:111";

        private void ask(int version, int procedure, int... arguments) {
            trace.add(Packet.udp(
                    CLIENT + ":700",
                    SERVER + ":111",
                    words(new int[] {77, 0, 2, 100_000, version, procedure, 0, 0, 0, 0}, arguments)));
        }

        private void answer(int... results) {
            trace.add(Packet.udp(SERVER + ":111", CLIENT + ":700", words(new int[] {77, 1, 0, 0, 0, 0}, results)));
        }

        private byte[] words(int[] first, int... more) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * (first.length + more.length));
            IntStream.of(first).forEach(bytes::putInt);
            IntStream.of(more).forEach(bytes::putInt);
            return bytes.array();
        }

        /** An XDR string as words. */
        private int[] text(String text) {
            ByteBuffer bytes = ByteBuffer.allocate(4 + (text.length() + 3) / 4 * 4);
            bytes.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
            return IntStream.range(0, bytes.capacity() / 4)
                    .map(i -> bytes.getInt(4 * i))
                    .toArray();
        }

        private int[] join(int[]... all) {
            return Arrays.stream(all).flatMapToInt(IntStream::of).toArray();
        }

        @Test
        void shouldKnowThePortThatGetportAnswers() {
            ask(2, 3, 100_003, 3, IpProtocol.TCP, 0);
            answer(2049);
            connects(CLIENT + ":701", SERVER + ":2049");
            expect("tcp 10.0.0.9 > 10.0.0.1:2049 syn" + BY);
        }

        @Test
        void shouldKnowThePortThatGetaddrAnswers() {
            ask(4, 3, join(new int[] {100_005, 3}, text("udp"), text(""), text("")));
            answer(text("10.0.0.1.78.80"));
            trace.add(Packet.udp(CLIENT + ":701", SERVER + ":20048", 40));
            expect("udp 10.0.0.9 > 10.0.0.1:20048 payload" + BY);
        }

        @Test
        void shouldKnowAllPortsThatADumpLists() {
            ask(2, 4);
            answer(1, 100_000, 2, 6, 111, 1, 100_005, 3, 17, 20_048, 1, 100_003, 3, 6, 2049, 0);
            connects(CLIENT + ":701", SERVER + ":2049");
            trace.add(Packet.udp(CLIENT + ":701", SERVER + ":20048", 40));
            expect("tcp 10.0.0.9 > 10.0.0.1:2049 syn" + BY, "udp 10.0.0.9 > 10.0.0.1:20048 payload" + BY);
        }

        @Test
        void shouldNotGuessWhatAnAnswerWithoutItsCallIsAbout() {
            answer(2049);
            connects(CLIENT + ":701", SERVER + ":2049");
            expect();
        }

        @Test
        void shouldNotKnowAProgramThatIsNotRegistered() {
            ask(2, 3, 100_003, 3, IpProtocol.TCP, 0);
            answer(0);
            connects(CLIENT + ":701", SERVER + ":2049");
            expect();
        }
    }

    @Test
    void shouldCrossTheCutBetweenControlAndData() {
        ftp().serverSays("227 Entering Passive Mode (10,0,0,1,195,80)\r\n");
        int cut = trace.size();
        connects(CLIENT + ":40001", SERVER + ":50000");
        Observation merged = trace.observe(cut, trace.size(), 0).merge(trace.observe(0, cut, 0));
        assertEquals(
                List.of("tcp 10.0.0.9 > 10.0.0.1:50000 syn by tcp 10.0.0.9 > 10.0.0.1:21"),
                related(merged.orient(DirectionHint.NONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "suricata__ruletype-firewall-116-ftp-all-data-ipv4.pcap, 13, tcp 172.23.0.3 > 172.23.0.2:21003 syn by tcp 172.23.0.3 > 172.23.0.2:21",
        "zeek/ftp_ipv4.pcap, 4, tcp 199.233.217.249 > 141.142.220.235:33582 syn by tcp 141.142.220.235 > 199.233.217.249:21",
        "suricata__bug-5162.pcap, 2, tcp 192.168.56.104 > 192.168.56.102:49667 syn by tcp 192.168.56.104 > 192.168.56.102:135",
        "samples__nfsv2.pcap, 2, udp 139.25.22.2 > 139.25.22.102:1048 payload by udp 139.25.22.2 > 139.25.22.102:111",
        "samples__nfs_bad_stalls.cap, 2, tcp 10.65.199.21 > 10.65.200.11:2049 syn by udp 10.65.199.21 > 10.65.200.11:111",
        "nfstream__tftp.pcap, 2, udp 192.168.0.253 > 192.168.0.10:3445 payload by udp 192.168.0.253 > 192.168.0.10:69"
    })
    void shouldKnowThemInRealTraffic(String name, int count, String one) throws IOException {
        Path capture = Corpus.captures().resolve(name);
        FlowMeter meter =
                new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false);
        try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
            List<String> related = related(meter.observe(source).orient(DirectionHint.NONE));
            assertEquals(count, related.size(), related::toString);
            assertEquals(List.of(one), related.stream().filter(one::equals).toList());
        }
    }
}
