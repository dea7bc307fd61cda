package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a capture, or an interval of a live one, yields: flow records with their evidence, and where every frame ended. Immutable. Parts
 * of one capture that were observed apart merge to what the whole gives.
 */
public final class Observation {
    private static final int ONE_WAY_SAMPLES = 5;

    private final List<Part> parts;
    private final FrameCounts frames;
    private final QualityHistory history;
    private final IdleLimits limits;
    private FlowList flows;

    /**
     * What was observed.
     *
     * @param history when frames were not decoded; never changed
     */
    Observation(List<Part> parts, FrameCounts frames, QualityHistory history, IdleLimits limits) {
        this.parts = parts;
        this.frames = frames;
        this.history = history;
        this.limits = limits;
    }

    /**
     * This observation and others as one, in any order with the same result. Flows that go on from one part to the next are put
     * together. Two things do not cross a cut: a later fragment is an orphan when its first one lies in another part, and a mirrored
     * copy is not known when the original lies in another part.
     *
     * @param others observed with the same limits
     */
    public Observation merge(Observation... others) {
        List<Part> all = new ArrayList<>(parts);
        FrameCounts sum = frames;
        QualityHistory both = history;
        for (Observation other : others) {
            if (!other.limits.equals(limits)) {
                throw new IllegalArgumentException("observations with other idle limits do not merge");
            }
            all.addAll(other.parts);
            sum = sum.plus(other.frames);
            both = both.plus(other.history);
        }
        return new Observation(all, sum, both, limits);
    }

    /**
     * The same as one part of bounded size, so that it can be kept and go on being merged. As long as the records fit nothing is
     * lost; beyond that, flows that are over are added up first, as {@link FlowMeter} does.
     *
     * @param maxFlows most flows that are kept apart, at least {@link FlowMeter#MIN_FLOWS}
     */
    public Observation compact(int maxFlows) {
        return new Observation(List.of(Compaction.compact(parts, limits, maxFlows)), frames, history, limits);
    }

    /** Flow records and sums of them, in all parts: what the observation takes to keep. */
    public long size() {
        long size = 0;
        for (Part part : parts) {
            size += part.records().count() + part.aggregates().count();
        }
        return size;
    }

    /** Ports that control flows announced, in all parts. */
    public long announcedPorts() {
        return parts.stream().mapToLong(part -> part.negotiations().size()).sum();
    }

    /** When a silent 5-tuple was a new flow; only observations with the same limits merge. */
    public IdleLimits idleLimits() {
        return limits;
    }

    /** Where every frame ended. */
    public FrameCounts frames() {
        return frames;
    }

    /** Number of flows. */
    public long flowCount() {
        long count = flows().count();
        for (Part part : parts) {
            for (int i = 0; i < part.aggregates().count(); i++) {
                count += part.aggregates().page(i)[FlowRecords.base(i) + FlowRecords.SEQUENCE] - 1;
            }
        }
        return count;
    }

    /**
     * How far the capture can be trusted.
     *
     * @param dropped frames that the capturing system says it lost, absent when it does not say
     * @param timeSteps frames whose timestamp lies before their predecessor's
     */
    public Quality quality(OptionalLong dropped, long timeSteps) {
        HostPairs pairs = new HostPairs();
        QualityMeter meter = new QualityMeter(pairs);
        meter.add(flows());
        QualityMeter.Tally tcp = meter.tally();
        long partialRecords = 0;
        for (Part part : parts) {
            tcp = tcp.plus(part.handedOn());
            partialRecords += part.partialRecords();
        }
        return new Quality(
                dropped,
                tcp.tcpFlows(),
                tcp.oneSided(),
                pairs.count(),
                pairs.oneSided(),
                pairs.samples(flows(), ONE_WAY_SAMPLES),
                tcp.ackedBytes(),
                tcp.lostBytes(),
                frames.duplicate(),
                timeSteps,
                partialRecords);
    }

    /**
     * How far the capture can be trusted, over time. The packets and the TCP payload of a flow are spread evenly from its first packet to
     * its last; its directions count when it was last seen, and everything of it does where it was handed on early.
     *
     * @param grid at least one bucket
     * @return what packets say: every measure but dropped frames and gaps, one amount for each bucket
     */
    public Map<QualityMeasure, long[]> qualityOver(TimeGrid grid) {
        Map<QualityMeasure, long[]> series = new EnumMap<>(QualityMeasure.class);
        for (QualityMeasure measure : QualityMeasure.values()) {
            if (measure != QualityMeasure.DROPPED && measure != QualityMeasure.NOT_CAPTURED) {
                series.put(measure, new long[grid.buckets()]);
            }
        }
        FlowList all = flows();
        QualityMeter meter = new QualityMeter(HostPairs.NONE);
        for (int i = 0; i < all.count(); i++) {
            meter.addTo(grid, series, all.page(i), all.base(i));
        }
        for (Part part : parts) {
            part.handedOn().history().addTo(grid, series);
        }
        history.addTo(grid, series);
        return series;
    }

    /** When frames were not decoded. */
    QualityHistory history() {
        return history;
    }

    /**
     * Decides who was the client of each flow.
     *
     * @param hint what roles and rules say where packets left it open
     */
    public OrientedFlows orient(DirectionHint hint) {
        return orient(hint, 1);
    }

    /**
     * Decides who was the client of each flow, on several threads with the same result.
     *
     * @param hint what roles and rules say where packets left it open; asked by any of the threads
     */
    public OrientedFlows orient(DirectionHint hint, int threads) {
        return new Orienter(flows(), new Announcements(negotiations()), hint, threads).orient();
    }

    List<Part> parts() {
        return parts;
    }

    private List<Negotiation> negotiations() {
        return parts.stream().flatMap(part -> part.negotiations().stream()).toList();
    }

    /** The flows, put together when they are first asked for: of many observations that are merged, only the last ones are. */
    synchronized FlowList flows() {
        if (flows == null) {
            flows = FlowStitcher.stitch(parts, limits);
        }
        return flows;
    }
}
