package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;

class FindingsSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private JsonNode findings;

    @BeforeEach
    void analyze() throws IOException {
        Path out = folder.resolve("bundle");
        Path samples = Corpus.root().resolve("samples");
        Spoken spoken = Spoken.by(
                "analyze",
                samples.resolve("pcap/zimbra-lab.pcapng").toString(),
                "--site",
                samples.resolve("zimbra-lab.yaml").toString(),
                "--report",
                "none",
                "--out",
                out.toString(),
                "--quiet");
        assertEquals(new Spoken(0, "", ""), spoken);
        findings = JSON.readTree(out.resolve("findings.json").toFile());
    }

    @Test
    void shouldDescribeWhatIsWritten() throws IOException {
        assertFalse(findings.path("findings").isEmpty());
        assertEquals(Set.of(), faults());
    }

    @Test
    void shouldFindWhatIsWrong() throws IOException {
        ((ObjectNode) findings.path("findings").path(0)).put("severity", "worst");
        ((ObjectNode) findings.path("coverage").path(1)).remove("status");

        assertEquals(
                Set.of(
                        "$.findings[0].severity: does not have a value in the enumeration [\"high\", \"medium\", \"low\", \"info\"]",
                        "$.coverage[1]: required property 'status' not found"),
                faults());
    }

    private Set<String> faults() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(
                        Corpus.root().resolve("rules/findings.schema.json").toFile()));
        Set<String> faults = new TreeSet<>();
        for (ValidationMessage message : schema.validate(findings)) {
            faults.add(message.getMessage());
        }
        return faults;
    }
}
