package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

/** Protocols whose messages are told by an ASN.1 tag. */
final class AsnRole {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int REPORTABLE = 0x04;

    private AsnRole() {}

    /** PDU tag of versions 1 and 2c, RFC 3416; of version 3, whose PDU may be sealed, the reportable flag that only requests have. */
    static int snmp(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, SEQUENCE);
        int version = at >= 0 && at + 2 < end ? bytes[at + 2] : -1;
        at = Ber.skip(bytes, at, end, INTEGER);
        if (version == 3) {
            int data = Ber.content(bytes, at, end, SEQUENCE);
            int flags = Ber.skip(bytes, Ber.skip(bytes, data, end, INTEGER), end, INTEGER);
            boolean one = flags >= 0 && flags + 2 < end && bytes[flags] == OCTETS && bytes[flags + 1] == 1;
            return one && (bytes[flags + 2] & REPORTABLE) != 0 ? CLIENT : UNKNOWN;
        }
        at = Ber.skip(bytes, at, end, OCTETS);
        if (at < 0 || at >= end) {
            return UNKNOWN;
        }
        return switch (bytes[at] & 0xff) {
            case 0xa0, 0xa1, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7 -> CLIENT;
            case 0xa2 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** Protocol operation, RFC 4511 section 4.1.1. */
    static int ldap(byte[] bytes, int start, int end) {
        int at = Ber.content(bytes, start, end, SEQUENCE);
        at = Ber.skip(bytes, at, end, INTEGER);
        if (at < 0 || at >= end) {
            return UNKNOWN;
        }
        return switch (bytes[at] & 0xff) {
            case 0x60, 0x42, 0x63, 0x66, 0x68, 0x4a, 0x6c, 0x6e, 0x50, 0x77 -> CLIENT;
            case 0x61, 0x64, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x73, 0x78, 0x79 -> SERVER;
            default -> UNKNOWN;
        };
    }

    /** Application tag with a sequence inside, RFC 4120 section 5.10: AS-REQ 10 and TGS-REQ 12; AS-REP 11, TGS-REP 13, KRB-ERROR 30. */
    static int kerberos(byte[] bytes, int start, int end) {
        if (end - start < 4) {
            return UNKNOWN;
        }
        int tag = bytes[start] & 0xff;
        int inside = Ber.content(bytes, start, end, tag);
        if (inside < 0 || inside >= end || bytes[inside] != SEQUENCE) {
            return UNKNOWN;
        }
        return switch (tag) {
            case 0x6a, 0x6c -> CLIENT;
            case 0x6b, 0x6d, 0x7e -> SERVER;
            default -> UNKNOWN;
        };
    }
}
