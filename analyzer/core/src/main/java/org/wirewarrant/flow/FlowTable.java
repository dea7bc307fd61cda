package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.List;
import org.wirewarrant.flow.PacketBatch.Meta;

/**
 * The open-addressed table of flows. A slot holds the upper half of a key's hash, which also says where the slot is (so that growing
 * looks at no record), and the number of its newest record. Packets come in batches: the slots and records of the next few are touched
 * before they are needed, so that their cache misses overlap. One thread.
 */
final class FlowTable {
    private static final int GROUP = 16;
    private static final long INDEX_MASK = 0xffffffffL;

    private final FlowRecords records = new FlowRecords();
    private final FragmentTable fragments = new FragmentTable();
    private final DuplicateWindow duplicates = new DuplicateWindow();
    /** Idle limit by protocol, in nanoseconds, after which a record is closed: the flow may go on in the next one. */
    private final long[] limits = new long[256];

    private final int maxRecords;
    private final TableRelief relief;
    private long[] slots = new long[1 << 12];
    private int mask = slots.length - 1;
    private int used;
    private long duplicatePackets;
    private long touched;

    /**
     * An empty table.
     *
     * @param limits when a silent 5-tuple is a new flow
     * @param maxFlows most flows that are kept apart
     */
    FlowTable(IdleLimits limits, int maxFlows) {
        Arrays.setAll(this.limits, limits::shortest);
        int aggregates = maxFlows / 4;
        this.maxRecords = maxFlows - aggregates;
        this.relief = new TableRelief(limits, aggregates);
    }

    /** What was observed; complete after {@link #finish()}. */
    Part part(int number, List<Negotiation> negotiations) {
        return new Part(number, records, relief.aggregates(), negotiations, relief.handedOn(), relief.partialRecords());
    }

    /**
     * A copy of what was observed so far.
     *
     * @param earlier the copy taken before, with which it shares what has not changed
     * @param negotiations ports that control flows announced so far
     */
    Part copy(Part earlier, List<Negotiation> negotiations) {
        return new Part(
                earlier.number(),
                records.copy(earlier.records()),
                relief.aggregates().copy(earlier.aggregates()),
                negotiations,
                relief.handedOn(),
                relief.partialRecords());
    }

    /** Frames whose every part was a later fragment without its first one; complete after {@link #finish()}. */
    long orphanFragments() {
        return fragments.orphanFrames();
    }

    /** Frames whose outermost packet repeats one seen just before. */
    long duplicateFrames() {
        return duplicatePackets;
    }

    void finish() {
        fragments.finish();
    }

    void add(PacketBatch batch) {
        for (int start = 0; start < batch.count; start += GROUP) {
            int end = Math.min(start + GROUP, batch.count);
            touch(batch.words, start, end);
            for (int i = start; i < end; i++) {
                add(batch.words, i * PacketBatch.STRIDE);
            }
        }
    }

    private void touch(long[] packets, int start, int end) {
        long sum = 0;
        for (int i = start; i < end; i++) {
            sum += slots[place(packets[i * PacketBatch.STRIDE + PacketBatch.HASH])];
        }
        for (int i = start; i < end; i++) {
            long hash = packets[i * PacketBatch.STRIDE + PacketBatch.HASH];
            int slot = place(hash);
            while (slots[slot] != 0 && slots[slot] >>> 32 != hash >>> 32) {
                slot = slot + 1 & mask;
            }
            int record = (int) slots[slot] - 1;
            if (record >= 0) {
                int base = FlowRecords.base(record);
                long[] page = records.page(record);
                sum += page[base] + page[base + FlowRecords.LAST] + page[base + FlowRecords.MISC];
            }
        }
        touched += sum;
    }

    /** Keeps the touching loads from being removed as dead. */
    long touched() {
        return touched;
    }

    private void add(long[] packets, int at) {
        int kind = (int) (packets[at + PacketBatch.META] >>> Meta.KIND_SHIFT) & 3;
        switch (kind) {
            case Meta.KIND_PACKET -> update(packets, at);
            case Meta.KIND_FIRST_FRAGMENT -> {
                update(packets, at);
                fragments.first(packets, at, this);
            }
            case Meta.KIND_LATER_FRAGMENT -> fragments.later(packets, at, this);
            default -> refuse(packets, at);
        }
    }

