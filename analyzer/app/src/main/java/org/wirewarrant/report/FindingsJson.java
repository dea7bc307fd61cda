package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.HostCoverage;
import org.wirewarrant.audit.RuleAbsence;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.wire.IpAddress;

/** {@code findings.json}: findings and coverage with every field, for other programs; {@code rules/findings.schema.json} describes it. */
final class FindingsJson {
    static final String FORMAT = "wirewarrant-findings-1";

    private final AuditResult result;
    private final Evidence evidence;
    private final Map<String, String> documents;
    private final IdentityHashMap<Rule, RuleAbsence> absences = new IdentityHashMap<>();
    /** In the order of the rules. */
    private Iterator<HostCoverage> hosts = Collections.emptyIterator();

    private HostCoverage nextHost;

    FindingsJson(AuditResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
        this.documents = result.packs().stream()
                .collect(
                        Collectors.toMap(RulePack::name, pack -> pack.document().title()));
        result.absences().forEach(absence -> absences.put(absence.rule(), absence));
    }

    void write(OutputStream out) throws IOException {
        Json.write(out, json -> {
            json.writeStringField("format", FORMAT);
            json.writeStringField("version", ProgramVersion.text());
            json.writeStringField("title", result.title());
            SummaryJson.site(json, result);
            SummaryJson.window(json, result);
            SummaryJson.quality(json, result.quality());
            Json.strings(json, "evidence_notes", evidence.notes());
            json.writeArrayFieldStart("findings");
            for (Finding finding : result.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("coverage");
            hosts = result.hostCoverage().iterator();
            nextHost = hosts.hasNext() ? hosts.next() : null;
            for (RuleCoverage rule : result.coverage()) {
                coverage(json, rule);
            }
            json.writeEndArray();
        });
    }

    private void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("finding_id", finding.id());
        json.writeStringField("severity", finding.severity().keyword());
        json.writeStringField("kind", finding.kind());
        json.writeStringField("pack", finding.pack());
        json.writeStringField("rule_id", finding.ruleId());
        json.writeStringField("client_ip", finding.clientIp());
        Json.strings(json, "client_role", finding.clientRoles());
        json.writeStringField("server_ip", finding.serverIp());
        Json.strings(json, "server_role", finding.serverRoles());
        json.writeStringField("protocol", finding.protocol());
        json.writeStringField("server_port", finding.serverPort());
        json.writeNumberField("flows", finding.flows());
        json.writeNumberField("answered_flows", finding.answeredFlows());
        json.writeNumberField("packets", finding.packets());
        json.writeNumberField("bytes", finding.bytes());
        Json.time(json, "first_seen", finding.firstNanos());
        Json.time(json, "last_seen", finding.lastNanos());
        json.writeStringField("summary", finding.summary());
        json.writeStringField("near_miss", finding.nearMiss());
        Json.object(json, "evidence", packets -> evidence(packets, finding.id()));
        json.writeEndObject();
    }

    private void evidence(JsonGenerator json, String finding) throws IOException {
        Json.strings(json, "files", evidence.files(finding));
        json.writeArrayFieldStart("frames");
        for (Map.Entry<String, List<Long>> frames : evidence.frames(finding).entrySet()) {
            json.writeStartObject();
            json.writeStringField("capture", frames.getKey());
            Json.numbers(
                    json,
                    "numbers",
                    frames.getValue().stream().mapToLong(Long::longValue).toArray());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void coverage(JsonGenerator json, RuleCoverage row) throws IOException {
        json.writeStartObject();
        json.writeStringField("pack", row.rule().pack());
        json.writeStringField("rule_id", row.rule().id());
        json.writeStringField("service", row.rule().service());
        Json.strings(json, "from_roles", row.rule().from());
        Json.strings(json, "to_roles", row.rule().to());
        Json.strings(json, "protocol", row.rule().protocols());
        json.writeStringField("ports", row.ports());
        json.writeStringField("requirement", row.requirement().keyword());
        json.writeBooleanField("required", row.required());
        json.writeStringField("status", row.status().keyword());
        json.writeStringField("reason", row.reason());
        json.writeNumberField("hosts_expected", row.hostsExpected());
        json.writeNumberField("hosts_seen", row.hostsSeen());
        json.writeNumberField("flows", row.flows());
        json.writeNumberField("packets", row.packets());
        json.writeNumberField("bytes", row.bytes());
        Json.time(json, "first_seen", row.firstNanos());
        Json.time(json, "last_seen", row.lastNanos());
        json.writeStringField("document", documents.getOrDefault(row.rule().pack(), ""));
        Json.numbers(
                json, "lines", new long[] {row.rule().firstLine(), row.rule().lastLine()});
        absence(json, absences.get(row.rule()));
        hosts(json, row.rule());
        json.writeEndObject();
    }

    /** What it is worth that the rule was not seen. */
    private static void absence(JsonGenerator json, RuleAbsence absence) throws IOException {
        if (absence == null) {
            json.writeNullField("absence");
            return;
        }
        Json.object(json, "absence", fields -> {
            fields.writeStringField("confidence", absence.confidence().keyword());
            fields.writeNumberField("hosts", absence.hosts());
            fields.writeNumberField("hosts_in_capture", absence.hostsInCapture());
            fields.writeNumberField("hosts_in_contact", absence.hostsInContact());
            fields.writeStringField("text", absence.text());
        });
    }

    private void hosts(JsonGenerator json, Rule rule) throws IOException {
        json.writeArrayFieldStart("hosts");
        while (nextHost != null && nextHost.rule() == rule) {
            json.writeStartObject();
            json.writeStringField(
                    "host_ip", nextHost.host().map(IpAddress::toString).orElse(null));
            Json.strings(json, "host_role", nextHost.roles());
            json.writeStringField("status", nextHost.status().keyword());
            json.writeStringField("reason", nextHost.reason());
            json.writeStringField("detail", nextHost.detail());
            json.writeEndObject();
            nextHost = hosts.hasNext() ? hosts.next() : null;
        }
        json.writeEndArray();
    }
}
