package org.wirewarrant.policy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.wire.IpAddress;

/**
 * Labels addresses with what the site and the address plan say of them. A prefix that happens to hold multicast or broadcast addresses
 * gives them no role; one that names them does.
 */
final class SiteAddresses {
    private static final IpAddress FIRST_GROUP4 = IpAddress.parse("224.0.0.0");
    private static final IpAddress LAST_GROUP4 = IpAddress.parse("239.255.255.255");
    private static final IpAddress BROADCAST = IpAddress.parse("255.255.255.255");
    private static final IpAddress FIRST_GROUP6 = IpAddress.parse("ff00::");
    private static final IpAddress LAST6 = IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

    private final AddressTable.Builder builder = new AddressTable.Builder();

    private SiteAddresses() {}

    static AddressTable table(Optional<Site> site, Traits traits) {
        SiteAddresses addresses = new SiteAddresses();
        addresses.kinds(traits);
        site.ifPresent(known -> addresses.site(known, traits));
        return addresses.builder.build();
    }

    private void kinds(Traits traits) {
        kind(FIRST_GROUP4, LAST_GROUP4, Traits.GROUP);
        kind(FIRST_GROUP6, LAST6, Traits.GROUP);
        kind(BROADCAST, BROADCAST, Traits.GROUP);
        kind(BROADCAST, BROADCAST, Traits.LIMITED_BROADCAST);
        kind(IpAddress.parse("127.0.0.0"), IpAddress.parse("127.255.255.255"), Traits.LOOPBACK);
        kind(IpAddress.parse("::1"), IpAddress.parse("::1"), Traits.LOOPBACK);
        for (Map.Entry<AddressRange, Integer> group : traits.groups().entrySet()) {
            kind(group.getKey().first(), group.getKey().last(), group.getValue());
        }
    }

    private void kind(IpAddress first, IpAddress last, int trait) {
        BitSet bits = new BitSet();
        bits.set(trait);
        builder.add(first, last, new AddressTable.Label(bits, "", false));
    }

    private void site(Site site, Traits traits) {
        for (SiteRole role : site.roles()) {
            BitSet bits = traits.closure(role.role());
            role.addresses().forEach(range -> add(range, new AddressTable.Label(bits, role.name(), !range.everyone())));
        }
        site.scope().forEach(range -> add(range, new AddressTable.Label(new BitSet(), "", true)));
    }

    private void add(AddressRange range, AddressTable.Label label) {
        IpAddress first = range.first();
        IpAddress last = range.last();
        if (range.prefix() && first.version() == 4 && last.low() - first.low() >= 3 && !range.everyone()) {
            kind(last, last, Traits.DIRECTED_BROADCAST);
        }
        if (first.isGroup()) {
            builder.add(first, last, label);
        } else if (first.version() == 6) {
            builder.add(first, last.isGroup() ? before(FIRST_GROUP6) : last, label);
        } else {
            withoutGroups(first, last, label);
        }
    }

    private void withoutGroups(IpAddress first, IpAddress last, AddressTable.Label label) {
        IpAddress hostsEnd = last.equals(BROADCAST) ? before(BROADCAST) : last;
        for (List<IpAddress> hosts : List.of(
                List.of(first, min(hostsEnd, before(FIRST_GROUP4))),
                List.of(max(first, new IpAddress(4, 0, LAST_GROUP4.low() + 1)), hostsEnd))) {
            if (hosts.get(0).compareTo(hosts.get(1)) <= 0) {
                builder.add(hosts.get(0), hosts.get(1), label);
            }
        }
    }

    private static IpAddress before(IpAddress address) {
        return address.low() == 0 && address.version() == 6
                ? new IpAddress(6, address.high() - 1, -1)
                : new IpAddress(address.version(), address.high(), address.low() - 1);
    }

    private static IpAddress min(IpAddress a, IpAddress b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static IpAddress max(IpAddress a, IpAddress b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
