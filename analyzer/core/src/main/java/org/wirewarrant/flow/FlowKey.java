package org.wirewarrant.flow;

import org.wirewarrant.wire.Encapsulation;

/**
 * The fifth word of a flow's key: ports of the two canonical endpoints, protocol, IP version, and the encapsulations it travelled
 * in. The endpoint with the lower (address, port) is A. Layout from the top: port A (16), port B (16), protocol (8), version 6 (1),
 * encapsulation path (15: three kinds of five bits, the innermost lowest), unused (8).
 */
final class FlowKey {
    private static final int PATH_SHIFT = 8;
    private static final int PATH_MASK = 0x7fff;
    private static final int KIND_BITS = 5;

    private FlowKey() {}

    static long word(int portA, int portB, int protocol, boolean version6, int path) {
        return (long) portA << 48
                | (long) portB << 32
                | (long) protocol << 24
                | (version6 ? 1L << 23 : 0)
                | (long) path << PATH_SHIFT;
    }

    static int portA(long word) {
        return (int) (word >>> 48);
    }

    static int portB(long word) {
        return (int) (word >>> 32) & 0xffff;
    }

    static int protocol(long word) {
        return (int) (word >>> 24) & 0xff;
    }

    static boolean version6(long word) {
        return (word >>> 23 & 1) != 0;
    }

    static int path(long word) {
        return (int) (word >>> PATH_SHIFT) & PATH_MASK;
    }

    /** The path with one more encapsulation inside; of more than three the outermost are forgotten. */
    static int pathInside(int path, Encapsulation kind) {
        return (path << KIND_BITS | kind.ordinal()) & PATH_MASK;
    }

    /** Names of a path from the outermost, separated by slashes; empty for a flow that is not tunnelled. */
    static String pathName(int path) {
        StringBuilder name = new StringBuilder();
        for (int shift = 2 * KIND_BITS; shift >= 0; shift -= KIND_BITS) {
            int kind = path >>> shift & 31;
            if (kind != 0) {
                name.append(name.length() == 0 ? "" : "/").append(Encapsulation.values()[kind].keyword());
            }
        }
        return name.toString();
    }

    /** Mixes a key to 64 well-spread bits (the finalizer of splitmix64, twice). */
    static long hash(long aHigh, long aLow, long bHigh, long bLow, long word) {
        long first = aHigh ^ aLow * 3 ^ word;
        long second = bHigh ^ bLow * 3 ^ (word << 32 | word >>> 32);
        return mix(mix(first) ^ second);
    }

    /** Hash of one end of a flow, never 0. */
    static long endpoint(long high, long low, int port, int protocol) {
        long mixed = mix(mix(high ^ (long) protocol << 32 ^ port) ^ low);
        return mixed == 0 ? 1 : mixed;
    }

    static long mix(long value) {
        long x = value;
        x ^= x >>> 30;
        x *= 0xbf58476d1ce4e5b9L;
        x ^= x >>> 27;
        x *= 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
