package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.wire.IpAddress;

/**
 * Address to {@link HostClass}: overlapping ranges flattened once into disjoint ones, found by an {@link AddressTree} for IPv4 and by
 * binary search for IPv6. Immutable.
 */
final class AddressTable {
    /**
     * What a range says of its addresses.
     *
     * @param traits bits that it sets
     * @param role the role's name, empty for a kind of address or the scope
     * @param inSite whether it makes its addresses part of the site
     */
    record Label(BitSet traits, String role, boolean inSite) {}

    private static final long LAST_4 = 0xffffffffL;

    private final AddressTree tree4 = new AddressTree();
    private final HostClass[] byId;
    private final long[] highs6;
    private final long[] lows6;
    private final HostClass[] classes6;
    private final List<HostClass> classes;

    private AddressTable(NavigableMap<IpAddress, HostClass> segments, List<HostClass> classes) {
        IpAddress first6 = new IpAddress(6, 0, 0);
        long end = LAST_4;
        for (Map.Entry<IpAddress, HostClass> segment :
                segments.headMap(first6, false).descendingMap().entrySet()) {
            long start = segment.getKey().low();
            tree4.fill(start, end, segment.getValue().id());
            end = start - 1;
        }
        byId = classes.toArray(HostClass[]::new);
        List<Map.Entry<IpAddress, HostClass>> v6 =
                List.copyOf(segments.tailMap(first6, true).entrySet());
        highs6 = v6.stream().mapToLong(entry -> entry.getKey().high()).toArray();
        lows6 = v6.stream().mapToLong(entry -> entry.getKey().low()).toArray();
        classes6 = v6.stream().map(Map.Entry::getValue).toArray(HostClass[]::new);
        this.classes = List.copyOf(classes);
    }

    HostClass find(IpAddress address) {
        return find(address.version(), address.high(), address.low());
    }

    HostClass find(int version, long high, long low) {
        return version == 4 ? byId[tree4.find(low)] : find6(high, low);
    }

    /** Every class there is, by id. */
    List<HostClass> classes() {
        return classes;
    }

    private HostClass find6(long addressHigh, long addressLow) {
        int low = 0;
        int high = highs6.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            int order = Long.compareUnsigned(highs6[middle], addressHigh);
            if (order < 0 || (order == 0 && Long.compareUnsigned(lows6[middle], addressLow) <= 0)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return classes6[low];
    }

    /** Gathers labelled ranges. */
    static final class Builder {
        private final List<Label> labels = new ArrayList<>();
        private final Map<Label, Integer> labelIds = new HashMap<>();
        private final TreeMap<IpAddress, List<Integer>> opens = new TreeMap<>();
        private final TreeMap<IpAddress, List<Integer>> closes = new TreeMap<>();

        void add(IpAddress first, IpAddress last, Label label) {
            int id = labelIds.computeIfAbsent(label, key -> {
                labels.add(key);
                return labels.size() - 1;
            });
            opens.computeIfAbsent(first, key -> new ArrayList<>()).add(id);
            IpAddress after = after(last);
            if (after != null) {
                closes.computeIfAbsent(after, key -> new ArrayList<>()).add(id);
            }
        }

        AddressTable build() {
            TreeMap<IpAddress, HostClass> segments = new TreeMap<>();
            Map<BitSet, HostClass> byLabels = new HashMap<>();
            List<HostClass> classes = new ArrayList<>();
            TreeSet<IpAddress> edges = new TreeSet<>(opens.keySet());
            edges.addAll(closes.keySet());
            edges.add(new IpAddress(4, 0, 0));
            edges.add(new IpAddress(6, 0, 0));
            int[] open = new int[labels.size()];
            BitSet active = new BitSet();
            int version = 4;
            for (IpAddress edge : edges) {
                if (edge.version() != version) {
                    version = edge.version();
                    active.clear();
                    Arrays.fill(open, 0);
                }
                for (int id : closes.getOrDefault(edge, List.of())) {
                    if (--open[id] == 0) {
                        active.clear(id);
                    }
                }
                for (int id : opens.getOrDefault(edge, List.of())) {
                    if (open[id]++ == 0) {
                        active.set(id);
                    }
                }
                segments.put(edge, byLabels.computeIfAbsent((BitSet) active.clone(), key -> hostClass(key, classes)));
            }
            return new AddressTable(segments, classes);
        }

        private HostClass hostClass(BitSet active, List<HostClass> classes) {
            BitSet traits = new BitSet();
            TreeSet<String> roles = new TreeSet<>();
            boolean inSite = false;
            for (int id = active.nextSetBit(0); id >= 0; id = active.nextSetBit(id + 1)) {
                Label label = labels.get(id);
                traits.or(label.traits());
                inSite |= label.inSite();
                if (!label.role().isEmpty()) {
                    roles.add(label.role());
                }
            }
            HostClass made = new HostClass(classes.size(), traits, List.copyOf(roles), inSite);
            classes.add(made);
            return made;
        }

        /** The address after, null after the last of its IP version. */
        private static IpAddress after(IpAddress address) {
            if (address.version() == 4) {
                return address.low() == LAST_4 ? null : new IpAddress(4, 0, address.low() + 1);
            }
            long low = address.low() + 1;
            long high = low == 0 ? address.high() + 1 : address.high();
            return high == 0 && low == 0 ? null : new IpAddress(6, high, low);
        }
    }
}
