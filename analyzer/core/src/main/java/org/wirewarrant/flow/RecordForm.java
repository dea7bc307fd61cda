package org.wirewarrant.flow;

import org.wirewarrant.wire.Encapsulation;

/**
 * The kept form of a flow record or an aggregate, which does not depend on how records lie in memory: flags (1: 128-bit addresses, 2: IPv6,
 * 4: no packet), addresses, ports, protocol, encapsulation path, first packet, last one after it, packets, bytes, payload, events, sequence
 * numbers, acknowledgements, VLAN tags, what is carried, what
 * the payload gives away, marks, earlier record of the 5-tuple, repeated packets; of an aggregate, its
 * orientation, state and fate instead of marks.
 */
final class RecordForm {
    private static final int WIDE = 1;
    private static final int VERSION_6 = 2;
    private static final int NO_PACKET = 4;
    private static final int FLAGS = 8;
    private static final long HALF = 0xffffffffL;
    private static final int KINDS = Encapsulation.values().length;
    private static final int KIND_BITS = 5;
    private static final int VLAN_BITS = 26;

    /** Marks in the order of their bits in the kept form. */
    private static final long[] MARKS = {
        FlowRecords.CLIENT_A,
        FlowRecords.CLIENT_B,
        FlowRecords.REFUSED_A,
        FlowRecords.REFUSED_B,
        FlowRecords.ACKED_A,
        FlowRecords.ACKED_B,
        FlowRecords.SEQUENCED_A,
        FlowRecords.SEQUENCED_B
    };

    private RecordForm() {}

    static void write(long[] page, int base, RowOutput out) {
        long word = page[base + FlowRecords.KEY];
        boolean wide = false;
        for (int half = 0; half < 4; half++) {
            wide |= half % 2 == 0 ? page[base + half] != 0 : page[base + half] >>> 32 != 0;
        }
        boolean none = page[base + FlowRecords.FIRST] == FlowRecords.NO_PACKET;
        out.octet((wide ? WIDE : 0) | (FlowKey.version6(word) ? VERSION_6 : 0) | (none ? NO_PACKET : 0));
        for (int half = 0; half < 4; half++) {
            if (wide) {
                out.octets(page[base + half], 8);
            } else if (half % 2 == 1) {
                out.octets(page[base + half], 4);
            }
        }
        out.octets(FlowKey.portA(word), 2);
        out.octets(FlowKey.portB(word), 2);
        out.octet(FlowKey.protocol(word));
        out.number(FlowKey.path(word));
        if (!none) {
            out.signed(page[base + FlowRecords.FIRST]);
        }
        out.signed(page[base + FlowRecords.LAST] - (none ? 0 : page[base + FlowRecords.FIRST]));
        for (int field = FlowRecords.PACKETS_A; field <= FlowRecords.BYTES_B; field++) {
            out.number(page[base + field]);
        }
        out.number(page[base + FlowRecords.PAYLOAD_A]);
        out.number(page[base + FlowRecords.PAYLOAD_B]);
        long history = page[base + FlowRecords.HISTORY];
        out.octet(Event.count(history));
        for (int i = 0; i < Event.count(history); i++) {
            out.octet(Event.at(history, i));
        }
        halves(page[base + FlowRecords.SEQUENCE], out);
        halves(page[base + FlowRecords.ACKNOWLEDGED], out);
        long misc = page[base + FlowRecords.MISC];
        out.number(misc & FlowRecords.VLAN_MASK);
        out.octet((int) ((misc & FlowRecords.CARRIES_MASK) >>> FlowRecords.CARRIES_SHIFT));
        out.number((misc & FlowRecords.WEAKNESS_MASK) >>> FlowRecords.WEAKNESS_SHIFT);
        if (FlowRecords.isAggregate(page, base)) {
            out.octet(Decision.orientation(Aggregate.decision(page, base)).ordinal());
            out.octet(Aggregate.state(page, base).ordinal());
            out.octet(((misc & Aggregate.ANSWERED) != 0 ? 1 : 0) | ((misc & Aggregate.REFUSED) != 0 ? 2 : 0));
        } else {
            int marks = 0;
            for (int i = 0; i < MARKS.length; i++) {
                marks |= (misc & MARKS[i]) != 0 ? 1 << i : 0;
            }
            out.octet(marks);
        }
        halves(page[base + FlowRecords.CHAIN], out);
    }

