package org.wirewarrant.policy;

/**
 * How many hosts a site gives to some roles.
 *
 * @param addresses hosts named one by one or from first to last
 * @param ranges CIDR prefixes and long ranges, which are not counted out
 */
public record RoleHosts(int addresses, int ranges) {
    /** {@code 3}, {@code 1 range}, or {@code 3 and 1 range}; {@code 0} without any. */
    @Override
    public String toString() {
        String count = ranges == 1 ? "1 range" : ranges + " ranges";
        return ranges == 0 ? Integer.toString(addresses) : addresses == 0 ? count : addresses + " and " + count;
    }
}
