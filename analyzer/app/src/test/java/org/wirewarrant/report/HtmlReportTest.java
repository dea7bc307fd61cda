package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.report.BundleOptions.FlowsFormat;
import org.wirewarrant.report.BundleOptions.View;

class HtmlReportTest {
    private static final String HOSTILE =
            "<script>alert(1)</script> \"'` &amp; </style> \u0000\u001b[2J\u202egnp.exe\u2028 ${7*7} =cmd()";

    @TempDir
    private Path folder;

    private RulePack pack;

    @BeforeEach
    void load() throws IOException, PolicyException {
        pack = SmallResult.pack(folder);
    }

    static ReportPage page(AuditResult result) {
        return page(result, Evidence.NONE);
    }

    static ReportPage page(AuditResult result, Evidence evidence) {
        Tally tally = Tally.of(result);
        BundleOptions options = new BundleOptions(
                FlowsFormat.CSV,
                EnumSet.allOf(View.class),
                Map.of("capture", List.of(new FileDigest("a,b.pcapng", 4096, Optional.of("ab".repeat(32))))),
                Map.of("captures", List.of("a,b.pcapng")),
                new BundleOptions.Run(Instant.EPOCH, List.of(), 1));
        return new PageMaker(result, tally, options, Charts.of(result, tally), evidence).page();
    }

    private static String html(AuditResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(page(result), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void shouldAnswerFirst() throws IOException {
        String html = html(SmallResult.of(pack));

        assertEquals("Demo", between(html, "<h1>", "</h1>"));
        assertEquals(
                "1 of 3 conversations is not documented, and answered. 1 of 2 required rules was never answered in this"
                        + " window. 1 finding of high severity.",
                between(html, "<p class=\"answer\">", "</p>"));
    }

    @Test
    void shouldSayWhatItIsWorthThatARuleWasNotSeen() throws IOException {
        String html = html(SmallResult.of(pack));

        String required = between(html, "<h3>Required, and never answered</h3>", "</ul>");
        assertTrue(required.contains("medium confidence: db: 3 hosts, &lt;b&gt;2&lt;/b&gt;"), required);
        String row = between(html, "<tr id=\"rule-demo-db\">", "</tr>");
        assertTrue(row.contains("<td>medium</td>"), row);
        assertTrue(row.contains("db: 3 hosts, &lt;b&gt;2&lt;/b&gt;"), row);
        assertEquals(12, row.split("<li>", -1).length - 1, "hosts");
        assertTrue(
                row.contains("<strong>10.9.0.3</strong> unseen, no-contact<br><span class=\"soft\">no packet between it"
                        + " &amp; &lt;others&gt; was captured</span>"),
                row);
        assertTrue(row.contains("and 2 more, 7 more hosts not listed; coverage-hosts.csv lists them"), row);
    }

    @Test
    void shouldSayWhatBroadRangesDecide() throws IOException {
        String html = html(SmallResult.of(pack));

        String sentence = "If ranges of more than 1,024 ports explained nothing: 0 documented instead of 1,"
                + " 2 undocumented instead of 1.";
        assertTrue(between(html, "<section id=\"summary\"", "</section>").contains(sentence));
        String ranges = between(html, "<section id=\"ranges\"", "</section>");
        assertTrue(ranges.contains(sentence), ranges);
        assertTrue(ranges.contains("660 B (25 %)"), ranges);
    }

    @Test
    void shouldAskNothingOfTheNetwork() throws IOException {
        String html = html(SmallResult.of(pack));

        Matcher references =
                Pattern.compile("(?:src|href|action)=[\"']([^\"']*)").matcher(html);
        while (references.find()) {
            assertTrue(references.group(1).startsWith("#"), references.group(1));
        }
        assertFalse(Pattern.compile("url\\((?!#)|@import|fetch\\(|XMLHttpRequest")
                .matcher(html)
                .find());
        assertTrue(
                html.contains(
                        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\""));
    }

    @Test
    void shouldLinkOnlyToPlacesThatAreThere() throws IOException {
        String html = html(SmallResult.of(pack));

        Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(html);
        while (links.find()) {
            assertTrue(html.contains(" id=\"" + links.group(1) + "\""), links.group(1));
        }
    }

    @Test
    void shouldShowHostileTextAsText() throws IOException {
        String html = html(SmallResult.of(pack, HOSTILE, HOSTILE));

        String shown =
                "&lt;script&gt;alert(1)&lt;/script&gt; \"'` &amp;amp; &lt;/style&gt; ??[2J?gnp.exe? ${7*7} =cmd()";
        assertTrue(html.contains("<strong>" + shown + "</strong>"), between(html, "<tr id=\"f1\">", "</tr>"));
        assertEquals(
                html(SmallResult.of(pack)).split("<script", -1).length,
                html.split("<script", -1).length,
                "script elements");
        html.codePoints().forEach(c -> assertTrue(c >= ' ' || c == '\n', () -> "control character " + c));
    }

    @Test
    void shouldCutWhatIsVeryLong() throws IOException {
        String html = html(SmallResult.of(pack, "x".repeat(5_000_000), ""));

        assertTrue(html.contains("<strong>" + "x".repeat(1000) + "\u2026</strong>"));
        assertTrue(html.length() < 1_000_000);
    }

    @Test
    void shouldHandConversationsToItsScriptUndocumentedFirst() throws IOException {
        String html = html(SmallResult.of(pack));

        JsonNode rows = new ObjectMapper()
                .readTree(between(html, "<script type=\"application/json\" id=\"conversation-data\">", "</script>"));
        assertEquals(new ObjectMapper().readTree("""
                                [["2001:db8::2", "db web", "10.0.0.1", "client", "udp/65535", 1, 1, 660,
                                  "2026-11-21 01:02:03", "undocumented", "no-rule", "", "f1"],
                                 ["10.0.0.1", "client", "10.0.0.254", "", "gre", 1, 1, 660,
                                  "2026-11-21 01:02:03", "approved", "exception", "", ""],
                                 ["10.0.0.1", "client", "2001:db8::2", "db web", "tcp/443", 1, 1, 660,
                                  "2026-11-21 01:02:03", "documented", "exact", "demo-web", ""]]
                                """), rows);
    }

    @Test
    void shouldKeepJsonInsideItsScriptElement() {
        assertEquals(
                "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\" \\\\ ?\"",
                ConversationData.quoted("</script><!-- & \" \\ \u2028"));
    }

    @Test
    void shouldGiveTheSameBytesEachTime() throws IOException, PolicyException {
        FixedResult result = GeneratedResult.of(300);

        assertArrayEquals(
                html(result).getBytes(StandardCharsets.UTF_8), html(result).getBytes(StandardCharsets.UTF_8));
    }
}
