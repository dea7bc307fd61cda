package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * (protocol, port) to the ids of the ranges that hold it. Each protocol has its ranges sorted by first port, with the highest last port
 * of every subtree of the implicit search tree, so that a look-up costs the logarithm of the ranges plus what it finds. Immutable.
 */
final class PortIndex {
    private static final Table EMPTY = new Table(List.of());

    private final Map<Integer, Table> tables = new HashMap<>();

    private PortIndex(Map<Integer, List<int[]>> ranges) {
        ranges.forEach((protocol, list) -> tables.put(protocol, new Table(list)));
    }

    /** Ids, ascending, each once. */
    int[] find(int protocol, int port) {
        return tables.getOrDefault(protocol, EMPTY).find(port);
    }

    /** Gathers ranges. */
    static final class Builder {
        private final Map<Integer, List<int[]>> ranges = new HashMap<>();

        void add(int protocol, PortSet ports, int id) {
            for (PortRange range : ports.ranges()) {
                ranges.computeIfAbsent(protocol, key -> new ArrayList<>())
                        .add(new int[] {range.first(), range.last(), id});
            }
        }

        PortIndex build() {
            return new PortIndex(ranges);
        }
    }

    private static final class Table {
        private final int[] first;
        private final int[] last;
        private final int[] id;
        private final int[] highest;

        Table(List<int[]> ranges) {
            List<int[]> sorted = new ArrayList<>(ranges);
            sorted.sort(Comparator.comparingInt(range -> range[0]));
            first = sorted.stream().mapToInt(range -> range[0]).toArray();
            last = sorted.stream().mapToInt(range -> range[1]).toArray();
            id = sorted.stream().mapToInt(range -> range[2]).toArray();
            highest = new int[first.length];
            fill(0, first.length);
        }

        private int fill(int from, int to) {
            if (from >= to) {
                return -1;
            }
            int middle = (from + to) >>> 1;
            highest[middle] = Math.max(last[middle], Math.max(fill(from, middle), fill(middle + 1, to)));
            return highest[middle];
        }

        int[] find(int port) {
            IntStream.Builder found = IntStream.builder();
            collect(0, first.length, port, found);
            return found.build().sorted().distinct().toArray();
        }

        private void collect(int from, int to, int port, IntStream.Builder found) {
            if (from >= to) {
                return;
            }
            int middle = (from + to) >>> 1;
            if (highest[middle] < port) {
                return;
            }
            collect(from, middle, port, found);
            if (first[middle] <= port) {
                if (last[middle] >= port) {
                    found.add(id[middle]);
                }
                collect(middle + 1, to, port, found);
            }
        }
    }
}
