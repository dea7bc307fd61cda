package org.wirewarrant.policy;

import java.util.BitSet;
import java.util.List;

/**
 * What the site says of an address; every address with the same roles shares one object.
 *
 * @param id from 0, dense
 * @param traits bits of the roles, groups of roles included, and of the kinds of address (see {@link Traits})
 * @param roles names of the roles that the site gives, sorted
 * @param inSite whether a role or the scope names it
 */
record HostClass(int id, BitSet traits, List<String> roles, boolean inSite) {
    boolean has(int trait) {
        return traits.get(trait);
    }

    boolean hasAny(BitSet wanted) {
        return traits.intersects(wanted);
    }

    /** A multicast group, or 255.255.255.255. */
    boolean isGroup() {
        return has(Traits.GROUP);
    }

    boolean isLoopback() {
        return has(Traits.LOOPBACK);
    }

    /** What a message calls such a host. */
    String label() {
        if (!roles.isEmpty()) {
            return Text.and(roles);
        }
        if (isGroup()) {
            return has(Traits.LIMITED_BROADCAST) ? "the broadcast address" : "a multicast group";
        }
        return isLoopback() ? "the loopback address" : inSite ? "a host without a role" : "a host outside the site";
    }
}
