package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.report.TextStyle;
import org.wirewarrant.testing.Corpus;

/** Every capture by others goes through the program as a user would send it. */
class CorpusTest {
    private static final List<String> ENDS =
            List.of("in_flows", "not_ip", "orphan_fragments", "snapped", "malformed", "unsupported");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void useTheShippedPacks() {
        System.setProperty("wirewarrant.home", Corpus.root().toString());
    }

    static Stream<Path> whole() {
        return Corpus.nonBroken();
    }

    static Stream<Path> broken() {
        return Corpus.broken();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void shouldAccountForEveryFrame(Path capture) throws IOException {
        Outcome outcome = analyze(capture);

        assertEquals(new Outcome(ExitCode.OK, outcome.out(), ""), outcome);
        JsonNode frames = JSON.readTree(outcome.out()).get("frames");
        assertEquals(packets(capture), frames.get("offered").asLong());
        assertEquals(
                frames.get("offered").asLong(),
                ENDS.stream().mapToLong(end -> frames.get(end).asLong()).sum());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldEndADamagedCaptureInOrder(Path capture) throws IOException {
        Outcome outcome = analyze(capture);

        if (outcome.code() == ExitCode.USAGE) {
            assertEquals(new Outcome(ExitCode.USAGE, "", outcome.err()), outcome);
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        } else {
            JsonNode damage = JSON.readTree(outcome.out()).at("/captures/0/damage");
            boolean damaged = !damage.isNull() && !damage.isMissingNode();
            assertEquals(damaged ? ExitCode.DAMAGED : ExitCode.OK, outcome.code());
            assertEquals("", outcome.err());
        }
    }

    private record Outcome(int code, String out, String err) {}

    private static Outcome analyze(Path capture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(print(out), print(err), TextStyle.PLAIN, false);
        int code = Main.run(
                console, "analyze", capture.toString(), "--rules", "zimbra", "--out", "none", "--format", "json");
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Records that tshark counts as packets. */
    private static long packets(Path capture) throws IOException {
        Path truth = capture.resolveSibling("truth").resolve(capture.getFileName() + ".json");
        return JSON.readTree(truth.toFile()).get("packets").asLong();
    }
}
