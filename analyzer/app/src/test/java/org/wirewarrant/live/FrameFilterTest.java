package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirewarrant.live.PcapBytes.SECOND;
import static org.wirewarrant.live.PcapBytes.udp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

class FrameFilterTest {
    private static final List<String> EXPRESSIONS = List.of(
            "tcp",
            "udp or icmp",
            "ip6",
            "port 53 or port 80 or port 443",
            "net 10.0.0.0/8 or net 192.168.0.0/16",
            "less 100",
            "vlan or mpls",
            "tcp[tcpflags] & tcp-syn != 0",
            "ip[8] < 100");

    @TempDir
    private Path folder;

    private Path tcpdump;

    @BeforeEach
    void needsLibpcap() {
        tcpdump = Tools.require("tcpdump");
    }

    @Test
    void shouldPassWhatTcpdumpPasses() throws IOException, InterruptedException {
        List<Path> captures = Corpus.nonBroken()
                .filter(capture -> !capture.toString().endsWith(".gz"))
                .toList();
        int compared = 0;
        for (int i = 0; i < captures.size(); i++) {
            Path capture = captures.get(i);
            String expression = EXPRESSIONS.get(i % EXPRESSIONS.size());
            Process process = new ProcessBuilder(tcpdump.toString(), "--count", "-nr", capture.toString(), expression)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                long expected = said.lines()
                        .filter(line -> line.matches("\\d+ packets?"))
                        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                        .sum();
                assertEquals(expected, matching(capture, expression), capture + " " + expression);
                compared++;
            } else if (!said.contains("the first interface")) {
                CaptureException refused =
                        assertThrows(CaptureException.class, () -> matching(capture, expression), capture.toString());
                assertTrue(said.contains(refused.what().replaceFirst(" on link type .*", "")), said + refused);
                compared++;
            }
        }
        assertTrue(compared >= captures.size() * 8 / 10, compared + " of " + captures.size());
    }

    private static long matching(Path capture, String expression) throws IOException {
        try (FrameFilter filter = FrameFilter.compile(expression);
                CaptureSource source = filter.over(
                        CaptureFiles.open(List.of(capture.toString()), CaptureOptions.defaults()), () -> false)) {
            long matching = 0;
            Frame frame = new Frame();
            while (source.next(frame)) {
                matching++;
            }
            return matching;
        }
    }

    @Test
    void shouldRefuseBadSyntaxAtOnceInOneLine() {
        CaptureException refused =
                assertThrows(CaptureException.class, () -> FrameFilter.compile("tcp port http and and"));
        assertEquals("--filter 'tcp port http and and': syntax error (see pcap-filter(7))", refused.getMessage());
    }

    @Test
    void shouldRefuseWhatDoesNotFitALinkTypeWhenItComes() throws IOException {
        Path ethernet = new PcapBytes(LinkTypes.ETHERNET)
                .add(SECOND, udp(1, 1, 2, 53, 0))
                .write(folder.resolve("e.pcap"));
        CaptureException refused =
                assertThrows(CaptureException.class, () -> matching(ethernet, "wlan addr1 00:11:22:33:44:55"));
        assertEquals(
                "--filter 'wlan addr1 00:11:22:33:44:55': 'addr1' and 'address1' are only supported on 802.11"
                        + " with 802.11 headers on link type ETHERNET (1) (see pcap-filter(7))",
                refused.getMessage());
    }

    @Test
    void shouldFilterEachLinkTypeOfOneRunByItsOwnProgram() throws IOException {
        byte[] frame = udp(1, 4000, 2, 53, 9000);
        byte[] other = udp(1, 4000, 2, 54, 0);
        Path ethernet = new PcapBytes(LinkTypes.ETHERNET)
                .add(SECOND, frame)
                .add(2 * SECOND, other)
                .write(folder.resolve("e.pcap"));
        Path raw = new PcapBytes(LinkTypes.RAW)
                .add(3 * SECOND, Arrays.copyOfRange(frame, 14, frame.length))
                .add(4 * SECOND, Arrays.copyOfRange(other, 14, other.length))
                .write(folder.resolve("r.pcap"));
        try (FrameFilter filter = FrameFilter.compile("udp dst port 53");
                CaptureSet files =
                        CaptureFiles.open(List.of(ethernet.toString(), raw.toString()), CaptureOptions.defaults());
                CaptureSource source = filter.over(files, () -> false)) {
            Frame passed = new Frame();
            assertTrue(source.next(passed));
            assertEquals(SECOND, passed.nanos());
            assertTrue(source.next(passed));
            assertEquals(3 * SECOND, passed.nanos());
            assertFalse(source.next(passed));
            assertEquals(4, source.summary().frames());
        }
    }
}
