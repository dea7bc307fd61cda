package org.wirewarrant.report;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Names of what is not IP. */
final class FrameTypes {
    private static final int LLC = 0x1_0000;

    private FrameTypes() {}

    /** Frames by ethertype ({@code 0x0806}) or LLC service access points ({@code llc:0x4242}), in order of value. */
    static Map<String, Long> names(Map<Integer, Long> types) {
        Map<String, Long> named = new LinkedHashMap<>();
        new TreeMap<>(types).forEach((type, frames) -> named.put(name(type), frames));
        return named;
    }

    private static String name(int type) {
        return (type >= LLC ? "llc:0x" : "0x") + HexFormat.of().toHexDigits((short) type);
    }
}
