package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.testing.Corpus;

class FindingsJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldKeepToItsSchema() throws Exception {
        AuditResult result = SmallResult.of(SmallResult.pack(folder));
        String id = result.findings().row(0).id();
        Evidence evidence = new Evidence(
                Map.of(
                        id,
                        new Evidence.Packets(
                                Map.of("evidence/" + id + ".pcap", new byte[24]),
                                Map.of("a,b.pcapng", List.of(1L, 2L, 9L)),
                                3)),
                20,
                List.of("a note"));

        JsonNode json = json(result, evidence);

        assertEquals(Set.of(), messages(json));
        assertEquals(result.findings().size(), json.path("findings").size());
        assertEquals(result.coverage().size(), json.path("coverage").size());
        assertEquals(
                JSON.readTree("{\"files\":[\"evidence/" + id
                        + ".pcap\"],\"frames\":[{\"capture\":\"a,b.pcapng\",\"numbers\":[1,2,9]}]}"),
                json.path("findings").path(0).path("evidence"));
    }

    @Test
    void shouldHaveEveryColumnOfTheTables() throws Exception {
        AuditResult result = SmallResult.of(SmallResult.pack(folder));
        JsonNode json = json(result, Evidence.NONE);

        assertEquals(
                List.of(),
                missing(CsvTables.findings(Evidence.NONE), json.path("findings").path(0)));
        assertEquals(
                List.of(),
                missing(CsvTables.coverage(result), json.path("coverage").path(0)));
    }

    @Test
    void shouldFailTheSchemaWhereAFieldIsWrong() throws Exception {
        JsonNode json = json(SmallResult.of(SmallResult.pack(folder)), Evidence.NONE);
        ((ObjectNode) json.path("findings").path(0)).put("severity", "worst");

        assertFalse(messages(json).isEmpty());
    }

    private static List<String> missing(CsvTable<?> table, JsonNode row) {
        List<String> missing = new ArrayList<>();
        table.names().forEach(name -> {
            if (!row.has(name)) {
                missing.add(name);
            }
        });
        return missing;
    }

    private static Set<String> messages(JsonNode json) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(
                        Corpus.root().resolve("rules/findings.schema.json").toFile()));
        Set<String> messages = new TreeSet<>();
        for (ValidationMessage message : schema.validate(json)) {
            messages.add(message.getMessage());
        }
        return messages;
    }

    private static JsonNode json(AuditResult result, Evidence evidence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FindingsJson(result, evidence).write(out);
        return JSON.readTree(out.toByteArray());
    }
}
