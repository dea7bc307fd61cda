package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.report.BundleOptions.FlowsFormat;
import org.wirewarrant.report.BundleOptions.View;

class BundleWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:02.500Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private FixedResult result;

    @BeforeEach
    void audit() throws IOException, PolicyException {
        result = SmallResult.of(SmallResult.pack(folder));
    }

    @Test
    void shouldWriteTheFilesOfTheContractAndHashEachOfThem() throws Exception {
        write("one", FlowsFormat.CSV, 2);

        Map<String, byte[]> files = files("one");
        assertEquals(
                List.of(
                        "charts/busiest-rules.png",
                        "charts/busiest-rules.svg",
                        "charts/quality-over-time.png",
                        "charts/quality-over-time.svg",
                        "charts/required-by-role.png",
                        "charts/required-by-role.svg",
                        "charts/role-matrix.png",
                        "charts/role-matrix.svg",
                        "charts/rule-status.png",
                        "charts/rule-status.svg",
                        "charts/traffic-over-time.png",
                        "charts/traffic-over-time.svg",
                        "charts/undocumented-services.png",
                        "charts/undocumented-services.svg",
                        "conversations.csv",
                        "coverage-hosts.csv",
                        "coverage.csv",
                        "findings.csv",
                        "findings.json",
                        "flows.csv",
                        "manifest.json",
                        "ranges.csv",
                        "report.html",
                        "report.pdf",
                        "summary.json"),
                List.copyOf(files.keySet()));
        BundleCheck check = BundleCheck.open(folder.resolve("one"));
        check.checkOutputs();
        assertEquals(List.of(), check.differences());
        assertEquals(files.size() - 1, check.checked());
    }

    @Test
    void shouldPackFlowsOrLeaveThemOut() throws Exception {
        write("plain", FlowsFormat.CSV, 1);
        write("packed", FlowsFormat.CSV_GZ, 1);
        write("none", FlowsFormat.NONE, 1);

        byte[] packed = files("packed").get("flows.csv.gz");
        assertArrayEquals(
                files("plain").get("flows.csv"), new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        assertEquals(
                List.of(),
                files("none").keySet().stream()
                        .filter(name -> name.startsWith("flows"))
                        .toList());
    }

    @Test
    void shouldGiveTheSameBytesForAnyThreadsLocaleAndTimeZone() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        write("here", FlowsFormat.CSV_GZ, 1);
        try {
            Locale.setDefault(new Locale.Builder().setLanguageTag("tr-TR").build());
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            write("there", FlowsFormat.CSV_GZ, 4);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }

        Map<String, byte[]> here = files("here");
        Map<String, byte[]> there = files("there");
        assertEquals(here.keySet(), there.keySet());
        here.forEach((name, bytes) -> assertArrayEquals(bytes, there.get(name), name));
    }

    @Test
    void shouldWriteTheManifest() throws Exception {
        write("one", FlowsFormat.NONE, 1);

        Map<String, byte[]> files = files("one");
        StringBuilder outputs = new StringBuilder();
        files.forEach((name, bytes) -> {
            if (!name.equals("manifest.json")) {
                outputs.append(outputs.isEmpty() ? "" : ",\n").append(digest(name, bytes));
            }
        });
        String expected = """
                {
                  "format": "wirewarrant-manifest-1",
                  "program": "wirewarrant",
                  "version": "development",
                  "title": "Demo",
                  "arguments": {
                    "captures": [
                      "a,b.pcapng"
                    ],
                    "site": [ ]
                  },
                  "window": {
                    "first_seen": "2026-11-21T01:02:03.123456789Z",
                    "last_seen": "2026-11-21T01:02:04.123456789Z"
                  },
                  "counters": {
                    "frames": {
                      "offered": 21,
                      "in_flows": 18,
                      "not_ip": 2,
                      "orphan_fragments": 0,
                      "snapped": 0,
                      "malformed": 1,
                      "unsupported": 0,
                      "duplicate": 0,
                      "not_ip_types": {
                        "0x0806": 1,
                        "llc:0x4242": 1
                      },
                      "unsupported_types": { }
                    },
                    "flows": 3,
                    "conversations": {
                      "documented": 1,
                      "approved": 1,
                      "undocumented": 1,
                      "undecided": 0,
                      "out-of-scope": 0
                    },
                    "rules": {
                      "seen": 0,
                      "seen-ambiguous": 1,
                      "attempted": 0,
                      "unseen": 1,
                      "not-observable": 1,
                      "not-applicable": 0
                    },
                    "findings": {
                      "high": 1,
                      "medium": 1,
                      "low": 0,
                      "info": 0
                    },
                    "evidence": {
                      "findings": 0,
                      "packets": 0,
                      "frames_read_again": 0
                    }
                  },
                  "inputs": [
                    {
                      "kind": "capture",
                      "name": "a,b.pcapng",
                      "size": 4096,
                      "sha256": "%s"
                    },
                    {
                      "kind": "pack",
                      "name": "rules/demo.yaml",
                      "size": 77,
                      "sha256": null
                    }
                  ],
                  "outputs": [
                %s
                  ],
                  "run": {
                    "started": "2026-11-21T10:00:00Z",
                    "finished": "2026-11-21T10:00:02.500Z",
                    "seconds": 2.500,
                    "command": [
                      "analyze",
                      "a,b.pcapng"
                    ],
                    "threads": 2,
                    "java": "%s %s",
                    "system": "%s %s"
                  }
                }
                """.formatted(
                        "ab".repeat(32),
                        outputs,
                        System.getProperty("java.vendor"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
        assertEquals(expected, new String(files.get("manifest.json"), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void shouldPublishNothingWhenAFileCannotBeWritten() throws Exception {
        try (BundleFolder bundle = BundleFolder.claim(folder.resolve("one"), false)) {
            Files.writeString(bundle.part().resolve("charts"), "a file where a folder must be");
            BundleWriter writer = new BundleWriter(bundle, result, Tally.of(result), options(FlowsFormat.CSV));

            assertThrows(IOException.class, () -> writer.write(2, CLOCK));
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("demo.yaml")), left.toList());
        }
    }

    private void write(String name, FlowsFormat flows, int threads) throws Exception {
        try (BundleFolder bundle = BundleFolder.claim(folder.resolve(name), false)) {
            new BundleWriter(bundle, result, Tally.of(result), options(flows)).write(threads, CLOCK);
        }
    }

    private static BundleOptions options(FlowsFormat flows) {
        Map<String, List<FileDigest>> inputs = new LinkedHashMap<>();
        inputs.put("capture", List.of(new FileDigest("a,b.pcapng", 4096, Optional.of("ab".repeat(32)))));
        inputs.put("pack", List.of(new FileDigest("rules/demo.yaml", 77, Optional.empty())));
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        arguments.put("captures", List.of("a,b.pcapng"));
        arguments.put("site", List.of());
        BundleOptions.Run run =
                new BundleOptions.Run(Instant.parse("2026-11-21T10:00:00Z"), List.of("analyze", "a,b.pcapng"), 2);
        return new BundleOptions(flows, EnumSet.allOf(View.class), inputs, arguments, run);
    }

    private static String digest(String name, byte[] bytes) {
        try {
            FileDigest digest = Sha256.of(name, new ByteArrayInputStream(bytes));
            return "    {\n      \"name\": \"%s\",\n      \"size\": %d,\n      \"sha256\": \"%s\"\n    }"
                    .formatted(name, digest.size(), digest.sha256().orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> files(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder.resolve(name))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(folder.resolve(name).relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
