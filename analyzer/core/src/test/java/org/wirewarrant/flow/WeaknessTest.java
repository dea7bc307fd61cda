package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

class WeaknessTest {
    private static final String V2C =
            "302902010104067075626c6963a01c02040000000102010002010030" + "0e300c06082b060102010101000500";
    private static final String V3 = "303a020103300f02024a69020300ffe304010402010304";

    static Stream<Arguments> payloads() {
        return Stream.of(
                text(21, "USER joe\r\n", Set.of(Weakness.NO_TLS)),
                text(21, "PASS secret\r\n", Set.of(Weakness.NO_TLS, Weakness.PASSWORD_LINE)),
                text(110, "pass secret\r\n", Set.of(Weakness.PASSWORD_LINE)),
                text(110, "PASS \r\n", Set.of(Weakness.NO_TLS)),
                text(80, "PASS through the valley of text that is no command at all", Set.of(Weakness.NO_TLS)),
                text(143, "a1 LOGIN joe secret\r\n", Set.of(Weakness.IMAP_LOGIN)),
                text(143, "a.7 login \"joe\" \"secret\"\r\n", Set.of(Weakness.IMAP_LOGIN)),
                text(143, "a1 AUTHENTICATE PLAIN AGpvZQ==\r\n", Set.of(Weakness.IMAP_LOGIN)),
                text(143, "a1 AUTHENTICATE GSSAPI\r\n", Set.of()),
                text(143, "1 LOGIN {6}\r\n", Set.of(Weakness.IMAP_LOGIN)),
                text(143, "a1 LOGOUT\r\n", Set.of()),
                text(8000, "Please login right now\r\n", Set.of()),
                text(8000, "2 login to go on\r\n", Set.of()),
                text(143, "1 login joe \"a b\"\r\n", Set.of(Weakness.IMAP_LOGIN)),
                text(8000, "you may login to go on\r\n", Set.of()),
                text(25, "AUTH PLAIN AGpvZQBzZWNyZXQ=\r\n", Set.of(Weakness.SMTP_AUTH)),
                text(25, "AUTH LOGIN\r\n", Set.of(Weakness.SMTP_AUTH)),
                text(25, "AUTH GSSAPI\r\n", Set.of()),
                text(80, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", Set.of(Weakness.NO_TLS)),
                text(
                        80,
                        "GET / HTTP/1.1\r\nHost: a\r\nauthorization: Basic am9lOng=\r\n\r\n",
                        Set.of(Weakness.NO_TLS, Weakness.HTTP_BASIC)),
                text(80, "GET / HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n", Set.of(Weakness.NO_TLS)),
                hex(6, 389, "300c020101600702010304008000", Set.of()),
                hex(6, 389, "301602010160110201030406636e3d6a6f65800473656372", Set.of(Weakness.LDAP_BIND)),
                hex(6, 389, "301402010160 0f 0201030400a3080406475353415049".replace(" ", ""), Set.of()),
                hex(6, 23, "fffd18fffd20", Set.of(Weakness.TELNET)),
                hex(6, 2323, "fffd18fffd20", Set.of()),
                hex(17, 161, V2C, Set.of(Weakness.SNMP_COMMUNITY)),
                hex(17, 161, V2C.replaceFirst("020101", "020100"), Set.of(Weakness.SNMP_COMMUNITY)),
                hex(17, 1161, V2C, Set.of()),
                hex(17, 161, V3, Set.of()));
    }

    private static Arguments text(int port, String text, Set<Weakness> found) {
        return Arguments.of(IpProtocol.TCP, port, text.getBytes(StandardCharsets.ISO_8859_1), found);
    }

    private static Arguments hex(int protocol, int port, String hex, Set<Weakness> found) {
        return Arguments.of(protocol, port, HexFormat.of().parseHex(hex), found);
    }

    private static int read(int protocol, int port, byte[] payload, int captured) {
        PacketView view = new PacketView();
        view.protocol = protocol;
        view.sourcePort = 40_000;
        view.destinationPort = port;
        view.payloadOffset = 2;
        view.payloadLength = payload.length;
        view.payloadCaptured = captured;
        byte[] buffer = new byte[captured + 2];
        System.arraycopy(payload, 0, buffer, 2, captured);
        return protocol == IpProtocol.TCP ? WeaknessReader.ofTcp(view, buffer) : WeaknessReader.ofUdp(view, buffer);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void shouldReadWhatAPayloadGivesAway(int protocol, int port, byte[] payload, Set<Weakness> found) {
        assertEquals(found, Weakness.of(read(protocol, port, payload, payload.length)));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void shouldReadNoFurtherThanWasCaptured(int protocol, int port, byte[] payload, Set<Weakness> found) {
        for (int captured = 0; captured < payload.length; captured++) {
            Set<Weakness> part = Weakness.of(read(protocol, port, payload, captured));
            assertEquals(part, found.containsAll(part) ? part : found);
        }
    }

    @Test
    void shouldTakeAFlowThatTurnsToTlsForNoPlainOne() {
        Trace trace = new Trace();
        trace.tcp("10.0.0.1:40000", "10.0.0.2:25")
                .handshake()
                .says("EHLO a\r\n")
                .says("\u0016\u0003\u0001\u0000\u0005\u0001");
        trace.tcp("10.0.0.1:40001", "10.0.0.3:25")
                .handshake()
                .says("EHLO a\r\n")
                .says("AUTH LOGIN\r\n");
        trace.tcp("10.0.0.1:40002", "10.0.0.4:443").handshake().says("\u0016\u0003\u0001\u0000\u0005\u0001");

        Conversations conversations = trace.observe().orient(DirectionHint.NONE).conversations();

        assertEquals(
                List.of(Set.of(), Set.of(Weakness.NO_TLS, Weakness.SMTP_AUTH), Set.of()),
                IntStream.range(0, 3)
                        .mapToObj(i ->
                                conversations.view(i, new ConversationView()).weaknesses())
                        .toList());
    }

    @Test
    void shouldTellTheFlowThatShowsAWeaknessFromOthersOfItsConversation() {
        Trace trace = new Trace();
        trace.tcp("10.0.0.1:40000", "10.0.0.2:25").handshake().says("EHLO a\r\n");
        trace.tcp("10.0.0.1:40001", "10.0.0.2:25")
                .handshake()
                .says("EHLO a\r\n")
                .says("AUTH LOGIN\r\n");
        trace.tcp("10.0.0.1:40002", "10.0.0.2:25").handshake();

        Conversations conversations = trace.observe().orient(DirectionHint.NONE).conversations();

        assertEquals(1, conversations.size());
        List<Boolean> logins = new ArrayList<>();
        List<Boolean> plain = new ArrayList<>();
        for (int i = conversations.firstFlow(0); i >= 0; i = conversations.nextFlow(i)) {
            FlowView flow = conversations.flows().view(i, new FlowView());
            logins.add(flow.shows(Weakness.SMTP_AUTH));
            plain.add(flow.shows(Weakness.NO_TLS));
        }
        assertEquals(List.of(false, true, false), logins);
        assertEquals(List.of(true, true, false), plain);
    }

    /** Rows of a store have these bits: a weakness more takes a bit of its own, and none moves. */
    @Test
    void shouldKeepTheBitsThatStoredRowsHave() {
        Map<String, Integer> bits = new LinkedHashMap<>();
        for (Weakness weakness : Weakness.values()) {
            bits.put(weakness.name(), weakness.bit());
        }
        bits.put("TLS", WeaknessReader.TLS);
        bits.put("all", WeaknessReader.MASK);

        assertEquals(
                Map.of(
                        "PASSWORD_LINE", 0x001,
                        "IMAP_LOGIN", 0x002,
                        "SMTP_AUTH", 0x004,
                        "HTTP_BASIC", 0x008,
                        "LDAP_BIND", 0x010,
                        "TELNET", 0x020,
                        "SNMP_COMMUNITY", 0x040,
                        "NO_TLS", 0x080,
                        "TLS", 0x100,
                        "all", 0x1ff),
                bits);
    }
}
