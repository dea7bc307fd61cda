package org.wirewarrant.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.testing.Corpus;

/** The generated samples are what their scripts say; {@code -Dwirewarrant.scenarios=write} makes them anew. */
class ScenarioTest {
    private static final Path SAMPLES = Corpus.root().resolve("samples");

    static Stream<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve("scenarios"))) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldBeWhatTheScriptSays(String name) throws IOException {
        byte[] made =
                Scenario.capture(Files.readString(SAMPLES.resolve("scenarios").resolve(name + ".txt")));
        Path kept = SAMPLES.resolve("pcap").resolve(name + ".pcapng");
        if ("write".equals(System.getProperty("wirewarrant.scenarios"))) {
            Files.write(kept, made);
        }

        assertArrayEquals(made, Files.readAllBytes(kept));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> Scenario.capture("0 10.0.0.1 -> 10.0.0.2 tcp/80 shout"));
        assertThrows(IllegalArgumentException.class, () -> Scenario.capture("0 10.0.0.1 10.0.0.2 tcp/80 ok"));
        assertEquals(60, Scenario.capture("# nothing").length);
    }
}
