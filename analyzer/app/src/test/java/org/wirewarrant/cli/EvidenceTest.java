package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.capture.PcapRecords;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

class EvidenceTest {
    private static final String SAMPLE =
            Corpus.root().resolve("samples/pcap/zimbra-lab.pcapng").toString();
    private static final String SITE =
            Corpus.root().resolve("samples/zimbra-lab.yaml").toString();

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheVeryFramesOfTheCapture() throws Exception {
        Path bundle = sample("bundle");
        Map<Long, String> captured = frames(SAMPLE);
        int withPackets = 0;

        for (CSVRecord finding : findings(bundle)) {
            String cell = finding.get("evidence");
            long packets = Long.parseLong(finding.get("packets"));
            assertEquals(packets > 0, !cell.isEmpty(), finding::toString);
            if (packets > 0) {
                String file = "evidence/" + finding.get("finding_id") + ".pcap";
                String start = file + " from " + SAMPLE + " frame";
                assertTrue(cell.startsWith(start), cell);
                List<Long> numbers = numbers(cell.substring(cell.lastIndexOf(' ') + 1));
                assertEquals(
                        numbers.stream().map(captured::get).toList(),
                        List.copyOf(frames(bundle.resolve(file).toString()).values()));
                // An ICMP error about a packet is evidence, too, and no packet of the conversation.
                assertTrue(numbers.size() >= Math.min(100, packets), finding::toString);
                withPackets++;
            }
        }

        assertTrue(withPackets > 10, () -> "the sample has findings with packets");
    }

    @Test
    void shouldOpenInWireshark() throws Exception {
        Path tshark = Tools.require("tshark");
        Path bundle = sample("bundle");
        CSVRecord first = findings(bundle).get(0);
        Path pcap = bundle.resolve("evidence/" + first.get("finding_id") + ".pcap");

        List<String> rows = run(
                        tshark, "-n", "-r", pcap.toString(), "-T", "fields", "-e", "frame.time_epoch", "-e", "ip.addr")
                .lines()
                .toList();

        String ends = "(%1$s,%2$s|%2$s,%1$s)".formatted(first.get("client_ip"), first.get("server_ip"));
        assertEquals(frames(pcap.toString()).size(), rows.size());
        rows.forEach(row -> assertTrue(row.matches("[0-9]+\\.[0-9]{9}\t" + ends), row));
        assertTrue(rows.get(0).startsWith(epoch(first.get("first_seen")) + "\t"), rows.get(0));
    }

    @Test
    void shouldKeepTheSamePacketsOfAStream() throws Exception {
        Path pipe = folder.resolve("pipe");
        run(Tools.require("mkfifo"), pipe.toString());
        Process writer = new ProcessBuilder(
                        Tools.require("sh").toString(), "-c", "cat \"$1\" > \"$2\"", "sh", SAMPLE, pipe.toString())
                .start();
        Path streamed = analyze("streamed", pipe.toString(), "--site", SITE);
        assertEquals(0, writer.waitFor());

        assertEquals(evidence(sample("read")), evidence(streamed));
        try (Stream<Path> files = Files.list(streamed)) {
            assertEquals(
                    0,
                    files.filter(file -> file.getFileName().toString().startsWith("."))
                            .count());
        }
    }

    @Test
    void shouldKeepAHundredPacketsAtMostAndNoneWhereNoneAreWanted() throws Exception {
        Path capture = folder.resolve("long.pcap");
        int[] ports = new int[50];
        Arrays.fill(ports, 5556);
        TinyCapture.write(capture, ports);

        Path bundle = analyze("bundle", capture.toString(), "--rules", "openuem");
        CSVRecord finding = findings(bundle).get(0);
        assertEquals("150", finding.get("packets"));
        assertEquals(
                "evidence/%s.pcap from %s frames 1-100".formatted(finding.get("finding_id"), capture),
                finding.get("evidence"));

        Path none = analyze("none", capture.toString(), "--rules", "openuem", "--evidence", "none");
        assertFalse(Files.exists(none.resolve("evidence")));
        assertEquals("", findings(none).get(0).get("evidence"));
    }

