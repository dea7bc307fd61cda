package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RangeUse;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.ReportPage.RangeLine;

/** What rules that list ranges of ports let through, and what the verdicts would be without the broad ones. */
final class RangeLines {
    private final AuditResult result;

    RangeLines(AuditResult result) {
        this.result = result;
    }

    List<RangeLine> lines() {
        return result.ranges().stream().map(RangeLines::line).toList();
    }

    private static RangeLine line(RangeUse range) {
        return new RangeLine(
                range.rule().id(),
                PageMaker.safe(range.rule().service()),
                range.ports().replace(",", ", "),
                range.listed(),
                range.broad(),
                range.distinctPorts(),
                range.conversations(),
                range.onlyConversations(),
                range.onlyBytes(),
                range.onlyConversations() == 0
                        ? ""
                        : Quantities.bytes(range.onlyBytes()) + " (" + Quantities.percent(range.share()) + ")");
    }

    /** A sentence; empty where broad ranges decide nothing. */
    String withoutBroad() {
        Map<VerdictKind, Long> with = result.conversationsByVerdict();
        Map<VerdictKind, Long> without = result.conversationsWithoutBroadRanges();
        List<String> changes = new ArrayList<>();
        for (VerdictKind kind : VerdictKind.values()) {
            long now = with.getOrDefault(kind, 0L);
            long then = without.getOrDefault(kind, 0L);
            if (now != then) {
                changes.add(Quantities.count(then) + " " + kind.keyword() + " instead of " + Quantities.count(now));
            }
        }
        return changes.isEmpty()
                ? ""
                : "If ranges of more than 1,024 ports explained nothing: " + String.join(", ", changes) + ".";
    }
}
