package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.policy.PolicyException;

class PdfReportTest {
    private static byte[] pdf(AuditResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tally tally = Tally.of(result);
        PdfReport.write(HtmlReportTest.page(result), Charts.of(result, tally), result.lastNanos(), out);
        return out.toByteArray();
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }

    @Test
    void shouldHoldFindingsRulesAndPageNumbers(@TempDir Path folder) throws IOException, PolicyException {
        byte[] bytes = pdf(SmallResult.of(SmallResult.pack(folder)));

        try (PDDocument document = Loader.loadPDF(bytes)) {
            String text = text(document);
            for (String part : List.of(
                    "1 of 3 conversations is not documented",
                    "=1+1, said \"it\" and went on",
                    "-demo-db is near",
                    "required, and never seen",
                    "demo-web-copy",
                    "medium confidence: db: 3 hosts, <b>2</b>",
                    "hosts: 2 seen; 12 unseen, no-contact",
                    "0 documented instead of 1, 2 undocumented instead of 1",
                    "Not seen is not not used",
                    "page 2 of " + document.getNumberOfPages(),
                    "ab".repeat(16))) {
                assertTrue(text.contains(part), () -> part + " is not in: " + text);
            }
        }
    }

    @Test
    void shouldEmbedItsFontsAndBeDatedByTheCapture(@TempDir Path folder) throws IOException, PolicyException {
        byte[] bytes = pdf(SmallResult.of(SmallResult.pack(folder)));

        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertEquals(
                    Instant.parse("2026-11-21T01:02:04Z"),
                    document.getDocumentInformation().getCreationDate().toInstant());
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(name).isEmbedded(), name.getName());
                }
            }
        }
    }

    @Test
    void shouldReplaceWhatItCannotShow(@TempDir Path folder) throws IOException, PolicyException {
        byte[] bytes =
                pdf(SmallResult.of(SmallResult.pack(folder), "a\u0000\u001b\u202e\u6f22<b>&\ud83d\ude00\uffff", "]]>"));

        try (PDDocument document = Loader.loadPDF(bytes)) {
            String text = text(document);
            assertTrue(text.contains("a????<b>&"), text);
            assertTrue(text.contains("]]>"), text);
        }
    }

    @Test
    void shouldGiveTheSameBytesEachTime() throws IOException, PolicyException {
        FixedResult result = GeneratedResult.of(30);

        assertArrayEquals(pdf(result), pdf(result));
    }

    @Test
    void shouldKeepEveryLetterInsideThePageAndApartFromTheOthers(@TempDir Path folder)
            throws IOException, PolicyException {
        String endless = "w".repeat(400) + " " + "evidence/F-0000.pcap,".repeat(40);
        byte[] bytes = pdf(SmallResult.of(SmallResult.pack(folder), endless, endless));

        Letters letters = new Letters();
        try (PDDocument document = Loader.loadPDF(bytes)) {
            letters.getText(document);
        }
        assertEquals(List.of(), letters.problems);
        assertTrue(letters.count > 1000, () -> letters.count + " letters");
    }

    /** Finds letters that leave the margins of the page, or lie on another one. */
    private static final class Letters extends PDFTextStripper {
        private static final double MARGIN = 15 / 25.4 * 72 - 1;
        private final List<String> problems = new ArrayList<>();
        private final Map<Long, Rectangle2D> places = new HashMap<>();
        private long count;

        @Override
        protected void startPage(PDPage page) {
            places.clear();
        }

        @Override
        protected void processTextPosition(TextPosition letter) {
            super.processTextPosition(letter);
            if (letter.getUnicode().isBlank() || letter.getDir() != 0) {
                return;
            }
            count++;
            double width = letter.getWidthDirAdj();
            double left = letter.getXDirAdj();
            double base = letter.getYDirAdj();
            if (left < MARGIN || left + width > letter.getPageWidth() - MARGIN || base > letter.getPageHeight()) {
                problems.add("page " + getCurrentPageNo() + ": '" + letter.getUnicode() + "' at " + left + ", " + base);
            }
            double middle = left + width / 2;
            Rectangle2D core = new Rectangle2D.Double(middle - 0.4, base - 0.8, 0.8, 0.6);
            Rectangle2D other = places.put(Math.round(base) << 32 | Math.round(middle), core);
            if (other != null && other.intersects(core)) {
                problems.add("page " + getCurrentPageNo() + ": '" + letter.getUnicode() + "' on another at " + core);
            }
        }
    }
}
