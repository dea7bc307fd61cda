package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;

/** A run from standard input; only a process of its own has one. */
class StreamRerunIT {
    @TempDir
    private Path folder;

    @Test
    void shouldSayThatAStreamCannotBeReadAgain() throws Exception {
        String bundle = folder.resolve("bundle").toString();
        assertEquals("0 ", run("analyze", "-", "--rules", "itms-8", "--report", "none", "--out", bundle, "--quiet"));

        assertEquals(
                "1 a capture was read from a stream, so the run cannot be repeated (keep the stream as a file, and analyze"
                        + " that)\n" + bundle + ": 1 difference from the manifest\n",
                run("verify", bundle, "--rerun"));
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Corpus.root().resolve("analyzer/wirewarrant").toString()));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        int code = new ProcessBuilder(command)
                .redirectInput(
                        Corpus.root().resolve("samples/pcap/itms-site.pcapng").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return code + " " + Files.readString(said);
    }
}
