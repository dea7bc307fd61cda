package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.testing.Corpus;

/** The recorded samples through the launcher, against the golden files beside them ({@code src/lab/refresh-golden}). */
class SamplesIT {
    private static final Path SAMPLES = Corpus.root().resolve("samples");

    @TempDir
    private Path folder;

    static Stream<String> samples() throws IOException {
        try (Stream<Path> golden = Files.list(SAMPLES.resolve("golden"))) {
            return golden.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldGiveTheGoldenTablesForAnyThreadsZoneAndLocale(String sample) throws Exception {
        analyze(sample, "one", 1, Map.of("TZ", "UTC", "LC_ALL", "C"));
        analyze(sample, "two", 2, Map.of("TZ", "America/St_Johns", "LC_ALL", "tr_TR.UTF-8"));

        assertEquals(tables(SAMPLES.resolve("golden").resolve(sample)), tables(folder.resolve("one")));
        assertEquals(everything(folder.resolve("one")), everything(folder.resolve("two")));
    }

    private void analyze(String sample, String out, int threads, Map<String, String> environment) throws Exception {
        List<String> command = List.of(
                Corpus.root().resolve("analyzer/wirewarrant").toString(),
                "analyze",
                "samples/pcap/" + sample + ".pcapng",
                "--site",
                "samples/" + sample + ".yaml",
                "--out",
                folder.resolve(out).toString(),
                "--threads",
                Integer.toString(threads));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Corpus.root().toFile());
        builder.environment().putAll(environment);
        Path errors = folder.resolve(out + ".err");
        int exit = builder.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertEquals("", Files.readString(errors));
        assertEquals(0, exit);
    }

    private static List<String> tables(Path bundle) throws IOException {
        List<String> tables = new ArrayList<>();
        for (String table : List.of("findings.csv", "coverage.csv", "conversations.csv", "flows.csv")) {
            tables.add(Files.readString(bundle.resolve(table)));
        }
        return tables;
    }

    /** Every file of a bundle as text, the manifest without what depends on the clock. */
    private static List<String> everything(Path bundle) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                contents.add(
                        bundle.relativize(file) + "\n" + (file.endsWith("manifest.json") ? withoutRun(text) : text));
            }
        }
        return contents;
    }

    private static String withoutRun(String manifest) {
        int run = manifest.indexOf("\"run\"");
        assertEquals(run, manifest.lastIndexOf("\"run\""), "one run object");
        return manifest.substring(0, run);
    }
}
