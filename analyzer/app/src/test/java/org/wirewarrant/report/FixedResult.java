package org.wirewarrant.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.FlowRow;
import org.wirewarrant.audit.QualityTimeline;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.flow.QualityMeasure;
import org.wirewarrant.policy.Notice;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;

/** An audit result from its parts; the rest follows from them. */
record FixedResult(
        String title,
        Optional<Site> site,
        List<RulePack> packs,
        List<Notice> notices,
        List<CaptureSummary> captures,
        FrameCounts frames,
        Quality quality,
        List<FlowRow> flowList,
        List<ConversationRow> conversationList,
        List<Finding> findingList,
        List<RuleCoverage> coverage,
        Timeline timeline)
        implements AuditResult {
    /** The same where neither document nor site requires anything. */
    FixedResult withoutRequirements() {
        List<RuleCoverage> unstated = coverage.stream()
                .map(row -> new RuleCoverage(
                        row.rule(),
                        row.ports(),
                        false,
                        row.status(),
                        row.reason(),
                        row.hostsExpected(),
                        row.hostsSeen(),
                        row.flows(),
                        row.packets(),
                        row.bytes(),
                        row.firstNanos(),
                        row.lastNanos()))
                .toList();
        return new FixedResult(
                title,
                site,
                packs,
                notices,
                captures,
                frames,
                quality,
                flowList,
                conversationList,
                findingList,
                unstated,
                timeline);
    }

    /** Of the traffic's buckets, with something of everything in it. */
    @Override
    public QualityTimeline qualityTimeline() {
        Map<QualityMeasure, long[]> amounts = new EnumMap<>(QualityMeasure.class);
        int buckets = timeline.bytes().get(VerdictKind.DOCUMENTED).length;
        for (QualityMeasure measure : QualityMeasure.values()) {
            long[] series = new long[buckets];
            for (int bucket = 0; bucket < buckets; bucket++) {
                boolean filled = measure == QualityMeasure.PACKETS || (bucket + measure.ordinal()) % 5 == 1;
                series[bucket] = filled ? 100 * bucket + measure.ordinal() + 1 : 0;
            }
            if (conversationList.size() > 0) {
                amounts.put(measure, series);
            }
        }
        return new QualityTimeline(timeline.startNanos(), timeline.bucketNanos(), amounts);
    }

    @Override
    public OptionalLong firstNanos() {
        return conversationList.stream()
                .mapToLong(row -> row.conversation().firstNanos())
                .min();
    }

    @Override
    public OptionalLong lastNanos() {
        return conversationList.stream()
                .mapToLong(row -> row.conversation().lastNanos())
                .max();
    }

    @Override
    public Rows<FlowRow> flows() {
        return new ListRows<>(flowList);
    }

    @Override
    public Rows<ConversationRow> conversations() {
        return new ListRows<>(conversationList);
    }

    @Override
    public Rows<Finding> findings() {
        return new ListRows<>(findingList);
    }

    @Override
    public Map<VerdictKind, Long> conversationsByVerdict() {
        Map<VerdictKind, Long> counts = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            counts.put(kind, 0L);
        }
        conversationList.forEach(row -> counts.merge(row.verdict().kind(), 1L, Long::sum));
        return counts;
    }
}
