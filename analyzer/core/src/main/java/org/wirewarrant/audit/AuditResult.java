package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.Notice;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.VerdictKind;

/** Everything an audit yields; the only thing that reports see. */
public interface AuditResult {
    /** Site name, or the packs' names where no site was given. */
    String title();

    /** The site, absent when roles were not verified. */
    Optional<Site> site();

    /** The packs in force, in the order given. */
    List<RulePack> packs();

    /** What was odd in packs and site. */
    List<Notice> notices();

    /** Inputs in capture-time order. */
    List<CaptureSummary> captures();

    /** Times in which nothing was captured, in order. */
    default List<CaptureGap> gaps() {
        return List.of();
    }

    /** Where every frame ended. */
    FrameCounts frames();

    /** How far the capture can be trusted. */
    Quality quality();

    /** Earliest packet, absent for a capture without timed frames. */
    OptionalLong firstNanos();

    /** Latest packet. */
    OptionalLong lastNanos();

    /** Flows in order of first packet, then of key. */
    Rows<FlowRow> flows();

    /** Conversations by client, server, protocol, port. */
    Rows<ConversationRow> conversations();

    /** Findings, worst first; equals by kind, then busiest first, then by ends. */
    Rows<Finding> findings();

    /** How many findings there are, by kind; one kind may stand in several entries, which are then added. */
    default List<FindingCount> findingCounts() {
        List<FindingCount> counts = new ArrayList<>();
        findings().forEach(finding -> counts.add(new FindingCount(finding.severity(), finding.kind(), 1)));
        return counts;
    }

    /** What the conversations add up to. */
    default Traffic traffic() {
        return Traffic.of(conversations());
    }

    /** One row for each rule, in pack and document order. */
    List<RuleCoverage> coverage();

    /** What the capture showed of each rule on each host of its answering roles; made when it is read. */
    default Iterable<HostCoverage> hostCoverage() {
        return List.of();
    }

    /** What it is worth that rules were not seen, in the order of the rules. */
    default List<RuleAbsence> absences() {
        return List.of();
    }

    /** What each rule that lists a range of ports lets through, in the order of the rules. */
    default List<RangeUse> ranges() {
        return List.of();
    }

    /** Conversations by verdict if ranges of more than 1024 ports explained nothing. */
    default Map<VerdictKind, Long> conversationsWithoutBroadRanges() {
        return conversationsByVerdict();
    }

    /** Conversations by verdict; every verdict has an entry. */
    Map<VerdictKind, Long> conversationsByVerdict();

    /** Traffic over time. */
    Timeline timeline();

    /** How far the capture can be trusted, over time. */
    default QualityTimeline qualityTimeline() {
        return new QualityTimeline(0, 1, Map.of());
    }
}
