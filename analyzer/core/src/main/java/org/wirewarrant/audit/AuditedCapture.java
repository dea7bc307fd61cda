package org.wirewarrant.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Notice;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;

/** The result of an audit in memory. Flows are sorted, and the timeline drawn, when they are first asked for. */
record AuditedCapture(
        CompiledPolicy policy,
        Observation observation,
        List<CaptureSummary> captures,
        List<CaptureGap> gaps,
        FrameCounts frames,
        Quality quality,
        Window window,
        Conversations judged,
        Judgements judgements,
        FindingTable findings,
        List<RuleCoverage> coverage,
        HostMeter hosts,
        List<RuleAbsence> absences)
        implements AuditResult {
    AuditedCapture {
        captures = List.copyOf(captures);
        gaps = List.copyOf(gaps);
        coverage = List.copyOf(coverage);
        absences = List.copyOf(absences);
    }

    @Override
    public String title() {
        return site().map(Site::name)
                .orElseGet(() -> packs().stream().map(RulePack::name).collect(Collectors.joining(", ")));
    }

    @Override
    public Optional<Site> site() {
        return policy.site();
    }

    @Override
    public List<RulePack> packs() {
        return policy.packs();
    }

    @Override
    public List<Notice> notices() {
        return policy.notices();
    }

    @Override
    public OptionalLong firstNanos() {
        return window.first();
    }

    @Override
    public OptionalLong lastNanos() {
        return window.last();
    }

    @Override
    public Rows<FlowRow> flows() {
        return new FlowRows(judged, judgements, findings);
    }

    @Override
    public Rows<ConversationRow> conversations() {
        return new ConversationRows(judged, judgements, findings, policy);
    }

    @Override
    public List<FindingCount> findingCounts() {
        return findings.counts();
    }

    @Override
    public Traffic traffic() {
        return judgements.traffic(policy);
    }

    @Override
    public Map<VerdictKind, Long> conversationsByVerdict() {
        Map<VerdictKind, Long> counts = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            counts.put(kind, 0L);
        }
        judgements.forEachVerdict(
                (verdict, conversations, answered) -> counts.merge(verdict.kind(), conversations, Long::sum));
        return counts;
    }

    @Override
    public Iterable<HostCoverage> hostCoverage() {
        return hosts.rows(coverage);
    }

    @Override
    public List<RangeUse> ranges() {
        return RangeMeter.measure(judgements, policy);
    }

    @Override
    public Map<VerdictKind, Long> conversationsWithoutBroadRanges() {
        CompiledPolicy narrow = policy.withoutBroadRanges();
        Map<VerdictKind, Long> counts = conversationsByVerdict();
        for (int i = 0; i < judgements.size(); i++) {
            if (judgements.verdict(i).reason() == Reason.BROAD_RANGE) {
                counts.merge(VerdictKind.DOCUMENTED, -1L, Long::sum);
                counts.merge(narrow.judge(judged.conversation(i)).kind(), 1L, Long::sum);
            }
        }
        return counts;
    }

    @Override
    public Timeline timeline() {
        return new TimelineMaker(judged, judgements).make(window);
    }

    @Override
    public QualityTimeline qualityTimeline() {
        return QualityTimelineMaker.make(observation, captures, gaps, window);
    }
}
