package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Indexed look-ups against the obvious loop. */
class LookupProperties {
    record Labelled(AddressRange range, int label) {}

    @Provide
    Arbitrary<PortRange> portRanges() {
        Arbitrary<Integer> ports = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 65535),
                Arbitraries.integers().between(440, 450),
                Arbitraries.of(0, 65535));
        return Combinators.combine(ports, ports).as((a, b) -> new PortRange(Math.min(a, b), Math.max(a, b)));
    }

    @Property
    void shouldFindThePortsThatALoopFinds(
            @ForAll @Size(max = 40) List<@From("portRanges") PortRange> ranges,
            @ForAll @IntRange(max = 65535) int anywhere) {
        PortIndex.Builder builder = new PortIndex.Builder();
        for (int i = 0; i < ranges.size(); i++) {
            builder.add(IpProtocol.TCP, new PortSet(List.of(ranges.get(i))), i);
        }
        PortIndex index = builder.build();
        TreeSet<Integer> ports = new TreeSet<>(Set.of(anywhere, 443));
        ranges.forEach(range -> ports.addAll(List.of(
                range.first(), range.last(), Math.max(0, range.first() - 1), Math.min(65535, range.last() + 1))));
        for (int port : ports) {
            int[] naive = IntStream.range(0, ranges.size())
                    .filter(i -> ranges.get(i).contains(port))
                    .toArray();
            assertArrayEquals(naive, index.find(IpProtocol.TCP, port));
            assertEquals(0, index.find(IpProtocol.UDP, port).length);
        }
    }

    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<IpAddress> v4 = Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 0xffffffffL),
                        Arbitraries.longs().between(10L << 24, (10L << 24) + 12),
                        Arbitraries.of(0L, 0xffffffffL))
                .map(low -> new IpAddress(4, 0, low));
        Arbitrary<Long> halves =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
        Arbitrary<IpAddress> v6 = Combinators.combine(halves, halves).as((high, low) -> new IpAddress(6, high, low));
        return Arbitraries.oneOf(v4, v6);
    }

    @Provide
    Arbitrary<Labelled> labelled() {
        Arbitrary<AddressRange> ranges = Combinators.combine(addresses(), addresses())
                .filter((a, b) -> a.version() == b.version())
                .as((a, b) -> a.compareTo(b) <= 0 ? new AddressRange(a, b, "") : new AddressRange(b, a, ""));
        return Combinators.combine(ranges, Arbitraries.integers().between(0, 5)).as(Labelled::new);
    }

    @Property
    void shouldFindTheRolesThatALoopFinds(
            @ForAll @Size(max = 20) List<@From("labelled") Labelled> ranges,
            @ForAll @Size(max = 20) List<@From("addresses") IpAddress> probes) {
        AddressTable.Builder builder = new AddressTable.Builder();
        for (Labelled each : ranges) {
            BitSet bits = new BitSet();
            bits.set(each.label());
            builder.add(
                    each.range().first(),
                    each.range().last(),
                    new AddressTable.Label(bits, "role" + each.label(), each.label() > 2));
        }
        AddressTable table = builder.build();
        Set<IpAddress> all = new TreeSet<>(probes);
        ranges.forEach(
                each -> all.addAll(List.of(each.range().first(), each.range().last())));
        for (IpAddress address : all) {
            TreeSet<String> roles = new TreeSet<>();
            BitSet bits = new BitSet();
            for (Labelled each : ranges) {
                if (each.range().contains(address)) {
                    roles.add("role" + each.label());
                    bits.set(each.label());
                }
            }
            HostClass found = table.find(address);
            assertEquals(List.copyOf(roles), found.roles());
            assertEquals(bits, found.traits());
            assertEquals(bits.length() > 3, found.inSite());
        }
    }

    @Property
    void shouldHoldExactlyTheAddressesOfAPrefix(
            @ForAll("addresses") IpAddress address, @ForAll @IntRange(max = 128) int length) {
        int bits = address.version() == 4 ? length % 33 : length;
        AddressRange whole = network(address, bits);
        assertEquals(whole.first() + "/" + bits, whole.toString());
        assertEquals(true, whole.contains(address));
        assertEquals(bits == (address.version() == 4 ? 32 : 128), whole.single());
        assertEquals(bits == 0, whole.everyone());
    }

    /** The prefix of some length around an address, found by clearing bits from the low end until it parses. */
    private static AddressRange network(IpAddress address, int bits) {
        int size = address.version() == 4 ? 32 : 128;
        long high = address.high();
        long low = address.low();
        for (int bit = 0; bit < size - bits; bit++) {
            if (bit < 64) {
                low &= ~(1L << bit);
            } else {
                high &= ~(1L << (bit - 64));
            }
        }
        return AddressRange.parse(new IpAddress(address.version(), high, low) + "/" + bits);
    }
}
