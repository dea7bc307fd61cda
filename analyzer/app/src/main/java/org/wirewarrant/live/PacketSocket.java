package org.wirewarrant.live;

import java.nio.ByteOrder;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** What Linux's packet sockets (packet(7)) can do that libpcap has no call for. */
final class PacketSocket {
    private static final short FAMILY = 17;
    private static final short ALL_PROTOCOLS = 3;
    private static final int ADDRESS_BYTES = 20;
    private static final int LEVEL = 263;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int MEMBERSHIP_BYTES = 16;
    private static final short PROMISCUOUS = 1;

    private PacketSocket() {}

    /**
     * Binds an open socket, with its ring and filter, to the interface that has a name now. The kernel asks for the right to capture
     * when a packet socket is made, and not when it is bound, so that this works after the right was given up.
     *
     * @return whether it did
     */
    static boolean rebind(int descriptor, String name, boolean promiscuous) {
        Libc.Api libc = Libc.require();
        int index = libc.if_nametoindex(name);
        if (index == 0 || descriptor < 0) {
            return false;
        }
        Pointer address = Memory.allocateDirect(Libc.runtime(), ADDRESS_BYTES, true);
        address.putShort(0, FAMILY);
        address.putShort(2, networkOrder(ALL_PROTOCOLS));
        address.putInt(4, index);
        if (libc.bind(descriptor, address, ADDRESS_BYTES) != 0) {
            return false;
        }
        if (promiscuous) {
            Pointer membership = Memory.allocateDirect(Libc.runtime(), MEMBERSHIP_BYTES, true);
            membership.putInt(0, index);
            membership.putShort(4, PROMISCUOUS);
            // An interface that knows no such mode gives its own frames all the same.
            libc.setsockopt(descriptor, LEVEL, ADD_MEMBERSHIP, membership, MEMBERSHIP_BYTES);
        }
        return true;
    }

    private static short networkOrder(short value) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Short.reverseBytes(value);
    }
}
