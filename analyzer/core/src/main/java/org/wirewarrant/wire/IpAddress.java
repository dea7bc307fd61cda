package org.wirewarrant.wire;

/**
 * An IPv4 or IPv6 address. Orders IPv4 before IPv6, then by unsigned value.
 *
 * @param version 4 or 6
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; for IPv4 the address in the low 32 bits
 */
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {
    /** Checks that an IPv4 address has 32 bits. */
    public IpAddress {
        if (version != 4 && version != 6) {
            throw new IllegalArgumentException("IP version " + version);
        }
        if (version == 4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** Whether this is 255.255.255.255, or a multicast group (224.0.0.0/4, ff00::/8). */
    public boolean isGroup() {
        return isGroup(version, high, low);
    }

    /** {@link #isGroup()} of an address in primitives. */
    public static boolean isGroup(int version, long high, long low) {
        return version == 4 ? low == 0xffffffffL || low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /**
     * Parses dotted-quad or RFC 4291 text, strictly: no leading zeros or short forms in IPv4, no zone, no prefix length.
     *
     * @param text the address alone
     * @throws IllegalArgumentException with a one-line reason
     */
    public static IpAddress parse(String text) {
        return IpText.parse(text);
    }

    /** Dotted quad, or the canonical text of RFC 5952. */
    @Override
    public String toString() {
        return IpText.format(this);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byVersion = Integer.compare(version, other.version);
        if (byVersion != 0) {
            return byVersion;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
