package org.wirewarrant.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Flows that were handed on early, by client, server, protocol, server port and fate. Bounded: when it is full, aggregates that differ in
 * one thing only become one, in which many stands for it: client address, server address, or a port, whichever has the most
 * values (a flood from forged sources, a sweep over hosts, a scan of ports). What was never answered goes first.
 */
final class AggregateTable {
    /** So many aggregates that differ in one thing only become one: crowds first, then any two, in the end each one by itself. */
    private static final int[] CROWDS = {16, 2, 1};

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final int capacity;
    private FlowRecords records = new FlowRecords();
    private int[] slots;
    private final long[] candidate = new long[FlowRecords.STRIDE];
    private final long[] scratch = new long[FlowRecords.STRIDE];

    /** Dimensions in which crowds were gathered. */
    private final Set<Dimension> gathered = EnumSet.noneOf(Dimension.class);

    private final FlowView view = new FlowView();

    /** What aggregates may come to stand for many of. */
    private enum Dimension {
        CLIENT {
            @Override
            long value(long[] page, int base) {
                return FlowKey.mix(page[base]) ^ page[base + 1];
            }

            @Override
            void clear(long[] page, int base) {
                page[base] = 0;
                page[base + 1] = 0;
            }
        },
        SERVER {
            @Override
            long value(long[] page, int base) {
                return FlowKey.mix(page[base + 2]) ^ page[base + 3];
            }

            @Override
            void clear(long[] page, int base) {
                page[base + 2] = 0;
                page[base + 3] = 0;
            }
        },
        SERVER_PORT {
            @Override
            long value(long[] page, int base) {
                return FlowKey.portB(page[base + FlowRecords.KEY]);
            }

            @Override
            void clear(long[] page, int base) {
                page[base + FlowRecords.KEY] &= ~(0xffffL << 32);
            }
        },
        CLIENT_PORT {
            @Override
            long value(long[] page, int base) {
                return FlowKey.portA(page[base + FlowRecords.KEY]);
            }

            @Override
            void clear(long[] page, int base) {
                page[base + FlowRecords.KEY] &= ~(0xffffL << 48);
            }
        };

        abstract long value(long[] page, int base);

        abstract void clear(long[] page, int base);
    }

    /**
     * An empty table.
     *
     * @param capacity most aggregates
     */
    AggregateTable(int capacity) {
        this.capacity = capacity;
        this.slots = new int[64];
    }

    FlowRecords records() {
        return records;
    }

    /** Adds a flow. */
    void add(long[] page, int base) {
        byte decision = PacketEvidence.decide(page, base);
        view.wrap(page, base, decision == PacketEvidence.OPEN ? PortEvidence.decide(page, base) : decision);
        Arrays.fill(candidate, 0);
        Aggregate.of(view, page, base, candidate, 0);
        addCandidate();
    }

    /** Adds flows that were added up elsewhere. */
    void addSum(long[] page, int base) {
        System.arraycopy(page, base, candidate, 0, FlowRecords.STRIDE);
        addCandidate();
    }

    private void addCandidate() {
        joinCrowd();
        insert(candidate, 0);
        if (records.count() >= capacity) {
            coarsen();
        }
    }

    /** Makes the candidate one of a crowd that there is already, unless it has an aggregate of its own. */
    private void joinCrowd() {
        if (gathered.isEmpty() || slots[find(candidate, 0)] != 0) {
            return;
        }
        for (Dimension dimension : gathered) {
            System.arraycopy(candidate, 0, scratch, 0, FlowRecords.STRIDE);
            dimension.clear(scratch, 0);
            if (slots[find(scratch, 0)] != 0) {
                dimension.clear(candidate, 0);
                return;
            }
        }
    }

    /** Adds an aggregate to the one of the same key and traits, or keeps it as a new one. */
    private void insert(long[] page, int base) {
        int slot = find(page, base);
        if (slots[slot] != 0) {
            int record = slots[slot] - 1;
            Aggregate.add(records.page(record), FlowRecords.base(record), page, base);
            return;
        }
        int record = records.add();
        System.arraycopy(page, base, records.page(record), FlowRecords.base(record), FlowRecords.STRIDE);
        slots[slot] = record + 1;
        if (records.count() > slots.length / 2) {
            rehash(slots.length * 2);
        }
    }

