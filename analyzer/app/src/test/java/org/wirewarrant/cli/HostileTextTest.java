package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Text that somebody else wrote, through every output of a run. */
class HostileTextTest {
    private static final String TEXT =
            "=cmd|' /C calc'!A1 <script>alert(1)</script> </style></svg> \\\"quoted\\\" 'single' &amp; \\u202egnp.exe\\u202c"
                    + " \\u0007\\x1b[2J line\\nbreak \\u2028 {{7*7}} ${7*7} \\ud800";
    /** A megabyte. */
    private static final String LONG = TEXT + " " + "long ".repeat(200_000);

    @TempDir
    private Path folder;

    private Path bundle;

    @BeforeEach
    void analyze() throws IOException {
        Path pack = Files.writeString(folder.resolve("evil.yaml"), """
                pack: evil
                title: "%1$s"
                document: {title: "%1$s", publisher: "%1$s", lines: 9, statements: 2}
                roles:
                  web: {title: "%1$s"}
                  client: {title: Client}
                rules:
                  - {id: evil-long, service: "%2$s", from: [client], to: [web], protocol: tcp, ports: [443],
                     requirement: mandatory, note: "%2$s", source: {lines: [1, 2]}}
                  - {id: evil-short, service: "%1$s", from: [client], to: [web], protocol: tcp, ports: [80],
                     requirement: mandatory, note: "%1$s", source: {lines: [3, 3]}}
                """.formatted(TEXT, LONG));
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: "%1$s"
                packs: [%2$s]
                roles:
                  web: [10.0.0.2]
                  client: [10.0.0.1]
                exceptions:
                  - {from: 10.0.0.1, to: 10.0.0.2, protocol: tcp, ports: [9999], reason: "%1$s", approved_by: "%1$s",
                     approved_on: 2026-01-01, expires: 2026-12-01, ticket: "%1$s"}
                """.formatted(TEXT, pack));
        Path capture = TinyCapture.write(folder.resolve("=1+1 <b>\u202e&'.pcap"), 80, 5556);
        bundle = folder.resolve("bundle");
        Spoken spoken = Spoken.by(
                "analyze", capture.toString(), "--site", site.toString(), "--out", bundle.toString(), "--quiet");
        assertEquals(new Spoken(0, "", ""), spoken);
    }

    @Test
    void shouldReachEveryOutputHarmlessly() throws Exception {
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                switch (name.substring(name.lastIndexOf('.'))) {
                    case ".csv" -> csv(file);
                    case ".json" ->
                        assertTrue(new ObjectMapper().readTree(file.toFile()).isObject(), name);
                    case ".svg" -> svg(file);
                    case ".html" -> html(file);
                    case ".pdf" -> pdf(file);
                    default ->
                        assertTrue(List.of(".png", ".pcap").contains(name.substring(name.lastIndexOf('.'))), name);
                }
            }
        }
    }

    private static void csv(Path file) throws IOException {
        try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            for (CSVRecord row : rows) {
                row.forEach(cell -> assertFalse(cell.matches("(?s)[=+\\-@\\t\\r].*"), () -> file + ": " + cell));
            }
        }
    }

    private static void svg(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(file.toFile());
        assertEquals(0, document.getElementsByTagName("script").getLength(), file::toString);
        assertTrue(Files.size(file) < 2_000_000, file::toString);
    }

    private static void html(Path file) throws IOException {
        String html = Files.readString(file);
        assertFalse(html.contains("<script>alert"), "a script of somebody else's");
        assertFalse(html.codePoints().anyMatch(c -> c == 0x202e || c == 0x1b || c == 7), "controls");
        assertEquals(2, html.split("<script", -1).length - 1, "the data and the page's own");
        assertTrue(html.length() < 3_000_000, "a megabyte of text is cut");
    }

    private static void pdf(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("<script>alert(1)</script>"), "shown as it is written");
            assertFalse(text.codePoints().anyMatch(c -> c == 0x202e || c == 0x1b || c == 7), "controls");
            assertTrue(document.getNumberOfPages() < 100, "a megabyte of text is cut");
        }
    }
}
