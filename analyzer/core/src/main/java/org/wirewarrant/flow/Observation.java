package org.wirewarrant.flow;

import java.util.OptionalLong;

/** What a capture, or an interval of a live one, yields: flow records with their evidence, and where every frame ended. */
public final class Observation {
    private final FlowRecords records;
    private final FrameCounts frames;

    Observation(FlowTable table, FrameCounts frames) {
        this.records = table.records();
        this.frames = frames;
    }

    FlowRecords records() {
        return records;
    }

    /** Where every frame ended. */
    public FrameCounts frames() {
        return frames;
    }

    /** Number of flows. */
    public int flowCount() {
        return records.count();
    }

    /**
     * How far the capture can be trusted.
     *
     * @param dropped frames that the capturing system says it lost, absent when it does not say
     * @param timeSteps frames whose timestamp lies before their predecessor's
     */
    public Quality quality(OptionalLong dropped, long timeSteps) {
        return new QualityMeter(records).measure(dropped, timeSteps, frames.duplicate());
    }

    /**
     * Decides who was the client of each flow.
     *
     * @param hint what roles and rules say where packets left it open
     */
    public OrientedFlows orient(DirectionHint hint) {
        return new Orienter(records, hint).orient();
    }
}
