package org.wirewarrant.wire;

/** Where decoding of a frame ended and why; a value, never thrown. */
public enum DecodeStop {
    /** Every header down to the transport was read. */
    COMPLETE,
    /** A link-layer protocol that is not IP (ARP, STP, LLDP, ...). */
    NOT_IP,
    /** The capture kept fewer bytes than the wire carried, and a header lies beyond them. */
    SNAPPED,
    /** A header contradicts itself or the frame's length on the wire: the header lies. */
    MALFORMED,
    /** A link type, version or encapsulation that is not decoded. */
    UNSUPPORTED,
    /** More nested layers than {@link Headers#MAX_LAYERS}. */
    TOO_DEEP
}
