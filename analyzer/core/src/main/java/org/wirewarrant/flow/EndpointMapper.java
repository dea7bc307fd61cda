package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;

/**
 * Ports in the replies of the DCE/RPC endpoint mapper (ept_map, C706 appendix O). The towers of a reply are found by the floors they end
 * in, a port and an IP address: fourteen bytes of which ten are fixed, wherever NDR or NDR64 aligned them.
 */
final class EndpointMapper {
    private static final int HEADER = 24;
    private static final int RESPONSE = 2;
    private static final int TCP_FLOOR = 0x07;
    private static final int UDP_FLOOR = 0x08;
    private static final int IP_FLOOR = 0x09;
    private static final int FLOORS = 16;

    private EndpointMapper() {}

    /** Reads a response PDU; a segment that begins with anything else says nothing. */
    static void read(byte[] bytes, int at, int end, NegotiationReader reader) {
        if (end - at < HEADER + FLOORS || bytes[at] != 5 || bytes[at + 1] != 0 || bytes[at + 2] != RESPONSE) {
            return;
        }
        for (int p = at + HEADER; p + FLOORS <= end; p++) {
            int kind = bytes[p + 2];
            if ((kind == TCP_FLOOR || kind == UDP_FLOOR) && isPortFloor(bytes, p) && isIpFloor(bytes, p + 7)) {
                int port = (bytes[p + 5] & 0xff) << 8 | (bytes[p + 6] & 0xff);
                reader.serves(kind == TCP_FLOOR ? IpProtocol.TCP : IpProtocol.UDP, port);
                p += FLOORS - 1;
            }
        }
    }

    /** One byte of protocol, two of port, each after its little-endian length. */
    private static boolean isPortFloor(byte[] bytes, int p) {
        return bytes[p] == 1 && bytes[p + 1] == 0 && bytes[p + 3] == 2 && bytes[p + 4] == 0;
    }

    private static boolean isIpFloor(byte[] bytes, int p) {
        return bytes[p] == 1 && bytes[p + 1] == 0 && bytes[p + 2] == IP_FLOOR && bytes[p + 3] == 4 && bytes[p + 4] == 0;
    }
}
