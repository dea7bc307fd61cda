package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ports as a document lists them: single ones and ranges, in written order, not merged, because the width of the range that holds a port
 * says how strong the statement is.
 *
 * @param ranges in written order
 */
public record PortSet(List<PortRange> ranges) {
    /** No port. */
    public static final PortSet EMPTY = new PortSet(List.of());

    /** Copies the list. */
    public PortSet {
        ranges = List.copyOf(ranges);
    }

    /** Single ports. */
    public static PortSet of(int... ports) {
        List<PortRange> ranges = new ArrayList<>();
        for (int port : ports) {
            ranges.add(new PortRange(port, port));
        }
        return new PortSet(ranges);
    }

    /** Whether it lists nothing. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether a port is listed. */
    public boolean contains(int port) {
        return width(port) > 0;
    }

    /** Whether a range of more than {@value PortRange#BROAD} ports is listed. */
    public boolean broad() {
        return ranges.stream().anyMatch(PortRange::broad);
    }

    /** Size of the narrowest listed range that holds a port, 0 when none does. */
    public int width(int port) {
        int width = 0;
        for (PortRange range : ranges) {
            if (range.contains(port) && (width == 0 || range.size() < width)) {
                width = range.size();
            }
        }
        return width;
    }

    /** Whether every port of another set is listed here. */
    public boolean containsAll(PortSet other) {
        return other.ranges.stream().allMatch(this::covers);
    }

    private boolean covers(PortRange range) {
        int next = range.first();
        while (next <= range.last()) {
            int reached = next - 1;
            for (PortRange own : ranges) {
                if (own.contains(next)) {
                    reached = Math.max(reached, own.last());
                }
            }
            if (reached < next) {
                return false;
            }
            next = reached + 1;
        }
        return true;
    }

    /** Moves every port, leaving out what falls outside 1 to 65535. */
    PortSet plus(int offset) {
        List<PortRange> moved = new ArrayList<>();
        for (PortRange range : ranges) {
            int first = Math.max(1, range.first() + offset);
            int last = Math.min(65535, range.last() + offset);
            if (first <= last) {
                moved.add(new PortRange(first, last));
            }
        }
        return new PortSet(moved);
    }

    /** {@code 80,443,8000-8010}. */
    @Override
    public String toString() {
        return ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
    }
}
