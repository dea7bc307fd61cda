package org.wirewarrant.flow;

import org.wirewarrant.flow.PacketBatch.Meta;
import org.wirewarrant.wire.IpProtocol;

/**
 * The open-addressed table of flows. A slot holds the upper half of a key's hash and the number of its newest record. Packets come in
 * batches: the slots and records of the next few are touched before they are needed, so that their cache misses overlap. One thread.
 */
final class FlowTable {
    private static final int GROUP = 16;
    private static final long INDEX_MASK = 0xffffffffL;

    private final FlowRecords records = new FlowRecords();
    private final FragmentTable fragments = new FragmentTable();
    private final DuplicateWindow duplicates = new DuplicateWindow();
    private final IdleLimits limits;
    private long[] slots = new long[1 << 12];
    private int mask = slots.length - 1;
    private int used;
    private long duplicatePackets;
    private long touched;

    FlowTable(IdleLimits limits) {
        this.limits = limits;
    }

    FlowRecords records() {
        return records;
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
            sum += slots[(int) packets[i * PacketBatch.STRIDE + PacketBatch.HASH] & mask];
        }
        for (int i = start; i < end; i++) {
            long hash = packets[i * PacketBatch.STRIDE + PacketBatch.HASH];
            long slot = slots[(int) hash & mask];
            if (slot != 0 && slot >>> 32 == hash >>> 32) {
                int record = (int) slot - 1;
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
        int slot = (int) hash & mask;
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
                int record = (int) entry - 1;
                long[] page = records.page(record);
                int base = FlowRecords.base(record);
                long hash = FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], page[base + 4]);
                int slot = (int) hash & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    /** Whether a packet belongs to a new flow on the 5-tuple of a record. */
    private boolean startsAnew(long[] packets, int at, int record) {
        long[] page = records.page(record);
        int base = FlowRecords.base(record);
        int protocol = FlowKey.protocol(page[base + FlowRecords.KEY]);
        long gap = packets[at + PacketBatch.TIME] - page[base + FlowRecords.LAST];
        if (gap > limits.nanos(protocol)) {
            return true;
        }
        int event = (int) (packets[at + PacketBatch.META] >>> Meta.EVENTS_SHIFT) & 15;
        if ((event & ~Event.FROM_B) > Event.SYN_ACK || protocol != IpProtocol.TCP) {
            return false;
        }
        return FlowStart.isNew(page[base + FlowRecords.HISTORY], page[base + FlowRecords.SEQUENCE], event, (int)
                (packets[at + PacketBatch.SEQUENCE] >>> 32));
    }

    private void count(long[] page, int base, long[] packets, int at) {
        long meta = packets[at + PacketBatch.META];
        long lengths = packets[at + PacketBatch.LENGTHS];
        long time = packets[at + PacketBatch.TIME];
        int side = (int) (meta & Meta.FROM_B);
        page[base + FlowRecords.FIRST] = Math.min(page[base + FlowRecords.FIRST], time);
        page[base + FlowRecords.LAST] = Math.max(page[base + FlowRecords.LAST], time);
        page[base + FlowRecords.PACKETS_A + side]++;
        page[base + FlowRecords.BYTES_A + side] += lengths >>> 32;
        page[base + FlowRecords.PAYLOAD_A + side] += lengths & 0xffffffffL;
        int events = (int) (meta >>> Meta.EVENTS_SHIFT) & 0xff;
        long history = Event.append(page[base + FlowRecords.HISTORY], events & 15);
        if (events > 15) {
            history = Event.append(history, events >>> 4);
        }
        page[base + FlowRecords.HISTORY] = history;
        long misc = page[base + FlowRecords.MISC];
        if ((misc & FlowRecords.VLAN_MASK) == 0) {
            misc |= meta >>> Meta.VLAN_SHIFT & FlowRecords.VLAN_MASK;
        }
        misc |= (meta >>> Meta.CARRIES_SHIFT & 31) << FlowRecords.CARRIES_SHIFT;
        misc |= (meta & Meta.CLIENT_A) != 0 ? FlowRecords.CLIENT_A : 0;
        misc |= (meta & Meta.CLIENT_B) != 0 ? FlowRecords.CLIENT_B : 0;
        if (FlowKey.protocol(page[base + FlowRecords.KEY]) == IpProtocol.TCP) {
            misc |= sequence(page, base, packets[at + PacketBatch.SEQUENCE], meta, misc);
        }
        page[base + FlowRecords.MISC] = misc;
        if (duplicates.seen(packets[at + PacketBatch.FINGERPRINT], time)) {
            page[base + FlowRecords.CHAIN]++;
            duplicatePackets += (meta & Meta.OUTERMOST) != 0 ? 1 : 0;
        }
    }

    /** Notes the first sequence number and the highest acknowledgement of each side; gives the bits that say so. */
    private static long sequence(long[] page, int base, long numbers, long meta, long misc) {
        boolean fromB = (meta & Meta.FROM_B) != 0;
        long noted = 0;
        long sequenced = fromB ? FlowRecords.SEQUENCED_B : FlowRecords.SEQUENCED_A;
        if ((misc & sequenced) == 0) {
            noted = sequenced;
            long sequence = numbers >>> 32;
            page[base + FlowRecords.SEQUENCE] |= fromB ? sequence : sequence << 32;
        }
        if ((meta & Meta.ACKNOWLEDGES) != 0) {
            long acked = fromB ? FlowRecords.ACKED_A : FlowRecords.ACKED_B;
            long word = page[base + FlowRecords.ACKNOWLEDGED];
            int highest = (int) (fromB ? word >>> 32 : word);
            int number = (int) numbers;
            if ((misc & acked) == 0 || number - highest > 0) {
                long value = number & 0xffffffffL;
                page[base + FlowRecords.ACKNOWLEDGED] =
                        fromB ? (word & 0xffffffffL) | (value << 32) : (word & ~0xffffffffL) | value;
                noted |= acked;
            }
        }
        return noted;
    }

    /** Marks the flow that an ICMP error quotes; an error for a flow that the capture never showed says nothing. */
    private void refuse(long[] packets, int at) {
        int slot = find(packets, at);
        if (slots[slot] != 0) {
            int record = (int) slots[slot] - 1;
            boolean fromB = (packets[at + PacketBatch.META] & Meta.FROM_B) != 0;
            records.page(record)[FlowRecords.base(record) + FlowRecords.MISC] |=
                    fromB ? FlowRecords.REFUSED_B : FlowRecords.REFUSED_A;
        }
    }
}
