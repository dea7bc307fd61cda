package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.testing.Corpus;

/** The recorded samples through the launcher, against the golden files beside them ({@code src/lab/refresh-golden}). */
class SamplesIT {
    private static final Path SAMPLES = Corpus.root().resolve("samples");

    /** Other digits, other letters' cases, other calendars, half hours; options of the JVM, because few machines have such locales. */
    private static final List<String> ELSEWHERE = List.of(
            "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab -Duser.timezone=Asia/Kolkata",
            "-Duser.language=tr -Duser.country=TR -Duser.timezone=America/St_Johns",
            "-Duser.language=de -Duser.country=DE -Duser.timezone=Europe/Berlin",
            "-Duser.language=th -Duser.country=TH -Duser.variant=TH -Duser.timezone=Asia/Kathmandu",
            "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva -Duser.timezone=Pacific/Apia");

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
        analyze(sample, "one", 1, "-Duser.language=en -Duser.country=US -Duser.timezone=UTC");
        analyze(sample, "two", 2, ELSEWHERE.get(samples().toList().indexOf(sample) % ELSEWHERE.size()));

        assertEquals(tables(SAMPLES.resolve("golden").resolve(sample)), tables(folder.resolve("one")));
        assertEquals(everything(folder.resolve("one")), everything(folder.resolve("two")));
    }

    private void analyze(String sample, String out, int threads, String javaOptions) throws Exception {
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
        builder.environment().put("WIREWARRANT_JAVA_OPTS", javaOptions);
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
