package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;

/** The report as a browser shows it from disk. */
class ReportBrowserIT {
    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path page;
    private static Finding first;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser(folder.resolve("profile"));
        AuditResult result = GeneratedResult.of(300);
        first = result.findings().row(0);
        String pcap = "evidence/" + first.id() + ".pcap";
        Evidence evidence = new Evidence(
                Map.of(
                        first.id(),
                        new Evidence.Packets(Map.of(pcap, new byte[24]), Map.of("a.pcap", List.of(1L, 2L)), 2)),
                9,
                List.of());
        page = write("report.html", result, evidence);
        Files.createDirectories(folder.resolve("evidence"));
        Files.write(folder.resolve(pcap), new byte[24]);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path write(String name, AuditResult result, Evidence evidence) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(HtmlReportTest.page(result, evidence), out);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1280,light", "1280,dark", "390,light", "390,dark"})
    void shouldOpenFromDiskForEveryone(int width, String theme) throws IOException {
        browser.width(width);
        browser.theme(theme);
        browser.console();
        browser.requests();

        browser.open(page);

        assertEquals(List.of(), browser.console());
        assertEquals(List.of(page.toUri().toString()), browser.requests());
        assertEquals(List.of(), browser.accessibilityFaults());
        assertEquals(
                0L,
                browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"),
                "nothing sticks out sideways");
        assertEquals(
                theme.equals("dark"),
                browser.run(
                        "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0,3).every(c => c < 128)"));
    }

    @Test
    void shouldFilterSortAndSearch() {
        browser.open(page);

        assertEquals(List.of("high"), browser.run("""
                        const form = document.querySelector('form[data-table=findings-table]');
                        form.elements.severity.value = 'high';
                        form.dispatchEvent(new Event('input', {bubbles: true}));
                        return [...new Set([...document.querySelectorAll('#findings-table tbody tr')]
                          .filter(row => !row.hidden).map(row => row.cells[0].textContent.trim()))];
                        """));
        assertEquals(true, browser.run("""
                        const form = document.querySelector('form[data-table=findings-table]');
                        form.elements.severity.value = '';
                        form.elements.search.value = arguments[0];
                        form.dispatchEvent(new Event('input', {bubbles: true}));
                        const shown = [...document.querySelectorAll('#findings-table tbody tr')].filter(row => !row.hidden);
                        form.elements.search.value = '';
                        form.dispatchEvent(new Event('input', {bubbles: true}));
                        return shown.length === 1 && shown[0].id === arguments[0];
                        """, first.id()));
        assertEquals(true, browser.run("""
                        const button = document.querySelector('#findings-table thead th:nth-child(6) button');
                        button.click();
                        const bytes = [...document.querySelectorAll('#findings-table tbody tr')]
                          .map(row => Number(row.cells[5].dataset.sort));
                        return bytes.length > 1 && bytes.every((value, i) => i === 0 || bytes[i - 1] <= value)
                          && button.parentNode.getAttribute('aria-sort') === 'ascending';
                        """));
    }

    @Test
    void shouldShowTheHostsOfARuleAndFilterByConfidence() throws IOException {
        browser.width(1280);
        browser.open(page);

        assertEquals(true, browser.run("""
                        const details = document.querySelector('#coverage td details');
                        details.open = true;
                        return details.querySelectorAll('li').length === 12 && details.offsetHeight > 100;
                        """));
        assertEquals(List.of(), browser.accessibilityFaults());
        assertEquals(List.of("", "medium"), browser.run("""
                        const form = document.querySelector('#coverage form');
                        return [...form.elements.confidence.options].map(option => option.value);
                        """));
        assertEquals(true, browser.run("""
                        const form = document.querySelector('#coverage form');
                        form.elements.confidence.value = 'medium';
                        form.dispatchEvent(new Event('input', {bubbles: true}));
                        const rows = [...document.querySelectorAll('#coverage table')][0].tBodies[0].rows;
                        const shown = [...rows].filter(row => !row.hidden);
                        return shown.length > 0 && shown.length < rows.length
                          && shown.every(row => row.cells[7].textContent === 'medium');
                        """));
    }

    @Test
    void shouldLeadToTheEvidence() {
        browser.open(page);

        Object link = browser.run(
                "return document.querySelector('#' + arguments[0] + ' a[href^=\"evidence/\"]').href", first.id());

        assertEquals(folder.resolve("evidence/" + first.id() + ".pcap").toUri().toString(), link);
        assertEquals(
                true,
                browser.run(
                        "return document.getElementById(arguments[0]).textContent.includes('a.pcap frames 1-2')",
                        first.id()));
    }

    /** Seconds that nobody would take for responsive: the figure itself is for the reader of the log. */
    @Test
    void shouldStayResponsiveWithAHundredThousandConversations() throws Exception {
        Path large = write("large.html", GeneratedResult.of(100_000), Evidence.NONE);

        browser.open(large);
        @SuppressWarnings("unchecked")
        List<Number> took = (List<Number>) browser.run("""
                const load = performance.getEntriesByType('navigation')[0].domComplete;
                const form = document.querySelector('#conversation-view form');
                const time = action => { const start = performance.now(); action(); document.body.offsetHeight; return performance.now() - start; };
                const search = time(() => { form.elements.search.value = 'tcp/443'; form.dispatchEvent(new Event('input', {bubbles: true})); });
                const sort = time(() => document.querySelector('#conversation-view thead th:nth-child(8) button').click());
                const next = time(() => form.parentNode.querySelector('.pages button[name=next]').click());
                return [load, search, sort, next].map(Math.round);
                """);

        System.out.println("100,000 conversations: load, search, sort, next page in ms: " + took);
        assertEquals(100L, browser.run("return document.querySelectorAll('#conversation-view tbody tr').length"));
        assertTrue(took.stream().allMatch(milliseconds -> milliseconds.longValue() < 30_000), took::toString);
    }
}