    @Test
    void shouldPartLinkTypesThatOneFileCannotHold() throws Exception {
        Path ethernet = TinyCapture.write(folder.resolve("a.pcap"), 5556);
        Path raw = folder.resolve("b.pcap");
        writeRaw(ethernet, raw);

        Path bundle = analyze("bundle", ethernet.toString(), raw.toString(), "--rules", "openuem");

        CSVRecord finding = findings(bundle).get(0);
        String id = finding.get("finding_id");
        assertEquals(
                "evidence/%1$s.pcap evidence/%1$s-linktype101.pcap from %2$s frames 1-3; %3$s frames 1-3"
                        .formatted(id, ethernet, raw),
                finding.get("evidence"));
        assertEquals(
                List.copyOf(frames(raw.toString()).values()),
                List.copyOf(frames(bundle.resolve("evidence/" + id + "-linktype101.pcap")
                                .toString())
                        .values()));
    }

    @Test
    void shouldKeepToWhatAFilterLetThrough() throws Exception {
        Path capture = TinyCapture.write(folder.resolve("two.pcap"), 4444, 5555);

        Path bundle = analyze("bundle", capture.toString(), "--rules", "openuem", "--filter", "tcp port 5555");

        assertEquals(
                "evidence/%s.pcap from %s frames 4-6"
                        .formatted(findings(bundle).get(0).get("finding_id"), capture),
                findings(bundle).get(0).get("evidence"));
    }

    private Path sample(String name) {
        return analyze(name, SAMPLE, "--site", SITE);
    }

    private Path analyze(String name, String... arguments) {
        Path bundle = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("analyze"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--report", "none", "--out", bundle.toString(), "--quiet"));
        Spoken spoken = Spoken.by(command.toArray(String[]::new));
        assertEquals(0, spoken.code(), spoken::err);
        return bundle;
    }

    private static List<CSVRecord> findings(Path bundle) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(bundle.resolve("findings.csv"), StandardCharsets.UTF_8, format)) {
            return rows.getRecords();
        }
    }

    private static Map<String, String> evidence(Path bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> evidence = Files.list(bundle.resolve("evidence"))) {
            for (Path file : evidence.toList()) {
                files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        assertFalse(files.isEmpty());
        return files;
    }

    /** Frames as text, by number. */
    private static Map<Long, String> frames(String capture) throws IOException {
        Map<Long, String> frames = new LinkedHashMap<>();
        Frame frame = new Frame();
        try (CaptureSource source =
                CaptureFiles.open(List.of(capture), CaptureOptions.defaults().withHash(false))) {
            while (source.next(frame)) {
                byte[] bytes =
                        Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
                frames.put(
                        frame.ordinal(),
                        frame.nanos() + " " + frame.linkType() + " " + frame.wireLength() + Arrays.toString(bytes));
            }
        }
        return frames;
    }

    private static List<Long> numbers(String ranges) {
        return Stream.of(ranges.split(",", -1))
                .flatMap(range -> {
                    String[] ends = range.split("-", -1);
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                            .mapToObj(number -> (long) number);
                })
                .toList();
    }

    /** The same packets without Ethernet, a year later. */
    private static void writeRaw(Path ethernet, Path raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PcapRecords.header(bytes, LinkTypes.RAW);
        Frame frame = new Frame();
        Frame bare = new Frame();
        try (CaptureSource source = CaptureFiles.open(List.of(ethernet.toString()), CaptureOptions.defaults())) {
            while (source.next(frame)) {
                int length = frame.capturedLength() - 14;
                long later = frame.nanos() + 31_536_000_000_000_000L;
                bare.wrap(frame.bytes(), frame.offset() + 14, length, length, later, LinkTypes.RAW, frame.ordinal());
                PcapRecords.record(bytes, bare, length);
            }
        }
        Files.write(raw, bytes.toByteArray());
    }

    private static String epoch(String rfc3339) {
        Instant time = Instant.parse(rfc3339);
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    private static String run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return out;
    }
}
