package org.wirewarrant.flow;

/** How client and server of a flow were told apart, strongest first. The ordinal is kept in stores: append only. */
public enum Orientation {
    /** A bare SYN was seen. */
    SYN("syn"),
    /** A SYN+ACK was seen and confirmed by a later ACK or data. */
    SYN_ACK("syn-ack"),
    /** The payload says which side asked (DNS QR, NTP mode, TLS hello, banners, ...). */
    PAYLOAD("payload"),
    /** The site's roles and a documented row fit one way only. */
    ROLE("role"),
    /** Many peers talk to one port. */
    FAN_IN("fan-in"),
    /** A well-known or lower port against an ephemeral one. */
    PORT("port"),
    /** The first sender stands as the client; both ways are tested against the rules. */
    UNDECIDED("undecided");

    private final String keyword;

    Orientation(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in the {@code orientation} column. */
    public String keyword() {
        return keyword;
    }
}
