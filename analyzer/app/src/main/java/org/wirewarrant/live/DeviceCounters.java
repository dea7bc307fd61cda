package org.wirewarrant.live;

/**
 * libpcap's counters of one handle; they wrap at 32 bits.
 *
 * @param received frames that the filter passed, dropped ones included
 * @param dropped frames for which the buffer had no room
 * @param droppedByInterface frames that the interface or its driver dropped
 */
record DeviceCounters(long received, long dropped, long droppedByInterface) {
    static final DeviceCounters NONE = new DeviceCounters(0, 0, 0);

    /** What was counted since an earlier reading of the same handle, at most 2^32 - 1 each. */
    DeviceCounters since(DeviceCounters earlier) {
        return new DeviceCounters(
                received - earlier.received & 0xffffffffL,
                dropped - earlier.dropped & 0xffffffffL,
                droppedByInterface - earlier.droppedByInterface & 0xffffffffL);
    }

    DeviceCounters plus(DeviceCounters other) {
        return new DeviceCounters(
                received + other.received, dropped + other.dropped, droppedByInterface + other.droppedByInterface);
    }
}
