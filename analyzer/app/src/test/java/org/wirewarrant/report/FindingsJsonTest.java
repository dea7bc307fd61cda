package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.audit.AuditResult;

class FindingsJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldSayWhereThePacketsAre() throws Exception {
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
    void shouldSayWhatTheCaptureShowedOnEachHostAndWhatAnAbsenceIsWorth() throws Exception {
        JsonNode coverage =
                json(SmallResult.of(SmallResult.pack(folder)), Evidence.NONE).path("coverage");

        assertEquals(JSON.readTree("""
                        [null, null, {"confidence": "medium", "hosts": 3, "hosts_in_capture": 2, "hosts_in_contact": 1,
                          "text": "db: 3 hosts, <b>2</b>"}]"""), JSON.valueToTree(coverage.findValues("absence")));
        assertEquals(0, coverage.path(0).path("hosts").size());
        JsonNode hosts = coverage.path(2).path("hosts");
        assertEquals(15, hosts.size());
        assertEquals(JSON.readTree("""
                        {"host_ip": "10.9.0.3", "host_role": ["db"], "status": "unseen", "reason": "no-contact",
                          "detail": "no packet between it & <others> was captured"}"""), hosts.path(2));
        assertEquals(JSON.readTree("""
                        {"host_ip": null, "host_role": [], "status": "unseen", "reason": "",
                          "detail": "7 more hosts not listed"}"""), hosts.path(14));
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

    private static JsonNode json(AuditResult result, Evidence evidence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FindingsJson(result, evidence).write(out);
        return JSON.readTree(out.toByteArray());
    }
}
