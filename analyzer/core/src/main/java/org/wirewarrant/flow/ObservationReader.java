package org.wirewarrant.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wirewarrant.flow.ObservationRows.Table;

/** Puts an observation together from the rows that {@link ObservationWriter} made. One thread. */
public final class ObservationReader {
    private final int number;
    private final IdleLimits limits;
    private final FrameCounts frames;
    private final QualityHistory history;
    private final QualityMeter.Tally handedOn;
    private final long partialRecords;
    private final int flows;
    private final int sums;
    private final int ports;

    private final FlowRecords records = new FlowRecords();
    private final FlowRecords aggregates = new FlowRecords();
    private final List<Negotiation> announced = new ArrayList<>();

    /**
     * Begins with the facts about the whole.
     *
     * @throws ObservationFormatException if they are not what a writer of this version or an older one made
     */
    public ObservationReader(byte[] facts) throws ObservationFormatException {
        RowInput in = new RowInput(facts);
        long form = in.number();
        if (form < 1 || form > ObservationWriter.FORM) {
            throw new ObservationFormatException("rows of form " + form + " are not known");
        }
        number = integer(in);
        limits = limits(in);
        long inFlows = in.count();
        long notIp = in.count();
        long orphans = in.count();
        long snapped = in.count();
        long malformed = in.count();
        long unsupported = in.count();
        frames = new FrameCounts(
                inFlows + notIp + orphans + snapped + malformed + unsupported,
                inFlows,
                notIp,
                orphans,
                snapped,
                malformed,
                unsupported,
                in.count(),
                types(in),
                types(in));
        long tcpFlows = in.count();
        long oneSided = in.count();
        long ackedBytes = in.count();
        long lostBytes = in.count();
        partialRecords = in.count();
        flows = integer(in);
        sums = integer(in);
        ports = integer(in);
        boolean withHistories = form > 1;
        history = withHistories ? QualityHistory.read(in) : new QualityHistory();
        handedOn = new QualityMeter.Tally(
                tcpFlows,
                oneSided,
                ackedBytes,
                lostBytes,
                withHistories ? QualityHistory.read(in) : new QualityHistory());
        in.end();
    }

    /** Takes the next row of a table; they come by number, from 0. */
    public void row(Table table, byte[] row) throws ObservationFormatException {
        RowInput in = new RowInput(row);
        switch (table) {
            case FLOW -> record(in, records, false);
            case AGGREGATE -> record(in, aggregates, true);
            default -> announced(in);
        }
    }

    /**
     * What was kept; no row may follow.
     *
     * @throws ObservationFormatException if rows are missing, or there are too many
     */
    public Observation observation() throws ObservationFormatException {
        check("flows", flows, records.count());
        check("sums of flows", sums, aggregates.count());
        check("announced ports", ports, announced.size());
        Part part = new Part(number, records, aggregates, List.copyOf(announced), handedOn, partialRecords);
        return new Observation(List.of(part), frames, history, limits);
    }

    private static void check(String what, int expected, int found) throws ObservationFormatException {
        if (expected != found) {
            throw new ObservationFormatException("%d of %d %s are there".formatted(found, expected, what));
        }
    }

    private static void record(RowInput in, FlowRecords to, boolean aggregate) throws ObservationFormatException {
        int record = to.add();
        long[] page = to.page(record);
        int base = FlowRecords.base(record);
        RecordForm.read(in, aggregate, record, page, base);
        if (page[base + FlowRecords.CHAIN] >>> 32 != 0 || page[base + FlowRecords.FIRST] == FlowRecords.NO_PACKET) {
            to.needsStitching();
        }
    }

    private void announced(RowInput in) throws ObservationFormatException {
        long control = in.octets(8);
        int protocol = in.octet();
        int path = (int) in.number(Short.MAX_VALUE);
        int marks = in.octet(4);
        announced.add(new Negotiation(
                control,
                protocol,
                path,
                (marks & 1) != 0,
                in.octets(8),
                in.octets(8),
                (int) in.octets(2),
                (marks & 2) != 0,
                in.octets(8),
                in.octets(8),
                in.signed(),
                in.signed()));
        in.end();
    }

    private static int integer(RowInput in) throws ObservationFormatException {
        return (int) in.number(Integer.MAX_VALUE);
    }

    private static IdleLimits limits(RowInput in) throws ObservationFormatException {
        try {
            return new IdleLimits(duration(in), duration(in), duration(in), duration(in), duration(in));
        } catch (IllegalArgumentException e) {
            throw new ObservationFormatException(e.getMessage());
        }
    }

    private static Duration duration(RowInput in) throws ObservationFormatException {
        return Duration.ofSeconds(in.count(), in.number(999_999_999));
    }

    private static Map<Integer, Long> types(RowInput in) throws ObservationFormatException {
        long size = in.count();
        Map<Integer, Long> types = new TreeMap<>();
        for (long i = 0; i < size; i++) {
            types.put((int) in.signed(), in.count());
        }
        return types;
    }
}
