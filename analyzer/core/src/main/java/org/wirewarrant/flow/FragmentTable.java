package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wirewarrant.flow.PacketBatch.Meta;

/**
 * Gives later fragments to the flow of their datagram's first one, in either order of arrival. Bounded: the oldest datagrams are
 * forgotten first, and their waiting fragments are orphans.
 */
final class FragmentTable {
    /** RFC 8200 section 4.5: a datagram must be reassembled within 60 seconds. */
    private static final long WINDOW_NANOS = 60_000_000_000L;

    private static final int MAX_DATAGRAMS = 16_384;
    private static final int MAX_WAITING = 64;

    private final Map<Datagram, Entry> datagrams = new LinkedHashMap<>();
    private long orphanFrames;

    /** A datagram on its way: fragments go from one source to one destination. */
    private record Datagram(
            long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long keyAndId) {}

    private static final class Entry {
        /** The first fragment's packet; empty until it comes. */
        private long[] first = new long[0];

        private long lastTime;

        /** Waiting fragments, {@link PacketBatch#STRIDE} longs each. */
        private long[] waiting = new long[0];

        private int waitingCount;
    }

    long orphanFrames() {
        return orphanFrames;
    }

    void first(long[] packets, int at, FlowTable table) {
        Entry entry = entry(packets, at);
        entry.first = Arrays.copyOfRange(packets, at, at + PacketBatch.STRIDE);
        for (int i = 0; i < entry.waitingCount; i++) {
            deliver(entry.waiting, i * PacketBatch.STRIDE, entry.first, table);
        }
        entry.waitingCount = 0;
        entry.waiting = new long[0];
    }

    void later(long[] packets, int at, FlowTable table) {
        Entry entry = entry(packets, at);
        if (entry.first.length > 0) {
            deliver(packets, at, entry.first, table);
        } else if (entry.waitingCount == MAX_WAITING) {
            orphan(packets, at);
        } else {
            int needed = (entry.waitingCount + 1) * PacketBatch.STRIDE;
            if (entry.waiting.length < needed) {
                entry.waiting = Arrays.copyOf(entry.waiting, Math.max(needed, entry.waiting.length * 2));
            }
            System.arraycopy(packets, at, entry.waiting, entry.waitingCount++ * PacketBatch.STRIDE, PacketBatch.STRIDE);
        }
    }

    void finish() {
        datagrams.values().forEach(this::forget);
        datagrams.clear();
    }

    private Entry entry(long[] packets, int at) {
        boolean fromB = (packets[at + PacketBatch.META] & Meta.FROM_B) != 0;
        // Later fragments have no ports: version and path alone are left of the key.
        long key = packets[at + PacketBatch.KEY] & 0xffff00L;
        long keyAndId = key << 32 | packets[at + PacketBatch.FINGERPRINT];
        Datagram datagram = fromB
                ? new Datagram(packets[at + 2], packets[at + 3], packets[at], packets[at + 1], keyAndId)
                : new Datagram(packets[at], packets[at + 1], packets[at + 2], packets[at + 3], keyAndId);
        Entry entry = datagrams.get(datagram);
        long time = packets[at + PacketBatch.TIME];
        if (entry != null && time - entry.lastTime > WINDOW_NANOS) {
            forget(entry);
            datagrams.remove(datagram);
            entry = null;
        }
        if (entry == null) {
            if (datagrams.size() == MAX_DATAGRAMS) {
                Iterator<Entry> oldest = datagrams.values().iterator();
                forget(oldest.next());
                oldest.remove();
            }
            entry = new Entry();
            entry.lastTime = time;
            datagrams.put(datagram, entry);
        }
        entry.lastTime = Math.max(entry.lastTime, time);
        return entry;
    }

    /** Counts a later fragment in the flow of its first one, as sent by the same side. */
    private static void deliver(long[] fragments, int at, long[] first, FlowTable table) {
        long[] packet = new long[PacketBatch.STRIDE];
        System.arraycopy(first, 0, packet, 0, 5);
        packet[PacketBatch.HASH] = first[PacketBatch.HASH];
        packet[PacketBatch.TIME] = fragments[at + PacketBatch.TIME];
        packet[PacketBatch.LENGTHS] = fragments[at + PacketBatch.LENGTHS];
        long side = first[PacketBatch.META] & Meta.FROM_B;
        long event = Event.DATA | (side != 0 ? Event.FROM_B : 0);
        long vlan = fragments[at + PacketBatch.META] & FlowRecords.VLAN_MASK << Meta.VLAN_SHIFT;
        packet[PacketBatch.META] = vlan | event << Meta.EVENTS_SHIFT | side;
        table.update(packet, 0);
    }

    private void forget(Entry entry) {
        for (int i = 0; i < entry.waitingCount; i++) {
            orphan(entry.waiting, i * PacketBatch.STRIDE);
        }
        entry.waitingCount = 0;
    }

    private void orphan(long[] packets, int at) {
        if ((packets[at + PacketBatch.META] & Meta.FRAME_PENDING) != 0) {
            orphanFrames++;
        }
    }
}
