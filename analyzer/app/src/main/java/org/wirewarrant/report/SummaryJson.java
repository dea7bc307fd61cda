package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.QualityTimeline;
import org.wirewarrant.audit.RangeUse;
import org.wirewarrant.audit.RuleAbsence;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.flow.QualityMeasure;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.VerdictKind;

/** {@code summary.json}: every total of the report. */
public final class SummaryJson {
    private static final int TOP = 10;

    private final AuditResult result;
    private final Tally tally;

    SummaryJson(AuditResult result, Tally tally) {
        this.result = result;
        this.tally = tally;
    }

    /** Writes the file's content and leaves the stream open. */
    public static void write(AuditResult result, Tally tally, OutputStream out) throws IOException {
        new SummaryJson(result, tally).write(out);
    }

    void write(OutputStream out) throws IOException {
        Json.write(out, json -> {
            json.writeStringField("title", result.title());
            site(json, result);
            packs(json);
            window(json, result);
            captures(json);
            frames(json, result.frames());
            json.writeNumberField("flows", tally.all().flows);
            Json.counts(json, "conversations", conversations());
            Json.counts(json, "rules", rules());
            findings(json);
            quality(json, result.quality());
            traffic(json);
            requiredNotSeen(json);
            absences(json);
            ranges(json);
            busy(json, "undocumented_services", "service", tally.undocumentedServices(TOP));
            busy(json, "busiest_rules", "rule_id", tally.busiestRules(TOP));
            timeline(json, tally.timeline());
            qualityTimeline(json, tally.qualityTimeline());
            Json.strings(
                    json,
                    "notices",
                    result.notices().stream().map(Object::toString).toList());
        });
    }

    static void window(JsonGenerator json, AuditResult result) throws IOException {
        Json.object(json, "window", window -> {
            Json.time(window, "first_seen", result.firstNanos());
            Json.time(window, "last_seen", result.lastNanos());
            if (!result.gaps().isEmpty()) {
                gaps(window, result.gaps());
            }
        });
    }

