package org.wirewarrant.status;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.ProgramVersion;
import org.wirewarrant.report.Tally;

/** A status in Prometheus's text format 0.0.4. */
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    static String of(Status status, Optional<Tally> tally) {
        Metrics metrics = new Metrics();
        metrics.run(status);
        if (status.result().isPresent() && tally.isPresent()) {
            metrics.judgement(status.result().get(), tally.get());
        }
        return metrics.text.toString();
    }

    private void run(Status status) {
        family("build_info", "gauge", "The program.");
        sample("build_info", "version", ProgramVersion.text(), 1);
        one("start_time_seconds", "gauge", "When the run began.", seconds(status.startedNanos()));
        one("capturing", "gauge", "Whether the run captures.", status.capturing() ? 1 : 0);
        one(
                "problems",
                "gauge",
                "Things that are wrong with the run.",
                status.problems().size());
        one("packets_total", "counter", "Frames captured by this run.", status.frames());
        one("captured_bytes_total", "counter", "Bytes of the frames captured by this run.", status.bytes());
        one("packets_dropped_total", "counter", "Frames that this run lost.", status.dropped());
        family("interface_packets_total", "counter", "Frames captured, as of the latest judgement.");
        for (CaptureSummary capture : status.captures()) {
            sample("interface_packets_total", "interface", capture.name(), capture.frames());
        }
        family("interface_packets_dropped_total", "counter", "Frames lost, as of the latest judgement.");
        for (CaptureSummary capture : status.captures()) {
            if (capture.interfaceDrops().isPresent()) {
                sample(
                        "interface_packets_dropped_total",
                        "interface",
                        capture.name(),
                        capture.interfaceDrops().getAsLong());
            }
        }
        if (status.keptNanos().isPresent()) {
            one(
                    "store_checkpoint_timestamp_seconds",
                    "gauge",
                    "When the store was last written.",
                    seconds(status.keptNanos().getAsLong()));
        }
    }

    /** These start from what the store holds, where there is one. */
    private void judgement(AuditResult result, Tally tally) {
        FrameCounts frames = result.frames();
        family("frames_total", "counter", "Frames by where their decoding ended.");
        sample("frames_total", "outcome", "in_flows", frames.inFlows());
        sample("frames_total", "outcome", "not_ip", frames.notIp());
        sample("frames_total", "outcome", "orphan_fragments", frames.orphanFragments());
        sample("frames_total", "outcome", "snapped", frames.snapped());
        sample("frames_total", "outcome", "malformed", frames.malformed());
        sample("frames_total", "outcome", "unsupported", frames.unsupported());
        one("duplicate_frames_total", "counter", "Frames that a mirror repeated.", frames.duplicate());
        family("conversations", "gauge", "Conversations by verdict.");
        for (Map.Entry<VerdictKind, Long> verdict :
                result.conversationsByVerdict().entrySet()) {
            sample("conversations", "verdict", verdict.getKey().keyword(), verdict.getValue());
        }
        family("findings", "gauge", "Findings by severity.");
        for (Map.Entry<Severity, Long> severity : tally.findingsBySeverity().entrySet()) {
            sample("findings", "severity", severity.getKey().keyword(), severity.getValue());
        }
        family("rules", "gauge", "Rules by status.");
        for (Map.Entry<RuleStatus, Long> status : tally.rulesByStatus().entrySet()) {
            sample("rules", "status", status.getKey().keyword(), status.getValue());
        }
        one(
                "capture_gaps",
                "gauge",
                "Times in which nothing was captured.",
                result.gaps().size());
        one(
                "tcp_one_sided_ratio",
                "gauge",
                "Share of TCP flows that were seen in one direction only.",
                result.quality().oneSidedShare());
        one(
                "tcp_estimated_loss_ratio",
                "gauge",
                "Share of acknowledged TCP payload that was never captured.",
                result.quality().estimatedLoss());
        if (result.lastNanos().isPresent()) {
            one(
                    "last_packet_timestamp_seconds",
                    "gauge",
                    "Time of the latest frame.",
                    seconds(result.lastNanos().getAsLong()));
        }
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }

    private void one(String name, String type, String help, long value) {
        one(name, type, help, Long.toString(value));
    }

    private void one(String name, String type, String help, double value) {
        one(name, type, help, String.format(Locale.ROOT, "%.9f", value));
    }

    private void one(String name, String type, String help, String value) {
        family(name, type, help);
        text.append("wirewarrant_").append(name).append(' ').append(value).append('\n');
    }

    private void family(String name, String type, String help) {
        text.append("# HELP wirewarrant_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE wirewarrant_").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String label, String of, long value) {
        String escaped = of.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append("wirewarrant_")
                .append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(escaped)
                .append("\"} ")
                .append(value)
                .append('\n');
    }
}
