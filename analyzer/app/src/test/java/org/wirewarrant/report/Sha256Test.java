package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** FIPS 180-4, example B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldHashWhatIsRead() throws IOException {
        byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);

        assertEquals(new FileDigest("a", 3, Optional.of(ABC)), Sha256.of("a", new ByteArrayInputStream(bytes)));
    }

    @Test
    void shouldHashWhatIsWrittenInAnyPieces() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sha256.Sink sink = new Sha256.Sink(out);

        sink.write('a');
        sink.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);

        assertEquals(new FileDigest("a", 3, Optional.of(ABC)), sink.result("a"));
        assertEquals("abc", out.toString(StandardCharsets.US_ASCII));
    }
}
