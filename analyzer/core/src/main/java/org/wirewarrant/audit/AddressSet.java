package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wirewarrant.wire.IpAddress;

/** A growing set of addresses in primitives. */
final class AddressSet {
    private static final int FIRST_SIZE = 16;

    /** High and low of each, in turn; IPv4 addresses are marked by a high half that no unicast IPv6 address has. */
    private long[] slots = new long[2 * FIRST_SIZE];

    private int size;
    private boolean hasZero;

    /** The upper half of IPv4 addresses here: that of the prefix {@code ffff:ffff:ffff:ffff::/64}, which is multicast. */
    private static final long IPV4 = -1;

    void add(int version, long high, long low) {
        add(version == 4 ? IPV4 : high, low);
    }

    void addAll(AddressSet other) {
        for (int i = 0; i < other.slots.length; i += 2) {
            if (other.slots[i] != 0 || other.slots[i + 1] != 0) {
                add(other.slots[i], other.slots[i + 1]);
            }
        }
        hasZero |= other.hasZero;
    }

    boolean contains(IpAddress address) {
        long high = address.version() == 4 ? IPV4 : address.high();
        if (high == 0 && address.low() == 0) {
            return hasZero;
        }
        int at = find(slots, high, address.low());
        return slots[at] != 0 || slots[at + 1] != 0;
    }

    /** The addresses, sorted. */
    List<IpAddress> sorted() {
        List<IpAddress> sorted = new ArrayList<>();
        if (hasZero) {
            sorted.add(new IpAddress(6, 0, 0));
        }
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0 || slots[i + 1] != 0) {
                sorted.add(
                        slots[i] == IPV4
                                ? new IpAddress(4, 0, slots[i + 1])
                                : new IpAddress(6, slots[i], slots[i + 1]));
            }
        }
        Collections.sort(sorted);
        return sorted;
    }

    int size() {
        return hasZero ? size + 1 : size;
    }

    private void add(long high, long low) {
        if (high == 0 && low == 0) {
            hasZero = true;
            return;
        }
        int at = find(slots, high, low);
        if (slots[at] == 0 && slots[at + 1] == 0) {
            slots[at] = high;
            slots[at + 1] = low;
            if (++size > slots.length / 4) {
                grow();
            }
        }
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0 || slots[i + 1] != 0) {
                int at = find(larger, slots[i], slots[i + 1]);
                larger[at] = slots[i];
                larger[at + 1] = slots[i + 1];
            }
        }
        slots = larger;
    }

    private static int find(long[] slots, long high, long low) {
        int mask = slots.length / 2 - 1;
        int slot = (int) (((high * 31 + low) * 0x9E3779B97F4A7C15L) >>> 33) & mask;
        while ((slots[2 * slot] != high || slots[2 * slot + 1] != low)
                && (slots[2 * slot] != 0 || slots[2 * slot + 1] != 0)) {
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }
}
