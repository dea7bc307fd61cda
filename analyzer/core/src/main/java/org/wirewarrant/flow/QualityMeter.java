package org.wirewarrant.flow;

import java.util.Map;
import org.wirewarrant.wire.IpProtocol;

/** Judges a capture by its TCP flows: directions that are missing, and acknowledged bytes that were never seen. */
final class QualityMeter {
    /** Larger differences come from acknowledgement numbers that are no answer (scans, resets), not from loss. */
    private static final int MAX_LOSS = 1 << 30;

    private final HostPairs pairs;
    private final QualityHistory history = new QualityHistory();
    private long tcpFlows;
    private long oneSided;
    private long ackedBytes;
    private long lostBytes;

    /**
     * A meter.
     *
     * @param pairs are told of each flow, too
     */
    QualityMeter(HostPairs pairs) {
        this.pairs = pairs;
    }

    /** TCP flows and what they lack, and when, as far as they were {@link #addAt added so}. */
    record Tally(long tcpFlows, long oneSided, long ackedBytes, long lostBytes, QualityHistory history) {
        static final Tally NONE = new Tally(0, 0, 0, 0, new QualityHistory());

        Tally plus(Tally other) {
            return new Tally(
                    tcpFlows + other.tcpFlows,
                    oneSided + other.oneSided,
                    ackedBytes + other.ackedBytes,
                    lostBytes + other.lostBytes,
                    history.plus(other.history));
        }
    }

    Tally tally() {
        return new Tally(tcpFlows, oneSided, ackedBytes, lostBytes, history.copy());
    }

    /** Adds all flows. */
    void add(FlowList flows) {
        for (int i = 0; i < flows.count(); i++) {
            add(flows.page(i), flows.base(i));
        }
    }

    /** Adds a flow. Aggregates say nothing: their flows were added when they were handed on. */
    void add(long[] page, int base) {
        if (isTcp(page, base)) {
            addTcp(page, base);
        }
    }

    /** Adds a flow, and remembers when it was last seen. */
    void addAt(long[] page, int base) {
        long flowsBefore = tcpFlows;
        long oneSidedBefore = oneSided;
        long ackedBefore = ackedBytes;
        long lostBefore = lostBytes;
        add(page, base);
        long last = page[base + FlowRecords.LAST];
        history.add(last, QualityHistory.TCP_FLOWS, tcpFlows - flowsBefore);
        history.add(last, QualityHistory.ONE_SIDED_FLOWS, oneSided - oneSidedBefore);
        history.add(last, QualityHistory.ACKED_BYTES, ackedBytes - ackedBefore);
        history.add(last, QualityHistory.LOST_BYTES, lostBytes - lostBefore);
    }

    /** Adds a flow, spread over a grid. */
    void addTo(TimeGrid grid, Map<QualityMeasure, long[]> series, long[] page, int base) {
        long flowsBefore = tcpFlows;
        long oneSidedBefore = oneSided;
        long ackedBefore = ackedBytes;
        long lostBefore = lostBytes;
        add(page, base);
        long first = page[base + FlowRecords.FIRST];
        long last = page[base + FlowRecords.LAST];
        int end = grid.bucket(last);
        series.get(QualityMeasure.TCP_FLOWS)[end] += tcpFlows - flowsBefore;
        series.get(QualityMeasure.ONE_SIDED_FLOWS)[end] += oneSided - oneSidedBefore;
        grid.spread(series.get(QualityMeasure.ACKED_BYTES), first, last, ackedBytes - ackedBefore);
        grid.spread(series.get(QualityMeasure.LOST_BYTES), first, last, lostBytes - lostBefore);
        long packets = page[base + FlowRecords.PACKETS_A] + page[base + FlowRecords.PACKETS_B];
        grid.spread(series.get(QualityMeasure.PACKETS), first, last, packets);
        grid.spread(series.get(QualityMeasure.DUPLICATES), first, last, page[base + FlowRecords.CHAIN] & 0xffffffffL);
    }

    private static boolean isTcp(long[] page, int base) {
        return FlowKey.protocol(page[base + FlowRecords.KEY]) == IpProtocol.TCP && !FlowRecords.isAggregate(page, base);
    }

    /** Whether this is a TCP flow of which one side is missing, although the other one acknowledges it. */
    static boolean isOneSided(long[] page, int base) {
        return isTcp(page, base) && hasOneSide(page, base) && isAnswer(page, base);
    }

    private static boolean hasOneSide(long[] page, int base) {
        return page[base + FlowRecords.PACKETS_A] > 0 != page[base + FlowRecords.PACKETS_B] > 0;
    }

    /** Whether the only side that was seen speaks to another one that has spoken. */
    private static boolean isAnswer(long[] page, int base) {
        long history = page[base + FlowRecords.HISTORY];
        int side = page[base + FlowRecords.PACKETS_A] > 0 ? 0 : Event.FROM_B;
        return Event.has(history, Event.ACK | side)
                || Event.has(history, Event.DATA | side)
                || Event.has(history, Event.SYN_ACK | side);
    }

    private void addTcp(long[] page, int base) {
        boolean onlyOne = hasOneSide(page, base);
        if (onlyOne && !isAnswer(page, base)) {
            return;
        }
        tcpFlows++;
        pairs.add(page, base, onlyOne);
        if (onlyOne) {
            oneSided++;
            return;
        }
        long history = page[base + FlowRecords.HISTORY];
        long misc = page[base + FlowRecords.MISC];
        long sequences = page[base + FlowRecords.SEQUENCE];
        long acknowledged = page[base + FlowRecords.ACKNOWLEDGED];
        long bothA = FlowRecords.SEQUENCED_A | FlowRecords.ACKED_A;
        if ((misc & bothA) == bothA) {
            addSide(
                    (int) (sequences >>> 32),
                    (int) (acknowledged >>> 32),
                    page[base + FlowRecords.PAYLOAD_A],
                    history,
                    0);
        }
        long bothB = FlowRecords.SEQUENCED_B | FlowRecords.ACKED_B;
        if ((misc & bothB) == bothB) {
            addSide((int) sequences, (int) acknowledged, page[base + FlowRecords.PAYLOAD_B], history, Event.FROM_B);
        }
    }

    /** SYN and FIN take one sequence number each (RFC 9293 section 3.4). */
    private void addSide(int first, int acknowledged, long payload, long history, int side) {
        boolean opening = FlowStart.opened(history, side) || Event.has(history, Event.SYN_ACK | (side ^ Event.FROM_B));
        int syn = opening ? 1 : 0;
        int fin = Event.has(history, Event.FIN | side) ? 1 : 0;
        int range = acknowledged - first - syn;
        if (range <= 0) {
            return;
        }
        int lost = range - fin - (int) payload;
        if (lost < MAX_LOSS) {
            ackedBytes += lost > 0 ? payload + lost : Math.min(range, payload);
            lostBytes += Math.max(lost, 0);
        }
    }
}
