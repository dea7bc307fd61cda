package org.wirewarrant.wire;

/**
 * One IP layer of a frame with its transport header, in primitives. Filled by {@link HeaderDecoder}, valid until its next call.
 * Public fields: this is the hot path between two packages, and every field is written once for each packet.
 */
public final class PacketView {
    /** {@link #fragment}: not a fragment (or an atomic one, RFC 6946). */
    public static final int WHOLE = 0;
    /** {@link #fragment}: offset 0 with more to come; transport header present. */
    public static final int FIRST_FRAGMENT = 1;
    /** {@link #fragment}: a later fragment; no ports of its own. */
    public static final int LATER_FRAGMENT = 2;

    /** 4 or 6. */
    public int version;
    /** Upper 64 bits of the source; 0 for IPv4. */
    public long sourceHigh;
    /** Lower 64 bits of the source; the 32-bit address for IPv4. */
    public long sourceLow;
    /** Upper 64 bits of the destination; 0 for IPv4. */
    public long destinationHigh;
    /** Lower 64 bits of the destination; the 32-bit address for IPv4. */
    public long destinationLow;
    /** IANA protocol number after IPv6 extension headers (and AH). */
    public int protocol;
    /** Source port; 0 where {@link #hasPorts} is false. For ICMP and ICMPv6 the type stands in {@link #icmpType}. */
    public int sourcePort;
    /** Destination port; 0 where {@link #hasPorts} is false. */
    public int destinationPort;
    /** Whether TCP, UDP, SCTP, DCCP or UDP-Lite ports were read. */
    public boolean hasPorts;
    /** IP total length in bytes (IPv6: 40 + payload length), whatever was captured; from the wire length where segmentation offload left 0. */
    public int ipLength;
    /** {@link #WHOLE}, {@link #FIRST_FRAGMENT} or {@link #LATER_FRAGMENT}. */
    public int fragment;
    /** IPv4 identification (16 bits) or IPv6 fragment identification (32 bits), for fragments. */
    public int fragmentId;
    /**
     * Protocol that is part of a datagram's key, for fragments: that of the IPv4 header (AH where {@link #protocol} is what AH protects); 0
     * for IPv6, whose key has none (RFC 8200, 4.5).
     */
    public int fragmentProtocol;
    /** TCP flags byte (CWR ECE URG ACK PSH RST SYN FIN). */
    public int tcpFlags;
    /** TCP sequence number. */
    public int tcpSequence;
    /** TCP acknowledgement number; meaningful with ACK. */
    public int tcpAcknowledgment;
    /** ICMP or ICMPv6 type, else -1. */
    public int icmpType;
    /** ICMP or ICMPv6 code. */
    public int icmpCode;
    /** ICMP echo identifier, where the type has one. */
    public int icmpId;
    /** Transport payload length on the wire in bytes (after the transport header), by the IP length. */
    public int payloadLength;
    /** Index of the transport header in the frame's buffer. */
    public int transportOffset;
    /** Index of the transport payload in the frame's buffer. */
    public int payloadOffset;
    /** Captured bytes of that payload. */
    public int payloadCaptured;
    /** VLAN of the link header that carries this layer itself: outermost identifier in the low 12 bits plus 1-bit presence flag at bit 12; the next inner tag likewise from bit 13 (0: none). */
    public int vlan;
    /** How this layer is carried by the one before it; {@link Encapsulation#NONE} for the first. */
    public Encapsulation encapsulation = Encapsulation.NONE;
    /** VNI, GRE key, TEID or session of that encapsulation; 0 where it has none. */
    public int tunnelId;
    /** Time to live or hop limit. */
    public int ttl;
    /** IPv4 identification, 0 for IPv6: with sequence and lengths the key of duplicate detection. */
    public int identification;
    /** Whether an ICMP error's quoted datagram was read into the quoted fields. */
    public boolean quoted;
    /** Source address, upper half, of the datagram that an ICMP error quotes. */
    public long quotedSourceHigh;
    /** Source address, lower half, of the quoted datagram. */
    public long quotedSourceLow;
    /** Destination address, upper half, of the quoted datagram. */
    public long quotedDestinationHigh;
    /** Destination address, lower half, of the quoted datagram. */
    public long quotedDestinationLow;
    /** Protocol of the quoted datagram. */
    public int quotedProtocol;
    /** Source port of the quoted datagram. */
    public int quotedSourcePort;
    /** Destination port of the quoted datagram. */
    public int quotedDestinationPort;
}
