package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

class PayloadRoleTest {
    private static final String CLIENT = "client";
    private static final String SERVER = "server";
    private static final String UNKNOWN = "unknown";

    /** From a client's port to this one, the given payload: hexadecimal with the length to fill up to, or text. */
    private static final class Sample {
        private final int protocol;
        private final int port;
        private final String role;
        private final byte[] payload;

        Sample(int protocol, int port, String role, byte[] payload) {
            this.protocol = protocol;
            this.port = port;
            this.role = role;
            this.payload = payload;
        }

        PacketView view(int captured) {
            PacketView view = new PacketView();
            view.protocol = protocol;
            boolean fromServer = role.equals(SERVER);
            view.sourcePort = fromServer ? port : 40_000;
            view.destinationPort = fromServer ? 40_000 : port;
            view.payloadOffset = 3;
            view.payloadLength = payload.length;
            view.payloadCaptured = captured;
            return view;
        }

        byte[] buffer() {
            byte[] buffer = new byte[payload.length + 3];
            System.arraycopy(payload, 0, buffer, 3, payload.length);
            return buffer;
        }

        String found(int captured) {
            int role = protocol == IpProtocol.TCP
                    ? PayloadRole.ofTcp(view(captured), buffer())
                    : PayloadRole.ofUdp(view(captured), buffer());
            return List.of(UNKNOWN, CLIENT, SERVER).get(role);
        }
    }

