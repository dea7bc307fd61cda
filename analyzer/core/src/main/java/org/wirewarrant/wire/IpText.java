package org.wirewarrant.wire;

import java.util.Arrays;

/** Text forms of addresses: strict parsing, RFC 5952 output. */
final class IpText {
    private IpText() {}

    static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? parse6(text) : new IpAddress(4, 0, parse4(text, text));
    }

    static String format(IpAddress address) {
        StringBuilder out = new StringBuilder(39);
        if (address.version() == 4) {
            appendDotted(out, address.low());
        } else {
            append6(out, address.high(), address.low());
        }
        return out.toString();
    }

    private static long parse4(String text, String whole) {
        long value = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int octet = 0;
            while (at < text.length() && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                octet = octet * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            boolean ended = part == 3 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (at == start || leadingZero || octet > 255 || !ended) {
                throw invalid(whole);
            }
            at++;
            value = value << 8 | octet;
        }
        return value;
    }

    private static IpAddress parse6(String text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (text.indexOf('.', at) >= 0 && colon < 0) {
                if (count > 6) {
                    throw invalid(text);
                }
                long dotted = parse4(text.substring(at), text);
                groups[count++] = (int) (dotted >>> 16);
                groups[count++] = (int) (dotted & 0xffff);
                at = text.length();
                continue;
            }
            if (count == 8 || end == at || end - at > 4) {
                throw invalid(text);
            }
            groups[count++] = hex(text, at, end);
            at = end;
            if (colon >= 0) {
                at++;
                if (at < text.length() && text.charAt(at) == ':') {
                    if (gap >= 0) {
                        throw invalid(text);
                    }
                    gap = count;
                    at++;
                } else if (at == text.length()) {
                    throw invalid(text);
                }
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            throw invalid(text);
        }
        if (gap >= 0) {
            int moved = count - gap;
            System.arraycopy(groups, gap, groups, 8 - moved, moved);
            Arrays.fill(groups, gap, 8 - moved, 0);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(6, high, low);
    }

    private static int hex(String text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                throw invalid(text);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address");
    }

    private static void appendDotted(StringBuilder out, long value) {
        out.append(value >>> 24 & 0xff).append('.').append(value >>> 16 & 0xff);
        out.append('.').append(value >>> 8 & 0xff).append('.').append(value & 0xff);
    }

    /** RFC 5952: lower case, the longest run of two or more zero groups (the first of equals) as ::, IPv4-mapped in mixed form. */
    private static void append6(StringBuilder out, long high, long low) {
        if (high == 0 && low >>> 32 == 0xffff) {
            out.append("::ffff:");
            appendDotted(out, low & 0xffffffffL);
            return;
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; ) {
            int run = 0;
            while (i + run < 8 && group(high, low, i + run) == 0) {
                run++;
            }
            if (run > bestLength) {
                bestStart = i;
                bestLength = run;
            }
            i += Math.max(run, 1);
        }
        for (int i = 0; i < 8; ) {
            if (i == bestStart) {
                out.append("::");
                i += bestLength;
                continue;
            }
            if (i > 0 && (bestStart < 0 || i != bestStart + bestLength)) {
                out.append(':');
            }
            out.append(Integer.toHexString(group(high, low, i)));
            i++;
        }
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> ((3 - index % 4) * 16)) & 0xffff;
    }
}
