package org.wirewarrant.wire;

/** Tunnels over UDP, told by port and a valid header. */
final class UdpTunnels {
    private static final long[] PORTS = new long[1024];

    private UdpTunnels() {}

    static boolean mayBe(int sourcePort, int destinationPort) {
        return (((PORTS[sourcePort >>> 6] >>> sourcePort) | (PORTS[destinationPort >>> 6] >>> destinationPort)) & 1)
                != 0;
    }

    static void decode(HeaderDecoder d, PacketView view, int p, int end) {}
}
