package org.wirewarrant.policy;

import java.util.List;

/**
 * The hosts that a site gives to a role.
 *
 * @param name what tables call it: the role alone where the site names it for every pack that declares it
 * @param role the role, resolved to its pack
 * @param addresses in file order; may be empty
 * @param position where the site names it
 */
public record SiteRole(String name, PackRole role, List<AddressRange> addresses, Position position) {
    /** Copies the list. */
    public SiteRole {
        addresses = List.copyOf(addresses);
    }
}
