package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.OrientedFlows;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.CompiledPolicy;

/** Holds an observation against a policy. */
public final class Audit {
    private Audit() {}

    /**
     * Judges everything that was observed.
     *
     * @param observation what the captures yielded
     * @param captures the inputs, complete
     * @param policy packs and site
     */
    public static AuditResult of(Observation observation, List<CaptureSummary> captures, CompiledPolicy policy) {
        return of(observation, captures, policy, 1);
    }

    /**
     * Judges everything that was observed without a gap, on several threads with the same result.
     *
     * @param observation what the captures yielded
     * @param captures the inputs, complete
     * @param policy packs and site
     * @param threads how many, at least 1
     */
    public static AuditResult of(
            Observation observation, List<CaptureSummary> captures, CompiledPolicy policy, int threads) {
        return of(observation, captures, List.of(), policy, threads);
    }

    /**
     * Judges everything that was observed, on several threads with the same result.
     *
     * @param observation what the captures yielded
     * @param captures the inputs, complete
     * @param gaps times in which nothing was captured, in order
     * @param policy packs and site
     * @param threads how many, at least 1
     */
    public static AuditResult of(
            Observation observation,
            List<CaptureSummary> captures,
            List<CaptureGap> gaps,
            CompiledPolicy policy,
            int threads) {
        OrientedFlows flows = observation.orient(policy::directionHint, threads);
        Conversations conversations = flows.conversations(threads);
        Judgements judgements = Judgements.of(conversations, policy, threads);
        Quality quality = quality(observation, captures);
        CoverageMeter meter = new CoverageMeter(judgements, policy);
        List<RuleCoverage> coverage = meter.measure();
        Scans scans = Scans.find(conversations, judgements, policy);
        Window window = Window.of(captures);
        HostMeter hosts = new HostMeter(meter, judgements.contacts(), policy);
        boolean damaged = captures.stream().anyMatch(capture -> capture.damage().isPresent());
        List<RuleAbsence> absences =
                new Absences(policy, judgements, hosts, window, Absences.gaps(quality, damaged)).of(coverage);
        List<Finding> general = new ArrayList<>();
        general.addAll(new CoverageFindings(policy).of(coverage, meter, absences));
        InsecureProtocols insecure = InsecureProtocols.find(conversations, judgements, policy);
        general.addAll(insecure.findings());
        general.addAll(new MixedAlternatives(meter, policy).findings());
        general.addAll(RangeFindings.of(RangeMeter.measure(judgements, policy), policy));
        general.addAll(scans.findings());
        general.addAll(new ExceptionFindings(policy, window).of(judgements));
        general.addAll(new QualityFindings(policy).of(observation.frames(), quality, captures, gaps));
        FindingTable findings = new FindingTable(conversations, judgements, scans, insecure, policy, general);
        return new AuditedCapture(
                policy,
                observation,
                captures,
                gaps,
                observation.frames(),
                quality,
                window,
                conversations,
                judgements,
                findings,
                coverage,
                hosts,
                absences);
    }

    private static Quality quality(Observation observation, List<CaptureSummary> captures) {
        OptionalLong dropped = captures.stream()
                .map(CaptureSummary::interfaceDrops)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
        long steps = captures.stream().mapToLong(CaptureSummary::timeSteps).sum();
        return observation.quality(dropped, steps);
    }
}
