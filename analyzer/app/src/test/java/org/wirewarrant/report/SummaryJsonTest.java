package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.policy.PolicyException;

class SummaryJsonTest {
    @Test
    void shouldWriteEveryTotal(@TempDir Path folder) throws IOException, PolicyException {
        FixedResult result = SmallResult.of(SmallResult.pack(folder));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        SummaryJson.write(result, Tally.of(result), out);

        String expected = new String(
                SummaryJsonTest.class.getResourceAsStream("summary.json").readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected, out.toString(StandardCharsets.UTF_8));
    }
}
