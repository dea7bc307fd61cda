package org.wirewarrant.flow;

import java.util.Arrays;
import org.wirewarrant.wire.IpAddress;

/**
 * Flow records in pages of longs, {@link #STRIDE} longs each, in order of creation. Pages are never moved, so that growth copies
 * nothing.
 */
final class FlowRecords {
    /** Words 0 to 3 are addresses A high, A low, B high, B low; word 4 is {@link FlowKey}'s. */
    static final int KEY = 4;

    /** First and last packet, nanoseconds since the epoch. A record never takes a packet from before its first. */
    static final int FIRST = 5;

    static final int LAST = 6;

    /** Packets from A, from B. */
    static final int PACKETS_A = 7;

    static final int PACKETS_B = 8;

    /** IP bytes from A, from B. */
    static final int BYTES_A = 9;

    static final int BYTES_B = 10;

    /** {@link Event} history. */
    static final int HISTORY = 11;

    /**
     * TCP sequence number of A above, of B below: that of the side's last SYN or SYN+ACK; else the one before what the other side's last
     * SYN+ACK acknowledged; else the first one seen.
     */
    static final int SEQUENCE = 12;

    /** Last acknowledgement of A's data above, of B's below. */
    static final int ACKNOWLEDGED = 13;

    /** Transport payload bytes from A, from B. */
    static final int PAYLOAD_A = 14;

    static final int PAYLOAD_B = 15;

    /** Bits below. */
    static final int MISC = 16;

    /** Earlier record of the same key, plus one, above; packets that a mirror repeated below. */
    static final int CHAIN = 17;

    static final int STRIDE = 18;

    /** {@link #MISC}: VLAN tags, 26 bits. */
    static final long VLAN_MASK = 0x3ffffff;

    /** {@link #MISC}: what the flow carries, five bits. */
    static final int CARRIES_SHIFT = 26;

    static final long CARRIES_MASK = 31L << CARRIES_SHIFT;

    /** {@link #MISC}: the payload says that A is the client. */
    static final long CLIENT_A = 1L << 31;

    static final long CLIENT_B = 1L << 32;

    /** {@link #MISC}: an ICMP error refused what A sent. */
    static final long REFUSED_A = 1L << 33;

    static final long REFUSED_B = 1L << 34;

    /** {@link #MISC}: an acknowledgement of A's data was seen. */
    static final long ACKED_A = 1L << 35;

    static final long ACKED_B = 1L << 36;

    /** {@link #MISC}: a sequence number of A was seen, other than on a RST. */
    static final long SEQUENCED_A = 1L << 37;

    static final long SEQUENCED_B = 1L << 38;

    /** {@link #MISC}: what the payload gives away, nine bits of {@link WeaknessReader}, of aggregates too. */
    static final int WEAKNESS_SHIFT = 55;

    static final long WEAKNESS_MASK = (long) WeaknessReader.MASK << WEAKNESS_SHIFT;

    private static final int PAGE_BITS = 10;
    private static final int PAGE_RECORDS = 1 << PAGE_BITS;

    /** {@link #MISC}: an {@link Aggregate}, whose other bits are above. */
    static final long AGGREGATE = 1L << 39;

    /** {@link #FIRST} of a record that counts no packet: it only says that an ICMP error quoted its key. */
    static final long NO_PACKET = Long.MAX_VALUE;

    private long[][] pages = new long[16][];
    private int count;
    private boolean needStitching;

    int count() {
        return count;
    }

    /** Whether some records are not each a flow of their own. */
    boolean needStitching() {
        return needStitching;
    }

    /** Notes that a record follows another one of its 5-tuple, or counts no packet. */
    void needsStitching() {
        needStitching = true;
    }

    /** Page of a record. */
    long[] page(int record) {
        return pages[record >>> PAGE_BITS];
    }

    /** Index of a record's first word in its page. */
    static int base(int record) {
        return (record & PAGE_RECORDS - 1) * STRIDE;
    }

    /** The address of an end. */
    static IpAddress address(long[] page, int base, boolean b) {
        boolean version6 = FlowKey.version6(page[base + KEY]);
        return new IpAddress(version6 ? 6 : 4, page[base + (b ? 2 : 0)], page[base + (b ? 3 : 1)]);
    }

    /** Hash of one end, never 0. */
    static long endpoint(long[] page, int base, boolean b) {
        long word = page[base + KEY];
        int port = b ? FlowKey.portB(word) : FlowKey.portA(word);
        return FlowKey.endpoint(page[base + (b ? 2 : 0)], page[base + (b ? 3 : 1)], port, FlowKey.protocol(word));
    }

    static boolean isAggregate(long[] page, int base) {
        return (page[base + MISC] & AGGREGATE) != 0;
    }

    /** Copies a record over another one. */
    void copy(int from, int to) {
        System.arraycopy(page(from), base(from), page(to), base(to), STRIDE);
    }

    /** Forgets the records from a number on. */
    void truncate(int size) {
        for (int record = size; record < count; record++) {
            Arrays.fill(page(record), base(record), base(record) + STRIDE, 0);
        }
        count = size;
        needStitching = false;
    }

    /** Adds a record of zeroes and gives its number. */
    int add() {
        int page = count >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        if (pages[page] == null) {
            pages[page] = new long[PAGE_RECORDS * STRIDE];
        }
        return count++;
    }

    /**
     * A copy that later changes leave as it is.
     *
     * @param earlier a copy taken before, whose pages are shared where nothing has changed since
     */
    FlowRecords copy(FlowRecords earlier) {
        FlowRecords copy = new FlowRecords();
        int used = (count + PAGE_RECORDS - 1) >>> PAGE_BITS;
        copy.pages = new long[Math.max(1, used)][];
        for (int page = 0; page < used; page++) {
            boolean same = page < earlier.pages.length && Arrays.equals(pages[page], earlier.pages[page]);
            copy.pages[page] = same ? earlier.pages[page] : pages[page].clone();
        }
        copy.count = count;
        copy.needStitching = needStitching;
        return copy;
    }
}
