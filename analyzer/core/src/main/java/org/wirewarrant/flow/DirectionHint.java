package org.wirewarrant.flow;

import org.wirewarrant.wire.IpAddress;

/** What a policy may say about the direction of a flow that packets left open. */
@FunctionalInterface
public interface DirectionHint {
    /** Knows nothing. */
    DirectionHint NONE = (a, portA, b, portB, protocol) -> 0;

    /**
     * Whether a documented row between the roles of the two ends fits one way only.
     *
     * @param a one end
     * @param portA its port
     * @param b the other end
     * @param portB its port
     * @param protocol IANA protocol number
     * @return 1 when only {@code a} as the client fits, -1 when only {@code b} does, else 0
     */
    int favours(IpAddress a, int portA, IpAddress b, int portB, int protocol);
}
