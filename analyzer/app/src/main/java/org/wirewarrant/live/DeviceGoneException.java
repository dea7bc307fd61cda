package org.wirewarrant.live;

/** An interface that vanished while it was captured from; the message says how libpcap put it. */
final class DeviceGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    DeviceGoneException(String how) {
        super(how);
    }
}
