package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirewarrant.testing.Corpus;

/** The captures damaged on purpose: what is kept of each, and where its damage is. */
class BrokenCapturesTest {
    private static final Map<String, String> EXPECTED = new TreeMap<>();

    static {
        put(
                "appletcpdump__ospf6_print_lshdr-oobr.pcapng",
                15,
                "2198: record 16 claims 18743296 captured bytes, more than the maximum of 262144");
        put(
                "appletcpdump__rpl-dao-oobr.pcapng",
                1,
                "150: record 2 claims 218959117 captured bytes, more than the maximum of 262144");
        put("arkime__empty.pcap", 0, "none");
        put("dpkt__truncated_dns_2.pcap", 1, "240: cut short inside a record header: 7 bytes of it are there");
        put("gopacket__be-test901.pcapng", 2, "492: pcapng version 2.0 is not supported; section 2 is passed over");
        put("libpcap__brcm-tag.pcap", 15, "none");
        put(
                "libpcap__linktype-reserved-field-not-zero.pcap",
                0,
                "20: reserved bits of the link-type field are set (0x00300000)");
        put("libpcap__pcap-invalid-version-1.pcap", 0, "4: pcap version 1.4 is not supported, only 2.0 and later");
        put(
                "libpcap__pcapng-invalid-vers-1.pcapng",
                0,
                "12: pcapng version 0.1 is not supported; section 1 is passed over");
        put("libpcap__shb-option-too-long.pcapng", 1, "24: option of 12336 bytes is longer than its section header");
        EXPECTED.put("made__zero-bytes.pcap", "is empty");
        put("ndpi__fuzz-2006-09-29-28586.pcap", 131, "none");
        put(
                "pcapdroid__crash-593ec6ea.bin",
                1,
                "134: record 2 claims 6553600 captured bytes, more than the maximum of 262144");
        put("pcapplusplus__cf-43397120.bin", 1, "57: cut short inside a record header: 2 bytes of it are there");
        put(
                "pcapplusplus__cf-46235648.bin",
                1,
                "1064: record 2 claims 640034342 captured bytes, more than the maximum of 262144");
        put(
                "pcapplusplus__crash-81dba690.bin",
                11,
                "1043: cut short inside record 12 of 19216 bytes: 8944 bytes of it are there");
        put("pcapplusplus__crash-8534c61c.bin", 2, "186: cut short inside a record header: 2 bytes of it are there");
        put(
                "pcapplusplus__crash-pcapng-epb-unbounded-length.bin",
                0,
                "48: packet of 65536 captured bytes in a block of 32");
        EXPECTED.put("samples__Ethernet_Pause_Frame.cap", "is a Sniffer (DOS) trace, which is not read");
        put(
                "suricata__bug-1450-04-tls_DER-incomplete-header.pcap",
                6,
                "5035: record 7 claims 4325376 captured bytes, more than the maximum of 262144");
        put(
                "suricata__bug-6875-01-fuzz.pcap",
                1,
                "228: record 2 claims 1409179648 captured bytes, more than the maximum of 262144");
        put("tcpdump__arp-oobr.pcap", 2282, "none");
        put("tcpdump__ipv4_invalid_hdr_length.pcap", 1, "none");
        put("tcpdump__time_2038_overflow.pcap", 1, "none");
        put("tcpdump__timestamp_invalid_micro.pcap", 3, "120: time of record 2 has a fraction of a second or more");
        put("tcpdump__vtp_asan.pcap", 5, "none");
    }

    private static void put(String name, int frames, String damage) {
        EXPECTED.put(name, frames + " frames, damage " + damage);
    }

    @Test
    void shouldKeepWhatIsReadableAndNameTheDamage() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(Corpus.captures().resolve("broken"))) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), read(file));
            }
        }
        assertEquals(EXPECTED, found);
    }

    private static String read(Path file) throws IOException {
        try (CaptureSet source = CaptureFiles.open(List.of(file.toString()), CaptureOptions.defaults())) {
            Reading reading = Reading.all(source);
            return reading.frames.size() + " frames, damage " + reading.damage();
        } catch (CaptureException e) {
            return e.what();
        }
    }
}
