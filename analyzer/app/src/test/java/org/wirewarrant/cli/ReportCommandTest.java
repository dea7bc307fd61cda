package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;

class ReportCommandTest {
    private static final String SITE =
            Corpus.root().resolve("samples/zimbra-lab.yaml").toString();
    private static final String SAMPLE =
            Corpus.root().resolve("samples/pcap/zimbra-lab.pcapng").toString();

    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Spoken run(String... arguments) {
        return Spoken.by(arguments);
    }

    private JsonNode summary(String bundle) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(bundle).resolve("summary.json").toFile());
    }

    @Test
    void shouldMakeTheBundleOfTheCaptureFromItsStore() throws IOException {
        Spoken analyzed =
                run("analyze", SAMPLE, "--site", SITE, "--out", at("offline"), "--store", at("a.db"), "--quiet");
        assertEquals(new Spoken(0, "", ""), analyzed);
        Spoken reported = run("report", at("a.db"), "--site", SITE, "--out", at("stored"), "--quiet");
        assertEquals(new Spoken(0, "", ""), reported);
        for (String file : List.of("conversations.csv", "flows.csv", "findings.csv", "coverage.csv", "summary.json")) {
            assertEquals(
                    Files.readString(folder.resolve("offline").resolve(file)),
                    Files.readString(folder.resolve("stored").resolve(file)),
                    file);
        }
        assertEquals(EvidenceFiles.in(folder.resolve("offline")), EvidenceFiles.in(folder.resolve("stored")));
        assertEquals(0, run("verify", at("stored")).code());
        JsonNode manifest = new ObjectMapper()
                .readTree(folder.resolve("stored/manifest.json").toFile());
        List<String> kinds = new ArrayList<>();
        manifest.path("inputs").forEach(input -> kinds.add(input.path("kind").asText()));
        assertEquals("store", kinds.get(0));
        assertTrue(kinds.contains("capture"), kinds.toString());
    }

    @Test
    void shouldSayThatAStoreHoldsNoPackets() throws IOException {
        String[] add = {
            "analyze", SAMPLE, "--site", SITE, "--out", "none", "--store", at("a.db"), "--evidence", "none", "--quiet"
        };
        assertEquals(new Spoken(0, "", ""), run(add));
        Spoken reported = run("report", at("a.db"), "--site", SITE, "--out", at("stored"), "--report", "html");
        assertEquals(0, reported.code());
        assertEquals("wirewarrant: " + at("a.db") + " holds no packets\n", reported.err());
        assertFalse(Files.exists(folder.resolve("stored/evidence")));
        assertTrue(Files.readString(folder.resolve("stored/report.html")).contains("a.db holds no packets"));
    }

    @Test
    void shouldShowTheFirstPacketsOfSeveralStoresOnce() throws Exception {
        Path one = TinyCapture.write(folder.resolve("one.pcap"), 25, 80);
        Path two = TinyCapture.write(folder.resolve("two.pcap"), 2525, 80);
        for (Path file : List.of(one, two)) {
            String store = at(file == one ? "a.db" : "b.db");
            run("analyze", file.toString(), "--rules", "zimbra", "--out", "none", "--store", store, "--quiet");
        }
        Files.copy(folder.resolve("a.db"), folder.resolve("copy.db"));
        run("report", at("a.db"), at("b.db"), at("copy.db"), "--rules", "zimbra", "--out", at("stored"), "--quiet");
        run("analyze", one.toString(), two.toString(), "--rules", "zimbra", "--out", at("offline"), "--quiet");
        assertEquals(
                Files.readString(folder.resolve("offline/findings.csv")),
                Files.readString(folder.resolve("stored/findings.csv")));
        assertEquals(EvidenceFiles.in(folder.resolve("offline")), EvidenceFiles.in(folder.resolve("stored")));
    }

    @Test
    void shouldReportStoresInAnyOrderWithTheGapBetweenThem() throws IOException {
        Path early = TinyCapture.write(folder.resolve("early.pcap"), 25, 80);
        byte[] later = TinyCapture.bytes(25, 80, 443);
        // A minute later, in every record's seconds.
        for (int at = 24; at < later.length; at += 16 + 54) {
            int seconds = ((later[at] & 0xff) | ((later[at + 1] & 0xff) << 8)) + 60;
            later[at] = (byte) seconds;
            later[at + 1] = (byte) (seconds >> 8);
        }
        Path late = Files.write(folder.resolve("late.pcap"), later);
        assertEquals(
                0,
                run("analyze", early.toString(), "--rules", "zimbra", "--out", "none", "--store", at("a.db"), "--quiet")
                        .code());
        assertEquals(
                0,
                run("analyze", late.toString(), "--rules", "zimbra", "--out", "none", "--store", at("b.db"), "--quiet")
                        .code());
        Spoken one = run("report", at("a.db"), at("b.db"), "--rules", "zimbra", "--out", at("one"));
        Spoken other = run("report", at("b.db"), at("a.db"), "--rules", "zimbra", "--out", at("other"), "--quiet");
        assertEquals(0, one.code(), one.err());
        assertEquals(0, other.code(), other.err());
        assertEquals(summary("one"), summary("other"));
        JsonNode gaps = summary("one").path("window").path("gaps");
        assertEquals(1, gaps.size());
        assertEquals("no capture covers it", gaps.get(0).path("reason").asText());
        assertTrue(one.out().contains("Gaps"), one.out());
        assertTrue(one.out().contains("no capture covers it"), one.out());
        assertTrue(Files.readString(folder.resolve("one/report.html")).contains("no capture covers it"));
        assertTrue(Files.readString(folder.resolve("one/findings.csv")).contains("nothing was captured once"));
        assertEquals(15, summary("one").path("frames").path("offered").asInt());
    }

    @Test
    void shouldAddAFileOnce() throws IOException {
        Path file = TinyCapture.write(folder.resolve("tiny.pcap"), 25);
        String[] add = {
            "analyze", file.toString(), "--rules", "zimbra", "--out", "none", "--store", at("a.db"), "--quiet"
        };
        assertEquals(new Spoken(0, "", ""), run(add));
        assertEquals(
                new Spoken(
                        2,
                        "",
                        "wirewarrant: " + at("a.db") + ": " + file
                                + " is in it already (leave the file out, or name another store)\n"),
                run(add));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAStore() throws IOException {
        assertEquals(
                new Spoken(2, "", "wirewarrant: " + at("no.db") + ": no such store (check the name)\n"),
                run("report", at("no.db"), "--rules", "zimbra", "--out", at("bundle")));
        assertFalse(Files.exists(folder.resolve("bundle")));
        assertEquals(
                new Spoken(
                        2,
                        "",
                        "wirewarrant: " + SITE
                                + ": is not a store of this program (name a store, or a file that is not there yet)\n"),
                run("report", SITE, "--rules", "zimbra", "--out", "none"));
    }

    @Test
    void shouldNotMergeWhatWasObservedWithOtherIdleLimits() throws IOException {
        Path one = TinyCapture.write(folder.resolve("one.pcap"), 25);
        Path two = TinyCapture.write(folder.resolve("two.pcap"), 80);
        run("analyze", one.toString(), "--rules", "zimbra", "--out", "none", "--store", at("a.db"), "--quiet");
        run(
                "analyze",
                two.toString(),
                "--rules",
                "zimbra",
                "--out",
                "none",
                "--store",
                at("b.db"),
                "--quiet",
                "--idle",
                "udp=9m");
        assertEquals(
                new Spoken(
                        2,
                        "",
                        "wirewarrant: " + at("b.db")
                                + ": was observed with other idle limits than the rest (report stores of the same --idle"
                                + " settings together)\n"),
                run("report", at("a.db"), at("b.db"), "--rules", "zimbra", "--out", "none"));
    }
}