    private static Sample tcp(int port, String role, String text) {
        return new Sample(IpProtocol.TCP, port, role, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Sample hex(int protocol, int port, String role, int length, String hex) {
        return new Sample(protocol, port, role, Arrays.copyOf(HexFormat.of().parseHex(hex.replace(" ", "")), length));
    }

    private static Sample segment(int port, String role, int length, String hex) {
        return hex(IpProtocol.TCP, port, role, length, hex);
    }

    private static Sample datagram(int port, String role, int length, String hex) {
        return hex(IpProtocol.UDP, port, role, length, hex);
    }

    private static Sample udp(int port, String role, String text) {
        return new Sample(IpProtocol.UDP, port, role, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("HTTP request", tcp(8080, CLIENT, "GET /index.html HTTP/1.1\r\n")),
                Arguments.of("HTTP delete", tcp(8080, CLIENT, "DELETE /1 HTTP/1.1\r\n")),
                Arguments.of("HTTP/2 preface", tcp(8080, CLIENT, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
                Arguments.of("HTTP response", tcp(8080, SERVER, "HTTP/1.1 200 OK\r\n")),
                Arguments.of("HTTP options", tcp(8080, CLIENT, "OPTIONS * HTTP/1.1\r\n")),
                Arguments.of("SIP options", tcp(5060, UNKNOWN, "OPTIONS sip:a@b SIP/2.0\r\n")),
                Arguments.of("SMTP greeting", tcp(25, SERVER, "220 mail ESMTP\r\n")),
                Arguments.of("FTP greeting", tcp(21, SERVER, "220-Welcome\r\n220 ready\r\n")),
                Arguments.of("SMTP hello", tcp(25, CLIENT, "EHLO me.example\r\n")),
                Arguments.of("LMTP hello", tcp(24, CLIENT, "LHLO me.example\r\n")),
                Arguments.of("SMTP sender", tcp(25, CLIENT, "MAIL FROM:<a@b>\r\n")),
                Arguments.of("words like it", tcp(25, UNKNOWN, "MAIL for you\r\n")),
                Arguments.of("POP3 greeting", tcp(110, SERVER, "+OK ready\r\n")),
                Arguments.of("POP3 user", tcp(110, CLIENT, "USER me\r\n")),
                Arguments.of("POP3 error", tcp(110, SERVER, "-ERR no\r\n")),
                Arguments.of("IMAP greeting", tcp(143, SERVER, "* OK [CAPABILITY IMAP4rev1] ready\r\n")),
                Arguments.of("IMAP list", tcp(143, UNKNOWN, "* LIST () \"/\" INBOX\r\n")),
                Arguments.of("SSH, which both say", tcp(22, UNKNOWN, "SSH-2.0-OpenSSH_9.6\r\n")),
                Arguments.of("TLS ClientHello", segment(443, CLIENT, 60, "16 0301 0037 01 000033 0303")),
                Arguments.of("TLS ServerHello", segment(443, SERVER, 60, "16 0303 0037 02 000033 0303")),
                Arguments.of("TLS data", segment(443, UNKNOWN, 60, "17 0303 0037 01 000033 0303")),
                Arguments.of("SMB1 request", segment(445, CLIENT, 60, "00000038 ff534d42 72 00000000 18 01")),
                Arguments.of("SMB1 response", segment(445, SERVER, 60, "00000038 ff534d42 72 00000000 98 01")),
                Arguments.of(
                        "SMB2 request",
                        segment(445, CLIENT, 100, "00000060 fe534d42 4000 0000 00000000 0000 0000 00000000")),
                Arguments.of(
                        "SMB2 response",
                        segment(445, SERVER, 100, "00000060 fe534d42 4000 0000 00000000 0000 0100 01000000")),
                Arguments.of("PostgreSQL start", segment(5432, CLIENT, 40, "00000028 00030000 75736572")),
                Arguments.of("PostgreSQL TLS request", segment(5432, CLIENT, 8, "00000008 04d2162f")),
                Arguments.of("another length", segment(5432, UNKNOWN, 9, "00000008 04d2162f")),
                Arguments.of("PostgreSQL authentication", segment(5432, SERVER, 13, "52 0000000c 00000005 01020304")),
                Arguments.of(
                        "RDP connection request", segment(3389, CLIENT, 19, "03000013 0e e0 0000 0000 00 01 00 0800")),
                Arguments.of(
                        "RDP connection confirm", segment(3389, SERVER, 19, "03000013 0e d0 0000 1234 00 02 1f 0800")),
                Arguments.of("DCE/RPC bind", segment(135, CLIENT, 72, "05000b03 10000000 4800 0000 01000000")),
                Arguments.of("DCE/RPC bind_ack", segment(135, SERVER, 60, "05000c03 10000000 3c00 0000 01000000")),
                Arguments.of("DCE/RPC response", segment(49664, SERVER, 60, "05000203 10000000 3c00 0000 01000000")),
                Arguments.of("no representation", segment(135, UNKNOWN, 60, "05000203 33000000 3c00 0000 01000000")),
                Arguments.of("MQTT connect", segment(1883, CLIENT, 20, "10 12 0004 4d515454 04 02 003c")),
                Arguments.of("too little to tell", segment(1883, UNKNOWN, 4, "20 02 00 00 ")),
                Arguments.of("TDS pre-login", segment(1433, CLIENT, 47, "1201002f 0000 0100 00 001a 0006")),
                Arguments.of(
                        "ONC RPC call over TCP",
                        segment(2049, CLIENT, 60, "80000038 00000001 00000000 00000002 000186a3 00000003")),
                Arguments.of("MySQL greeting", segment(3306, SERVER, 78, "4a0000 00 0a 352e372e33310000")),
                Arguments.of("MariaDB greeting", segment(3306, SERVER, 78, "4a0000 00 0a 31302e31312e3600")),
                Arguments.of("MySQL with another length", segment(3306, UNKNOWN, 77, "4a0000 00 0a 352e372e33310000")),
                Arguments.of("LDAP bind request", segment(389, CLIENT, 14, "300c 020101 6007 020103 0400 8000")),
                Arguments.of("LDAP bind response", segment(389, SERVER, 14, "300c 020101 6107 0a0100 0400 0400")),
                Arguments.of("Kerberos request over TCP", segment(88, CLIENT, 100, "00000060 6a5e 305c a103 020105")),
                Arguments.of("Kerberos reply over TCP", segment(88, SERVER, 100, "00000060 6b5e 305c a003 020105")),
                Arguments.of("DNS query over TCP", segment(53, CLIENT, 31, "001d 1234 0120 0001 0000 0000 0000")),
                Arguments.of("DNS query", datagram(53, CLIENT, 29, "1234 0100 0001 0000 0000 0000")),
                Arguments.of("DNS response", datagram(53, SERVER, 45, "1234 8180 0001 0001 0000 0000")),
                Arguments.of("DHCP request", datagram(67, CLIENT, 300, "01010600")),
                Arguments.of("DHCPv6 solicit", datagram(547, CLIENT, 60, "01abcdef 0001000a")),
                Arguments.of("DHCPv6 advertise", datagram(547, SERVER, 60, "02abcdef 0001000a")),
                Arguments.of("Kerberos request", datagram(88, CLIENT, 100, "6a62 3060 a103 020105")),
                Arguments.of("Kerberos error", datagram(88, SERVER, 100, "7e62 3060 a003 020105")),
                Arguments.of("NTP client", datagram(123, CLIENT, 48, "23 02 06 e8")),
                Arguments.of("NTP server", datagram(123, SERVER, 48, "24 02 06 e8")),
                Arguments.of("NTP symmetric", datagram(123, UNKNOWN, 48, "21 02 06 e8")),
                Arguments.of("NTP control response", datagram(123, SERVER, 12, "16 82 0001")),
                Arguments.of("SNMP get", datagram(161, CLIENT, 40, "3026 020101 0406 7075626c6963 a019 0204")),
                Arguments.of("SNMP response", datagram(161, SERVER, 40, "3026 020101 0406 7075626c6963 a219 0204")),
                Arguments.of(
                        "SNMPv3 request",
                        datagram(161, CLIENT, 64, "303e 020103 3011 020430f6f3d5 020300ffe3 040104 020103")),
                Arguments.of(
                        "SNMPv3 response",
                        datagram(161, UNKNOWN, 64, "303e 020103 3011 020430f6f3d5 020300ffe3 040100 020103")),
                Arguments.of("CLDAP search", datagram(389, CLIENT, 40, "3026 020101 6321 0400")),
                Arguments.of(
                        "IKEv2 initiator",
                        datagram(500, CLIENT, 300, "0102030405060708 0000000000000000 21 20 22 08 00000000 0000012c")),
                Arguments.of(
                        "IKEv2 responder behind translation",
                        datagram(
                                4500,
                                SERVER,
                                300,
                                "00000000 0102030405060708 1112131415161718 2e 20 23 20 00000001 0000012c")),
                Arguments.of("ESP behind translation", datagram(4500, UNKNOWN, 100, "01020304 00000001")),
                Arguments.of("OpenVPN hard reset", datagram(1194, CLIENT, 14, "38 0102030405060708 00 00000000")),
                Arguments.of("RADIUS request", datagram(1812, CLIENT, 60, "01 07 003c")),
                Arguments.of("RADIUS accept", datagram(1812, SERVER, 60, "02 07 003c")),
                Arguments.of("SSDP search", udp(1900, CLIENT, "M-SEARCH * HTTP/1.1\r\n")),
                Arguments.of("SIP registration", udp(5060, CLIENT, "REGISTER sip:pbx SIP/2.0\r\nCSeq: 1 REGISTER\r\n")),
                Arguments.of("SIP call", udp(5060, UNKNOWN, "INVITE sip:1@pbx SIP/2.0\r\nCSeq: 1 INVITE\r\n")),
                Arguments.of("SIP answer", udp(5060, SERVER, "SIP/2.0 200 OK\r\nVia: x\r\nCSeq: 1 REGISTER\r\n")),
                Arguments.of("SIP answer to a call", udp(5060, UNKNOWN, "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n")),
                Arguments.of("memcached get", datagram(11211, CLIENT, 20, "0001 0000 0001 0000 67657420 6b0d0a")),
                Arguments.of("memcached value", datagram(11211, SERVER, 30, "0001 0000 0001 0000 56414c5545206b20")),
                Arguments.of("DTLS ClientHello", datagram(5684, CLIENT, 100, "16 fefd 0000 000000000000 0057 01")),
                Arguments.of(
                        "DTLS HelloVerifyRequest", datagram(5684, SERVER, 60, "16 feff 0000 000000000000 002f 03")),
                Arguments.of("STUN request", datagram(3478, CLIENT, 28, "0001 0008 2112a442")),
                Arguments.of("STUN response", datagram(3478, SERVER, 32, "0101 000c 2112a442")),
                Arguments.of("STUN indication", datagram(3478, UNKNOWN, 28, "0011 0008 2112a442")),
                Arguments.of(
                        "QUIC Initial without own identifier",
                        datagram(443, CLIENT, 1250, "c0 00000001 08 0102030405060708 00 00 44d0")),
                Arguments.of(
                        "QUIC Initial to nobody",
                        datagram(443, SERVER, 1200, "c0 00000001 00 08 0102030405060708 00 44d0")),
                Arguments.of(
                        "QUIC Initial that may be either's",
                        datagram(443, UNKNOWN, 1200, "c0 00000001 08 0102030405060708 08 0102030405060708 00 44d0")),
                Arguments.of("QUIC Retry", datagram(443, SERVER, 100, "f0 00000001 00 08 0102030405060708")),
                Arguments.of(
                        "QUIC of another version",
                        datagram(443, UNKNOWN, 1250, "c0 00000009 08 0102030405060708 00 00 44d0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void shouldKnowWhoSendsIt(String name, Sample sample) {
        assertEquals(sample.role, sample.found(sample.payload.length), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void shouldReadNothingBeyondWhatWasCaptured(String name, Sample sample) {
        byte[] buffer = sample.buffer();
        for (int captured = 0; captured <= sample.payload.length; captured++) {
            byte[] cut = Arrays.copyOf(buffer, 3 + captured);
            PacketView view = sample.view(captured);
            int role = sample.protocol == IpProtocol.TCP ? PayloadRole.ofTcp(view, cut) : PayloadRole.ofUdp(view, cut);
            assertTrue(role >= 0 && role <= 2, name);
        }
    }

    @Property(tries = 20_000)
    void shouldBearAnyBytes(
            @ForAll @Size(max = 80) byte[] payload, @ForAll("ports") int port, @ForAll @IntRange(max = 3) int kind) {
        Sample sample =
                new Sample(kind < 2 ? IpProtocol.TCP : IpProtocol.UDP, port, kind % 2 == 0 ? CLIENT : SERVER, payload);
        byte[] buffer = sample.buffer();
        PacketView view = sample.view(payload.length);
        int role = kind < 2 ? PayloadRole.ofTcp(view, buffer) : PayloadRole.ofUdp(view, buffer);
        assertTrue(role >= 0 && role <= 2);
        if (payload.length >= 4) {
            NegotiationReader reader = new NegotiationReader();
            reader.read(view, buffer, 1, 0, 0);
            assertTrue(reader.found().size() <= payload.length);
        }
    }

    @Provide
    Arbitrary<Integer> ports() {
        return Arbitraries.of(
                21, 53, 67, 69, 88, 111, 123, 135, 161, 389, 443, 500, 547, 1194, 1812, 1900, 2049, 4500, 5060, 11_211,
                9999);
    }

    /** The handshake knows who the client is; payload must not say otherwise. */
    @Test
    void shouldNeverContradictAHandshakeInRealTraffic() throws IOException {
        long agreed = 0;
        for (Path capture : Corpus.nonBroken().toList()) {
            FlowMeter meter =
                    new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false);
            try (CaptureSet source = CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults())) {
                FlowList flows = meter.observe(source).flows();
                for (int i = 0; i < flows.count(); i++) {
                    agreed += agrees(flows.page(i), flows.base(i), capture) ? 1 : 0;
                }
            }
        }
        assertTrue(agreed > 900, "only " + agreed + " flows with a SYN and a payload that is known");
    }

    private static boolean agrees(long[] page, int base, Path capture) {
        byte decision = PacketEvidence.decide(page, base);
        long misc = page[base + FlowRecords.MISC];
        boolean clientA = (misc & FlowRecords.CLIENT_A) != 0;
        boolean clientB = (misc & FlowRecords.CLIENT_B) != 0;
        boolean known = decision >= 0
                && Decision.orientation(decision) == Orientation.SYN
                && clientA != clientB
                && FlowKey.protocol(page[base + FlowRecords.KEY]) == IpProtocol.TCP;
        if (known) {
            assertEquals(Decision.clientIsB(decision), clientB, () -> "client of a flow in " + capture.getFileName());
        }
        return known;
    }
}
