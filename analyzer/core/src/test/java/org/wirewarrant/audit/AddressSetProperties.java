package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.wirewarrant.wire.IpAddress;

/** The set in primitives against a set of objects. */
class AddressSetProperties {
    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 40);
        return Arbitraries.oneOf(
                few.map(low -> new IpAddress(4, 0, low)),
                few.map(low -> new IpAddress(6, 0, low)),
                few.map(high -> new IpAddress(6, high << 56, 1)),
                Arbitraries.longs().between(0, 0xffffffffL).map(low -> new IpAddress(4, 0, low)));
    }

    private static AddressSet of(List<IpAddress> addresses) {
        AddressSet set = new AddressSet();
        addresses.forEach(address -> set.add(address.version(), address.high(), address.low()));
        return set;
    }

    @Property
    void shouldCountAsASetOfObjectsDoes(
            @ForAll @Size(max = 300) List<@From("addresses") IpAddress> some,
            @ForAll @Size(max = 300) List<@From("addresses") IpAddress> more) {
        Set<IpAddress> all = new HashSet<>(some);
        AddressSet set = of(some);
        assertEquals(all.size(), set.size());

        set.addAll(of(more));
        all.addAll(more);
        assertEquals(all.size(), set.size());
    }
}
