package org.wirewarrant.flow;

import static org.wirewarrant.flow.PayloadRole.CLIENT;
import static org.wirewarrant.flow.PayloadRole.SERVER;
import static org.wirewarrant.flow.PayloadRole.UNKNOWN;

import org.wirewarrant.wire.PacketView;

/** Protocols over TCP whose messages say too little to be known without their port. */
final class SegmentRole {
    private static final int DNS = 53;
    private static final int KERBEROS = 88;
    private static final int LDAP = 389;
    private static final int GLOBAL_CATALOG = 3268;
    private static final int MEMCACHED = 11_211;
    private static final int MEMCACHED_HEADER = 24;

    private SegmentRole() {}

    static int of(PacketView packet, byte[] bytes, int at, int end) {
        int source = packet.sourcePort;
        int destination = packet.destinationPort;
        if (source == LDAP || destination == LDAP || source == GLOBAL_CATALOG || destination == GLOBAL_CATALOG) {
            return AsnRole.ldap(bytes, at, end);
        }
        // Both begin with the length of the message.
        if (source == DNS || destination == DNS) {
            boolean first = end - at >= 14 && Payload.u16(bytes, at) == packet.payloadLength - 2;
            return first ? DatagramRole.dns(bytes, at + 2, end) : UNKNOWN;
        }
        if (source == KERBEROS || destination == KERBEROS) {
            return Payload.i32(bytes, at) >= packet.payloadLength - 4 ? AsnRole.kerberos(bytes, at + 4, end) : UNKNOWN;
        }
        if ((source == MEMCACHED || destination == MEMCACHED) && end - at >= MEMCACHED_HEADER) {
            return switch (Payload.u8(bytes, at)) {
                case 0x80 -> CLIENT;
                case 0x81 -> SERVER;
                default -> UNKNOWN;
            };
        }
        return UNKNOWN;
    }
}