    private static void halves(long value, RowOutput out) {
        out.number(value >>> 32);
        out.number(value & HALF);
    }

    /**
     * Reads a record.
     *
     * @param number of the record, which may follow only those before it
     * @param base of an empty record
     */
    static void read(RowInput in, boolean aggregate, int number, long[] page, int base)
            throws ObservationFormatException {
        int flags = in.octet(FLAGS);
        for (int half = 0; half < 4; half++) {
            if ((flags & WIDE) != 0) {
                page[base + half] = in.octets(8);
            } else if (half % 2 == 1) {
                page[base + half] = in.octets(4);
            }
        }
        int portA = (int) in.octets(2);
        int portB = (int) in.octets(2);
        int protocol = in.octet();
        int path = path((int) in.number(Short.MAX_VALUE));
        page[base + FlowRecords.KEY] = FlowKey.word(portA, portB, protocol, (flags & VERSION_6) != 0, path);
        boolean none = (flags & NO_PACKET) != 0;
        page[base + FlowRecords.FIRST] = none ? FlowRecords.NO_PACKET : in.signed();
        page[base + FlowRecords.LAST] = in.signed() + (none ? 0 : page[base + FlowRecords.FIRST]);
        for (int field = FlowRecords.PACKETS_A; field <= FlowRecords.BYTES_B; field++) {
            page[base + field] = in.count();
        }
        page[base + FlowRecords.PAYLOAD_A] = in.count();
        page[base + FlowRecords.PAYLOAD_B] = in.count();
        page[base + FlowRecords.HISTORY] = history(in);
        page[base + FlowRecords.SEQUENCE] = halves(in, HALF);
        page[base + FlowRecords.ACKNOWLEDGED] = halves(in, HALF);
        long misc = in.number((1 << VLAN_BITS) - 1) | ((long) in.octet(KINDS) << FlowRecords.CARRIES_SHIFT);
        misc |= in.number(WeaknessReader.MASK) << FlowRecords.WEAKNESS_SHIFT;
        if (aggregate) {
            int orientation = in.octet(Orientation.values().length);
            int state = in.octet(ConnState.values().length);
            int fate = in.octet(4);
            misc |= Aggregate.traits(orientation, state, (fate & 1) != 0, (fate & 2) != 0);
        } else {
            int marks = in.octet();
            for (int i = 0; i < MARKS.length; i++) {
                misc |= (marks >>> i & 1) != 0 ? MARKS[i] : 0;
            }
        }
        page[base + FlowRecords.MISC] = misc;
        page[base + FlowRecords.CHAIN] = halves(in, number);
        in.end();
    }

    private static long halves(RowInput in, long limit) throws ObservationFormatException {
        return (in.number(limit) << 32) | in.number(HALF);
    }

    private static int path(int path) throws ObservationFormatException {
        for (int rest = path; rest != 0; rest >>>= KIND_BITS) {
            if ((rest & ((1 << KIND_BITS) - 1)) >= KINDS) {
                throw new ObservationFormatException("a row names an encapsulation that is not known");
            }
        }
        return path;
    }

    private static long history(RowInput in) throws ObservationFormatException {
        int count = in.octet(13);
        long history = 0;
        for (int i = 0; i < count; i++) {
            int event = in.octet(16);
            int kind = event & ~Event.FROM_B;
            if (kind < Event.SYN || kind > Event.RST || Event.has(history, event)) {
                throw new ObservationFormatException("a row has an event that cannot be");
            }
            history = Event.append(history, event);
        }
        return history;
    }
}
