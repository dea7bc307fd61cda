package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten million flows of one packet each do not fit into this heap; their totals do. */
class FloodIT {
    @Test
    void shouldCountTenMillionForgedSourcesExactlyInHalfAGigabyte() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        "10000000"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(
                "frames 10000000, flows 10000000, packets 10000000, bytes 400000000, from the server 0, bounded true",
                output);
        assertEquals(0, process.waitFor());
    }
}
