package org.wirewarrant.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Identifiers of findings: FNV-1a of what was found, so that the same finding keeps its id from run to run. */
final class FindingId {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private FindingId() {}

    static String of(String kind, Object... parts) {
        long hash = add(OFFSET_BASIS, kind);
        for (Object part : parts) {
            hash = add(hash * PRIME, part.toString());
        }
        // The finalizer of MurmurHash3 spreads the last characters over all digits that are kept.
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return "F-" + HexFormat.of().toHexDigits(hash >>> 16, 12);
    }

    private static long add(long seed, String text) {
        long hash = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
