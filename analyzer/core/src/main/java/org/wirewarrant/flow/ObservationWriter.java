package org.wirewarrant.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wirewarrant.flow.ObservationRows.Table;

/**
 * Takes an observation that grows apart into rows, each time those that are new or have changed. {@link ObservationReader} puts them
 * together again. One thread.
 */
public final class ObservationWriter {
    /** 1 had no histories of quality. */
    static final int FORM = 2;

    private static final Part NOTHING =
            new Part(0, new FlowRecords(), new FlowRecords(), List.of(), QualityMeter.Tally.NONE, 0);

    private final RowOutput out = new RowOutput();
    private Part kept = NOTHING;
    private Part offered = NOTHING;

    /**
     * Gives the rows that differ from those that were last {@link #kept}.
     *
     * @param observation of one stretch, never merged with another one
     * @return facts about the whole, to be kept beside the rows
     * @throws IOException if a row cannot be kept
     * @throws IllegalArgumentException if the observation consists of several
     */
    public byte[] write(Observation observation, ObservationRows rows) throws IOException {
        if (observation.parts().size() != 1) {
            throw new IllegalArgumentException(
                    "an observation of " + observation.parts().size() + " parts");
        }
        offered = observation.parts().get(0);
        records(Table.FLOW, kept.records(), offered.records(), rows);
        records(Table.AGGREGATE, kept.aggregates(), offered.aggregates(), rows);
        announced(rows);
        return facts(observation);
    }

    /** What was written last is kept for good; otherwise the next rows start from what was kept before. */
    public void kept() {
        kept = offered;
    }

    private void records(Table table, FlowRecords before, FlowRecords now, ObservationRows rows) throws IOException {
        for (int record = 0; record < now.count(); record++) {
            long[] page = now.page(record);
            int base = FlowRecords.base(record);
            if (record >= before.count() || differs(before.page(record), page, base)) {
                out.reset();
                RecordForm.write(page, base, out);
                rows.put(table, record, out.toBytes());
            }
        }
        if (now.count() < before.count()) {
            rows.cut(table, now.count());
        }
    }

    private static boolean differs(long[] before, long[] now, int base) {
        int end = base + FlowRecords.STRIDE;
        return before != now && !Arrays.equals(before, base, end, now, base, end);
    }

    private void announced(ObservationRows rows) throws IOException {
        List<Negotiation> before = kept.negotiations();
        List<Negotiation> now = offered.negotiations();
        for (int i = 0; i < now.size(); i++) {
            if (i >= before.size() || !before.get(i).equals(now.get(i))) {
                out.reset();
                write(now.get(i));
                rows.put(Table.ANNOUNCED, i, out.toBytes());
            }
        }
        if (now.size() < before.size()) {
            rows.cut(Table.ANNOUNCED, now.size());
        }
    }

    private void write(Negotiation announced) {
        out.octets(announced.controlHash(), 8);
        out.octet(announced.protocol());
        out.number(announced.path());
        out.octet((announced.version6() ? 1 : 0) | (announced.knownIsServer() ? 2 : 0));
        out.octets(announced.knownHigh(), 8);
        out.octets(announced.knownLow(), 8);
        out.octets(announced.knownPort(), 2);
        out.octets(announced.peerHigh(), 8);
        out.octets(announced.peerLow(), 8);
        out.signed(announced.from());
        out.signed(announced.until());
    }

    private byte[] facts(Observation observation) {
        out.reset();
        out.number(FORM);
        out.number(offered.number());
        IdleLimits limits = observation.idleLimits();
        for (Duration limit :
                new Duration[] {limits.attempt(), limits.established(), limits.closed(), limits.udp(), limits.other()
                }) {
            out.number(limit.getSeconds());
            out.number(limit.getNano());
        }
        FrameCounts frames = observation.frames();
        out.number(frames.inFlows());
        out.number(frames.notIp());
        out.number(frames.orphanFragments());
        out.number(frames.snapped());
        out.number(frames.malformed());
        out.number(frames.unsupported());
        out.number(frames.duplicate());
        types(frames.notIpTypes());
        types(frames.unsupportedTypes());
        QualityMeter.Tally tally = offered.handedOn();
        out.number(tally.tcpFlows());
        out.number(tally.oneSided());
        out.number(tally.ackedBytes());
        out.number(tally.lostBytes());
        out.number(offered.partialRecords());
        out.number(offered.records().count());
        out.number(offered.aggregates().count());
        out.number(offered.negotiations().size());
        observation.history().write(out);
        tally.history().write(out);
        return out.toBytes();
    }

    private void types(Map<Integer, Long> frames) {
        out.number(frames.size());
        new TreeMap<>(frames).forEach((type, count) -> {
            out.signed(type);
            out.number(count);
        });
    }
}