    private static void gaps(JsonGenerator json, List<CaptureGap> gaps) throws IOException {
        json.writeArrayFieldStart("gaps");
        for (CaptureGap gap : gaps) {
            json.writeStartObject();
            json.writeStringField("name", gap.name());
            Json.time(json, "from", OptionalLong.of(gap.fromNanos()));
            Json.time(json, "to", OptionalLong.of(gap.toNanos()));
            json.writeStringField("reason", gap.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void frames(JsonGenerator json, FrameCounts frames) throws IOException {
        Json.object(json, "frames", counts -> {
            counts.writeNumberField("offered", frames.offered());
            counts.writeNumberField("in_flows", frames.inFlows());
            counts.writeNumberField("not_ip", frames.notIp());
            counts.writeNumberField("orphan_fragments", frames.orphanFragments());
            counts.writeNumberField("snapped", frames.snapped());
            counts.writeNumberField("malformed", frames.malformed());
            counts.writeNumberField("unsupported", frames.unsupported());
            counts.writeNumberField("duplicate", frames.duplicate());
            Json.counts(counts, "not_ip_types", FrameTypes.names(frames.notIpTypes()));
            Json.counts(counts, "unsupported_types", decimal(frames.unsupportedTypes()));
        });
    }

    /** Conversations by verdict. */
    Map<String, Long> conversations() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (VerdictKind kind : VerdictKind.values()) {
            counts.put(kind.keyword(), tally.byVerdict().get(kind).conversations);
        }
        return counts;
    }

    /** Rules by status. */
    Map<String, Long> rules() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (RuleStatus status : RuleStatus.values()) {
            counts.put(status.keyword(), tally.rulesByStatus().get(status));
        }
        return counts;
    }

    /** Findings by severity. */
    Map<String, Long> severities() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            counts.put(severity.keyword(), tally.findingsBySeverity().get(severity));
        }
        return counts;
    }

    static void site(JsonGenerator json, AuditResult result) throws IOException {
        if (result.site().isPresent()) {
            json.writeStringField("site", result.site().get().name());
        } else {
            json.writeNullField("site");
        }
    }

    private void packs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("packs");
        for (RulePack pack : result.packs()) {
            json.writeStartObject();
            json.writeStringField("pack", pack.name());
            json.writeStringField("title", pack.title());
            Map<String, Long> statuses = new LinkedHashMap<>();
            for (RuleStatus status : RuleStatus.values()) {
                statuses.put(status.keyword(), 0L);
            }
            for (RuleCoverage rule : result.coverage()) {
                if (rule.rule().pack().equals(pack.name())) {
                    statuses.merge(rule.status().keyword(), 1L, Long::sum);
                }
            }
            Json.counts(json, "rules", statuses);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void captures(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("captures");
        for (CaptureSummary capture : result.captures()) {
            json.writeStartObject();
            json.writeStringField("name", capture.name());
            json.writeStringField("sha256", capture.sha256().orElse(null));
            json.writeStringField("format", capture.format());
            Json.numbers(
                    json,
                    "link_types",
                    capture.linkTypes().stream().mapToLong(Integer::longValue).toArray());
            json.writeNumberField("bytes", capture.bytes());
            json.writeNumberField("frames", capture.frames());
            Json.time(json, "first_seen", capture.firstNanos());
            Json.time(json, "last_seen", capture.lastNanos());
            json.writeNumberField("time_steps", capture.timeSteps());
            Json.number(json, "dropped", capture.interfaceDrops());
            if (capture.damage().isPresent()) {
                CaptureSummary.Damage damage = capture.damage().get();
                Json.object(json, "damage", fields -> {
                    fields.writeNumberField("offset", damage.offset());
                    fields.writeStringField("reason", damage.reason());
                });
            } else {
                json.writeNullField("damage");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What it is worth that rules were not seen. */
    private void absences(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("not_seen");
        for (RuleAbsence absence : result.absences()) {
            json.writeStartObject();
            json.writeStringField("rule_id", absence.rule().id());
            json.writeStringField("status", absence.status().keyword());
            json.writeStringField("reason", absence.reason());
            json.writeStringField("confidence", absence.confidence().keyword());
            json.writeNumberField("hosts", absence.hosts());
            json.writeNumberField("hosts_in_capture", absence.hostsInCapture());
            json.writeNumberField("hosts_in_contact", absence.hostsInContact());
            json.writeStringField("text", absence.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void ranges(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("ranges");
        for (RangeUse range : result.ranges()) {
            json.writeStartObject();
            json.writeStringField("rule_id", range.rule().id());
            json.writeStringField("ports", range.ports());
            json.writeNumberField("ports_listed", range.listed());
            json.writeBooleanField("broad", range.broad());
            json.writeNumberField("distinct_ports", range.distinctPorts());
            json.writeNumberField("conversations", range.conversations());
            json.writeNumberField("only_conversations", range.onlyConversations());
            json.writeNumberField("only_bytes", range.onlyBytes());
            Json.share(json, "only_share", range.share());
            json.writeEndObject();
        }
        json.writeEndArray();
        Map<String, Long> counts = new LinkedHashMap<>();
        result.conversationsWithoutBroadRanges().forEach((kind, count) -> counts.put(kind.keyword(), count));
        Json.counts(json, "conversations_without_broad_ranges", counts);
    }

    private void findings(JsonGenerator json) throws IOException {
        Json.object(json, "findings", findings -> {
            findings.writeNumberField("total", result.findings().size());
            Json.counts(findings, "by_severity", severities());
            Json.counts(findings, "by_kind", tally.findingsByKind());
        });
    }

    static void quality(JsonGenerator json, Quality quality) throws IOException {
        Json.object(json, "quality", fields -> {
            Json.number(fields, "dropped", quality.dropped());
            fields.writeNumberField("tcp_flows", quality.tcpFlows());
            fields.writeNumberField("one_sided_tcp_flows", quality.oneSidedTcpFlows());
            Json.share(fields, "one_sided_tcp_share", quality.oneSidedShare());
            fields.writeNumberField("tcp_host_pairs", quality.tcpHostPairs());
            fields.writeNumberField("one_sided_host_pairs", quality.oneSidedHostPairs());
            fields.writeNumberField("acked_bytes", quality.ackedBytes());
            fields.writeNumberField("lost_bytes", quality.lostBytes());
            Json.share(fields, "estimated_loss", quality.estimatedLoss());
            fields.writeNumberField("duplicates", quality.duplicateFrames());
            fields.writeNumberField("time_steps", quality.timeSteps());
            fields.writeNumberField("partial_records", quality.partialRecords());
        });
    }

    private void traffic(JsonGenerator json) throws IOException {
        Json.object(json, "traffic", traffic -> {
            sum(traffic, "total", tally.all());
            for (VerdictKind kind : VerdictKind.values()) {
                sum(traffic, kind.keyword(), tally.byVerdict().get(kind));
            }
        });
        Json.object(json, "reasons", reasons -> {
            for (Map.Entry<Reason, Tally.Sum> entry : tally.byReason().entrySet()) {
                sum(reasons, entry.getKey().keyword(), entry.getValue());
            }
        });
    }

    private void requiredNotSeen(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("required_not_seen");
        for (RuleCoverage rule : Coverages.requiredNotSeen(result)) {
            json.writeStartObject();
            json.writeStringField("pack", rule.rule().pack());
            json.writeStringField("rule_id", rule.rule().id());
            json.writeStringField("service", rule.rule().service());
            json.writeStringField("ports", rule.ports());
            json.writeStringField("status", rule.status().keyword());
            json.writeStringField("reason", rule.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void busy(JsonGenerator json, String name, String key, List<Tally.Busy> services)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Tally.Busy service : services) {
            json.writeStartObject();
            json.writeStringField(key, service.name());
            sumFields(json, service.sum());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void timeline(JsonGenerator json, Timeline timeline) throws IOException {
        Json.object(json, "timeline", fields -> {
            Json.time(fields, "start", OptionalLong.of(timeline.startNanos()));
            fields.writeNumberField("bucket_nanoseconds", timeline.bucketNanos());
            Json.object(fields, "bytes", verdicts -> {
                for (VerdictKind kind : VerdictKind.values()) {
                    Json.numbers(verdicts, kind.keyword(), timeline.bytes().getOrDefault(kind, new long[0]));
                }
            });
        });
    }

    private static void qualityTimeline(JsonGenerator json, QualityTimeline timeline) throws IOException {
        Json.object(json, "quality_timeline", fields -> {
            Json.time(fields, "start", OptionalLong.of(timeline.startNanos()));
            fields.writeNumberField("bucket_nanoseconds", timeline.bucketNanos());
            for (QualityMeasure measure : QualityMeasure.values()) {
                if (timeline.amounts().containsKey(measure)) {
                    Json.numbers(fields, measure.keyword(), timeline.amounts().get(measure));
                }
            }
        });
    }

    private static void sum(JsonGenerator json, String name, Tally.Sum sum) throws IOException {
        Json.object(json, name, fields -> sumFields(fields, sum));
    }

    private static void sumFields(JsonGenerator json, Tally.Sum sum) throws IOException {
        json.writeNumberField("conversations", sum.conversations);
        json.writeNumberField("flows", sum.flows);
        json.writeNumberField("answered_flows", sum.answeredFlows);
        json.writeNumberField("packets", sum.packets);
        json.writeNumberField("bytes", sum.bytes);
    }

    private static Map<String, Long> decimal(Map<Integer, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        new TreeMap<>(counts).forEach((type, frames) -> named.put(Integer.toString(type), frames));
        return named;
    }
}
