package org.wirewarrant.audit;

import org.wirewarrant.wire.IpAddress;

/** Kinds of addresses by the IANA special-purpose registries. */
final class AddressKinds {
    private AddressKinds() {}

    /** Unspecified, loopback or link-local: no address that names a host of a site. */
    static boolean ownLinkOnly(IpAddress address) {
        if (address.version() == 4) {
            return in(address, 0, 8) || in(address, 127, 8) || in(address, 169 << 8 | 254, 16);
        }
        return address.high() >>> 54 == 0xfe80 >>> 6 || (address.high() == 0 && address.low() >>> 1 == 0);
    }

    /** RFC 1918, RFC 6598 (shared by carriers), or RFC 4193 (unique local). */
    static boolean isPrivate(IpAddress address) {
        if (address.version() == 4) {
            return in(address, 10, 8)
                    || in(address, 172 << 4 | 1, 12)
                    || in(address, 192 << 8 | 168, 16)
                    || in(address, 100 << 2 | 1, 10);
        }
        return address.high() >>> 57 == 0xfc >>> 1;
    }

    /** First address of the /24 or /64 that holds an address. */
    static IpAddress network(IpAddress address) {
        return address.version() == 4
                ? new IpAddress(4, 0, address.low() & ~0xffL)
                : new IpAddress(6, address.high(), 0);
    }

    /** The /24 or /64 of a network, as CIDR text. */
    static String prefix(IpAddress network) {
        return network + (network.version() == 4 ? "/24" : "/64");
    }

    private static boolean in(IpAddress address, long prefix, int bits) {
        return address.low() >>> (32 - bits) == prefix;
    }
}
