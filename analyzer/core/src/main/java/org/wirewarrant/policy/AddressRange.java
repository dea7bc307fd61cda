package org.wirewarrant.policy;

import org.wirewarrant.wire.IpAddress;

/**
 * Addresses from first to last, of one IP version.
 *
 * @param first lowest
 * @param last highest
 * @param text as written: an address, a CIDR prefix or two addresses with a hyphen
 */
public record AddressRange(IpAddress first, IpAddress last, String text) implements Comparable<AddressRange> {
    /** A longer range from first to last is a network rather than a list of hosts. */
    private static final int MOST_NAMED = 1 << 16;

    /**
     * Parses {@code 10.0.0.1}, {@code 10.0.0.0/8} or {@code 10.0.0.1-10.0.0.9}, likewise for IPv6.
     *
     * @throws IllegalArgumentException with a one-line reason: no address, host bits set, reversed, or versions mixed
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        int hyphen = text.indexOf('-');
        if (slash >= 0) {
            return prefix(text, IpAddress.parse(text.substring(0, slash)), text.substring(slash + 1));
        }
        if (hyphen < 0) {
            IpAddress address = IpAddress.parse(text);
            return new AddressRange(address, address, text);
        }
        IpAddress first = IpAddress.parse(text.substring(0, hyphen).strip());
        IpAddress last = IpAddress.parse(text.substring(hyphen + 1).strip());
        if (first.version() != last.version()) {
            throw new IllegalArgumentException("'" + text + "' mixes IPv4 and IPv6");
        }
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("'" + text + "' is a reversed range");
        }
        return new AddressRange(first, last, text);
    }

    private static AddressRange prefix(String text, IpAddress base, String length) {
        int bits = base.version() == 4 ? 32 : 128;
        if (!length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length of 0 to " + bits);
        }
        int host = bits - Integer.parseInt(length);
        long highMask = host >= 128 ? -1 : host > 64 ? (1L << (host - 64)) - 1 : 0;
        long lowMask = host >= 64 ? -1 : (1L << host) - 1;
        IpAddress first = new IpAddress(base.version(), base.high() & ~highMask, base.low() & ~lowMask);
        if (!first.equals(base)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has host bits set, the network is " + first + "/" + length);
        }
        return new AddressRange(
                first, new IpAddress(base.version(), base.high() | highMask, base.low() | lowMask), text);
    }

    /** How many hosts it names: one, or those from first to last; 0 for a prefix, which says where hosts may be. */
    public int hosts() {
        boolean countable = !prefix()
                && first.high() == last.high()
                && Long.compareUnsigned(last.low() - first.low(), MOST_NAMED) < 0;
        return countable ? (int) (last.low() - first.low()) + 1 : 0;
    }

    /** Whether it is one address. */
    public boolean single() {
        return first.equals(last);
    }

    /** Whether it was written as a CIDR prefix. */
    public boolean prefix() {
        return text.indexOf('/') >= 0;
    }

    /** Whether it names every address of its IP version. */
    boolean everyone() {
        return first.version() == 4
                ? first.low() == 0 && last.low() == 0xffffffffL
                : first.high() == 0 && first.low() == 0 && last.high() == -1 && last.low() == -1;
    }

    /** Whether an address lies in it. */
    public boolean contains(IpAddress address) {
        return address.version() == first.version() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    @Override
    public int compareTo(AddressRange other) {
        int byFirst = first.compareTo(other.first);
        return byFirst != 0 ? byFirst : last.compareTo(other.last);
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
