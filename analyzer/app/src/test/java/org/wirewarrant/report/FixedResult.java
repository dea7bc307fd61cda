package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.FlowRow;
import org.wirewarrant.audit.HostCoverage;
import org.wirewarrant.audit.QualityTimeline;
import org.wirewarrant.audit.RangeUse;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.audit.RuleAbsence;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.flow.QualityMeasure;
import org.wirewarrant.policy.Confidence;
import org.wirewarrant.policy.Notice;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

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

    @Override
    public List<RuleAbsence> absences() {
        return coverage.stream()
                .filter(row -> row.status() == RuleStatus.UNSEEN || row.status() == RuleStatus.ATTEMPTED)
                .map(row -> new RuleAbsence(
                        row.rule(), row.status(), row.reason(), Confidence.MEDIUM, 3, 2, 1, "db: 3 hosts, <b>2</b>"))
                .toList();
    }

    @Override
    public Iterable<HostCoverage> hostCoverage() {
        List<HostCoverage> hosts = new ArrayList<>();
        for (RuleCoverage row : coverage) {
            if (row.status() == RuleStatus.UNSEEN) {
                for (int host = 1; host <= 14; host++) {
                    boolean seen = host < 3;
                    hosts.add(new HostCoverage(
                            row.rule(),
                            Optional.of(IpAddress.parse("10.9.0." + host)),
                            List.of("db"),
                            seen ? RuleStatus.SEEN : RuleStatus.UNSEEN,
                            seen ? "" : "no-contact",
                            seen ? "" : "no packet between it & <others> was captured"));
                }
                hosts.add(new HostCoverage(
                        row.rule(), Optional.empty(), List.of(), row.status(), "", "7 more hosts not listed"));
            }
        }
        return hosts;
    }

    @Override
    public List<RangeUse> ranges() {
        return coverage.stream()
                .limit(1)
                .map(row -> new RangeUse(row.rule(), "1024-65535", 64512, true, 3, 4, 2, 660, 0.25))
                .toList();
    }

    @Override
    public Map<VerdictKind, Long> conversationsWithoutBroadRanges() {
        Map<VerdictKind, Long> counts = conversationsByVerdict();
        if (counts.get(VerdictKind.DOCUMENTED) > 0) {
            counts.merge(VerdictKind.DOCUMENTED, -1L, Long::sum);
            counts.merge(VerdictKind.UNDOCUMENTED, 1L, Long::sum);
        }
        return counts;
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
