package org.wirewarrant.flow;

/** Zeek's {@code conn_state} values, with Zeek's definitions (base/protocols/conn). The ordinal is kept in stores: append only. */
public enum ConnState {
    /** Connection attempt seen, no reply. */
    S0,
    /** Established, not terminated. */
    S1,
    /** Established, close by the originator seen, none by the responder. */
    S2,
    /** Established, close by the responder seen, none by the originator. */
    S3,
    /** Normal establishment and termination; for UDP: both sides spoke. */
    SF,
    /** Attempt rejected. */
    REJ,
    /** Established, originator aborted. */
    RSTO,
    /** Responder sent a RST. */
    RSTR,
    /** Originator sent a SYN then a RST; no SYN+ACK from the responder. */
    RSTOS0,
    /** Responder sent a SYN+ACK then a RST; no SYN from the originator. */
    RSTRH,
    /** Originator sent a SYN then a FIN; no SYN+ACK ("half open"). */
    SH,
    /** Responder sent a SYN+ACK then a FIN; no SYN; for UDP: only the responder spoke. */
    SHR,
    /** No SYN seen, midstream traffic; ICMP and other protocols. */
    OTH
}