    /** Counts one packet in its flow. */
    void update(long[] packets, int at) {
        if (records.count() >= maxRecords) {
            makeRoom(packets[at + PacketBatch.TIME]);
        }
        int slot = find(packets, at);
        int record;
        if (slots[slot] == 0) {
            record = create(packets, at, slot, 0);
        } else {
            record = (int) (slots[slot] & INDEX_MASK) - 1;
            if (startsAnew(packets, at, record)) {
                record = create(packets, at, slot, record + 1);
            }
        }
        count(records.page(record), FlowRecords.base(record), packets, at);
    }

    private int find(long[] packets, int at) {
        long hash = packets[at + PacketBatch.HASH];
        long tag = hash & ~INDEX_MASK;
        int slot = place(hash);
        while (slots[slot] != 0) {
            if ((slots[slot] & ~INDEX_MASK) == tag && sameKey(packets, at, (int) slots[slot] - 1)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean sameKey(long[] packets, int at, int record) {
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
        return page[base + 1] == packets[at + 1]
                && page[base + 3] == packets[at + 3]
                && page[base + FlowRecords.KEY] == packets[at + PacketBatch.KEY]
                && page[base] == packets[at]
                && page[base + 2] == packets[at + 2];
    }

    private int create(long[] packets, int at, int slot, int earlier) {
        int record = records.add();
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
        System.arraycopy(packets, at, page, base, 5);
        page[base + FlowRecords.FIRST] = packets[at + PacketBatch.TIME];
        page[base + FlowRecords.LAST] = packets[at + PacketBatch.TIME];
        page[base + FlowRecords.CHAIN] = (long) earlier << 32;
        if (earlier != 0) {
            records.needsStitching();
        }
        boolean isNew = slots[slot] == 0;
        slots[slot] = (packets[at + PacketBatch.HASH] & ~INDEX_MASK) | (record + 1);
        if (isNew && ++used > slots.length - (slots.length >>> 2)) {
            grow();
        }
        return record;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                put(entry);
            }
        }
    }

    private int place(long hash) {
        return (int) (hash >>> 32) & mask;
    }

    private void put(long entry) {
        int slot = place(entry);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }

    /** Hands flows on, those that are over first. */
    private void makeRoom(long now) {
        relief.relieve(records, now);
        Arrays.fill(slots, 0);
        used = records.count();
        for (int record = 0; record < used; record++) {
            long[] page = records.page(record);
            int base = FlowRecords.base(record);
            long hash = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], page[base + 4]);
            put((hash & ~INDEX_MASK) | (record + 1));
        }
    }

    /** Whether a packet may belong to a new flow on the 5-tuple of a record: in doubt it does. */
    private boolean startsAnew(long[] packets, int at, int record) {
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
        int protocol = FlowKey.protocol(page[base + FlowRecords.KEY]);
        long time = packets[at + PacketBatch.TIME];
        if (time < page[base + FlowRecords.FIRST] || time - page[base + FlowRecords.LAST] > limits[protocol]) {
            return true;
        }
        int event = (int) (packets[at + PacketBatch.META] >>> Meta.EVENTS_SHIFT) & 15;
        if ((event & ~Event.FROM_B) > Event.SYN_ACK || !Event.hasStates(protocol)) {
            return false;
        }
        long numbers = packets[at + PacketBatch.SEQUENCE];
        return !FlowStart.surelySame(
                page[base + FlowRecords.HISTORY],
                page[base + FlowRecords.SEQUENCE],
                event,
                (int) (numbers >>> 32),
                (int) numbers);
    }

    private void count(long[] page, int base, long[] packets, int at) {
        long meta = packets[at + PacketBatch.META];
        long lengths = packets[at + PacketBatch.LENGTHS];
        long time = packets[at + PacketBatch.TIME];
        int side = (int) (meta & Meta.FROM_B);
        page[base + FlowRecords.LAST] = Math.max(page[base + FlowRecords.LAST], time);
        page[base + FlowRecords.PACKETS_A + side]++;
        page[base + FlowRecords.BYTES_A + side] += lengths >>> 32;
        page[base + FlowRecords.PAYLOAD_A + side] += lengths & 0xffffffffL;
        int events = (int) (meta >>> Meta.EVENTS_SHIFT) & 0xff;
        long misc = page[base + FlowRecords.MISC];
        if (Event.hasStates(FlowKey.protocol(page[base + FlowRecords.KEY]))) {
            misc |= sequence(page, base, packets[at + PacketBatch.SEQUENCE], meta, misc);
        }
        long history = Event.append(page[base + FlowRecords.HISTORY], events & 15);
        if (events > 15) {
            history = Event.append(history, events >>> 4);
        }
        page[base + FlowRecords.HISTORY] = history;
        if ((misc & FlowRecords.VLAN_MASK) == 0) {
            misc |= meta >>> Meta.VLAN_SHIFT & FlowRecords.VLAN_MASK;
        }
        if ((misc & FlowRecords.CARRIES_MASK) == 0) {
            misc |= (meta >>> Meta.CARRIES_SHIFT & 31) << FlowRecords.CARRIES_SHIFT;
        }
        misc |= (meta & Meta.CLIENT_A) != 0 ? FlowRecords.CLIENT_A : 0;
        misc |= (meta & Meta.CLIENT_B) != 0 ? FlowRecords.CLIENT_B : 0;
        misc |= (meta >>> Meta.WEAKNESS_SHIFT & WeaknessReader.MASK) << FlowRecords.WEAKNESS_SHIFT;
        page[base + FlowRecords.MISC] = misc;
        if (duplicates.seen(fingerprint(packets, at), time)) {
            page[base + FlowRecords.CHAIN]++;
            duplicatePackets += (meta & Meta.OUTERMOST) != 0 ? 1 : 0;
        }
    }

    /** A first fragment is told by its datagram's identification; later ones differ in their offset alone and have none. */
    private static long fingerprint(long[] packets, int at) {
        long word = packets[at + PacketBatch.FINGERPRINT];
        if (((packets[at + PacketBatch.META] >>> Meta.KIND_SHIFT) & 3) != Meta.KIND_FIRST_FRAGMENT) {
            return word;
        }
        long numbers = packets[at + PacketBatch.SEQUENCE] ^ packets[at + PacketBatch.LENGTHS];
        return FlowKey.mix(FlowKey.mix(packets[at + PacketBatch.HASH] ^ word) ^ numbers);
    }

    /** Notes sequence and acknowledgement numbers; gives the bits that say so. A RST's are not to be trusted. */
    private static long sequence(long[] page, int base, long numbers, long meta, long misc) {
        int event = (int) (meta >>> Meta.EVENTS_SHIFT) & 15;
        int kind = event & ~Event.FROM_B;
        if (kind == Event.RST) {
            return 0;
        }
        boolean fromB = (meta & Meta.FROM_B) != 0;
        boolean acknowledges = (meta & Meta.ACKNOWLEDGES) != 0;
        long sequenced = fromB ? FlowRecords.SEQUENCED_B : FlowRecords.SEQUENCED_A;
        if (kind <= Event.SYN_ACK) {
            long history = page[base + FlowRecords.HISTORY];
            note(page, base, fromB, numbers >>> 32);
            int peer = (event & Event.FROM_B) ^ Event.FROM_B;
            if (kind == Event.SYN_ACK && !FlowStart.opened(history, peer)) {
                note(page, base, !fromB, (numbers - 1) & 0xffffffffL);
            }
        } else if ((misc & sequenced) == 0) {
            int answer = Event.SYN_ACK | (fromB ? 0 : Event.FROM_B);
            if (!Event.has(page[base + FlowRecords.HISTORY], answer)) {
                note(page, base, fromB, numbers >>> 32);
            }
        }
        if (!acknowledges) {
            return sequenced;
        }
        long word = page[base + FlowRecords.ACKNOWLEDGED];
        long value = numbers & 0xffffffffL;
        page[base + FlowRecords.ACKNOWLEDGED] =
                fromB ? (word & 0xffffffffL) | value << 32 : (word & ~0xffffffffL) | value;
        return sequenced | (fromB ? FlowRecords.ACKED_A : FlowRecords.ACKED_B);
    }

    private static void note(long[] page, int base, boolean ofB, long sequence) {
        long word = page[base + FlowRecords.SEQUENCE];
        page[base + FlowRecords.SEQUENCE] =
                ofB ? (word & ~0xffffffffL) | sequence : (word & 0xffffffffL) | sequence << 32;
    }

    /** Marks the flow that an ICMP error quotes. Its packets may be in another part of the capture: then a record says so alone. */
    private void refuse(long[] packets, int at) {
        if (records.count() >= maxRecords) {
            makeRoom(packets[at + PacketBatch.TIME]);
        }
        int slot = find(packets, at);
        int record;
        if (slots[slot] == 0) {
            record = create(packets, at, slot, 0);
            records.page(record)[FlowRecords.base(record) + FlowRecords.FIRST] = FlowRecords.NO_PACKET;
            records.needsStitching();
        } else {
            record = (int) slots[slot] - 1;
        }
        boolean fromB = (packets[at + PacketBatch.META] & Meta.FROM_B) != 0;
        records.page(record)[FlowRecords.base(record) + FlowRecords.MISC] |=
                fromB ? FlowRecords.REFUSED_B : FlowRecords.REFUSED_A;
    }
}