    /** The slot of an aggregate with the same key and traits, or the empty one where it would stand. */
    private int find(long[] page, int base) {
        int slot = (int) hash(page, base) & (slots.length - 1);
        while (slots[slot] != 0) {
            int record = slots[slot] - 1;
            if (same(records.page(record), FlowRecords.base(record), page, base)) {
                break;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void rehash(int size) {
        slots = new int[size];
        for (int record = 0; record < records.count(); record++) {
            long[] page = records.page(record);
            int slot = (int) hash(page, FlowRecords.base(record)) & (size - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = record + 1;
        }
    }

    private static long hash(long[] page, int base) {
        long word = page[base + FlowRecords.KEY] ^ FlowKey.mix(page[base + FlowRecords.MISC] & Aggregate.TRAITS);
        return FlowKey.hash(page[base], page[base + 1], page[base + 2], page[base + 3], word);
    }

    private static boolean same(long[] left, int l, long[] right, int r) {
        return Arrays.equals(left, l, l + 5, right, r, r + 5)
                && ((left[l + FlowRecords.MISC] ^ right[r + FlowRecords.MISC]) & Aggregate.TRAITS) == 0;
    }

    private void coarsen() {
        for (int crowd : CROWDS) {
            for (boolean answered : new boolean[] {false, true}) {
                for (Dimension dimension : widestFirst(answered)) {
                    if (records.count() > capacity / 2) {
                        gather(dimension, answered, crowd);
                    }
                }
            }
        }
    }

    private static boolean isAnswered(long[] page, int base) {
        return (page[base + FlowRecords.MISC] & Aggregate.ANSWERED) != 0;
    }

    private List<Dimension> widestFirst(boolean answered) {
        Map<Dimension, Integer> widths = new EnumMap<>(Dimension.class);
        for (Dimension dimension : DIMENSIONS) {
            widths.put(dimension, -width(dimension, answered));
        }
        return Stream.of(DIMENSIONS).sorted(Comparator.comparing(widths::get)).toList();
    }

    /** Number of values of a dimension. */
    private int width(Dimension dimension, boolean answered) {
        PeerCounts values = new PeerCounts();
        for (int record = 0; record < records.count(); record++) {
            long[] page = records.page(record);
            int base = FlowRecords.base(record);
            if (isAnswered(page, base) == answered) {
                values.add(FlowKey.mix(dimension.value(page, base)) | 1, 1);
            }
        }
        return values.size();
    }

    /** Makes one of those that differ in one dimension only, where they are a crowd. */
    private void gather(Dimension dimension, boolean answered, int crowd) {
        gathered.add(dimension);
        PeerCounts crowds = new PeerCounts();
        for (int record = 0; record < records.count(); record++) {
            long[] page = records.page(record);
            int base = FlowRecords.base(record);
            if (isAnswered(page, base) == answered) {
                crowds.add(cleared(dimension, page, base), 1);
            }
        }
        int size = records.count();
        FlowRecords old = records;
        slots = new int[slots.length];
        long[] moved = new long[FlowRecords.STRIDE];
        records = new FlowRecords();
        for (int record = 0; record < size; record++) {
            long[] page = old.page(record);
            int base = FlowRecords.base(record);
            System.arraycopy(page, base, moved, 0, FlowRecords.STRIDE);
            if (isAnswered(page, base) == answered && crowds.get(cleared(dimension, page, base)) >= crowd) {
                dimension.clear(moved, 0);
            }
            insert(moved, 0);
        }
    }

    /** Hash of an aggregate without one dimension, never 0. */
    private long cleared(Dimension dimension, long[] page, int base) {
        System.arraycopy(page, base, scratch, 0, FlowRecords.STRIDE);
        dimension.clear(scratch, 0);
        long hash = hash(scratch, 0);
        return hash == 0 ? 1 : hash;
    }
}
