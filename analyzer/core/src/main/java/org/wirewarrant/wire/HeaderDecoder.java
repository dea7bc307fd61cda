package org.wirewarrant.wire;

import java.util.EnumSet;
import java.util.Set;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;

/**
 * Walks the headers of a frame in place, laxly: what is sound is kept, and {@link Headers#stop()} says where and why it ended. This
 * class has the common path (Ethernet, VLAN, IP, TCP, UDP); rare layers are static methods of other classes, which go on through it.
 * One decoder for each thread.
 */
public final class HeaderDecoder {
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    /** Non-IP headers one inside the other before the walk is given up. */
    private static final int MAX_HOPS = 48;

    private final Set<Encapsulation> stripped;

    /** The frame's buffer. */
    byte[] bytes;
    /** Index after the last captured byte of the innermost layer so far. */
    int limit;
    /** Index after the last byte that was on the wire, of the innermost layer so far. */
    int wireEnd;

    private Headers headers;
    private int vlan;
    private Encapsulation encapsulation;
    private int tunnelId;
    private int hops;

    /** Decodes every layer. */
    public HeaderDecoder() {
        this(Set.of());
    }

    /**
     * Decodes every layer, and leaves out what carries a mirror's copy.
     *
     * @param strippedMirrors encapsulations that a mirror port adds: what lies outside them is not reported
     */
    public HeaderDecoder(Set<Encapsulation> strippedMirrors) {
        stripped = EnumSet.noneOf(Encapsulation.class);
        stripped.addAll(strippedMirrors);
    }

    /**
     * Reads the headers of a frame.
     *
     * @param frame borrowed; not kept
     * @param result overwritten
     */
    public void decode(Frame frame, Headers result) {
        result.clear();
        headers = result;
        bytes = frame.bytes();
        int start = frame.offset();
        limit = start + frame.capturedLength();
        wireEnd = (int) Math.min((long) start + frame.wireLength(), Integer.MAX_VALUE);
        vlan = 0;
        encapsulation = Encapsulation.NONE;
        tunnelId = 0;
        hops = 0;
        if (frame.linkType() == LinkTypes.ETHERNET) {
            ethernet(start);
        } else {
            link(frame.linkType(), start);
        }
    }

    /** A frame of another link type. */
    void link(int linkType, int p) {
        LinkLayers.decode(this, linkType, p);
    }

    void ethernet(int p) {
        if (has(p, ETHERNET_HEADER)) {
            int type = Bytes.u16(bytes, p + 12);
            if (type > Ethertypes.MAX_LENGTH) {
                ethertype(type, p + ETHERNET_HEADER);
            } else {
                LogicalLink.ieee8023(this, type, p);
            }
        }
    }

    /** Goes on with what follows an ethertype or 802.3 length. */
    void ethertype(int type, int p) {
        if (type == Ethertypes.VLAN) {
            if (!has(p, 4)) {
                return;
            }
            tag(Bytes.u16(bytes, p));
            type = Bytes.u16(bytes, p + 2);
            p += 4;
        }
        if (type == Ethertypes.IPV4) {
            ipv4(p);
        } else if (type == Ethertypes.IPV6) {
            ipv6(p);
        } else {
            Ethertypes.decode(this, type, p);
        }
    }

    void ipv4(int p) {
        byte[] b = bytes;
        if (!has(p, IPV4_HEADER)) {
            return;
        }
        int versionAndLength = b[p];
        int headerLength = (versionAndLength & 0xf) << 2;
        int total = Bytes.u16(b, p + 2);
        if (total == 0) {
            total = wireEnd - p;
        }
        if ((versionAndLength & 0xf0) != 0x40 || headerLength < IPV4_HEADER || total < headerLength) {
            notIpv4(p);
            return;
        }
        PacketView view = begin();
        if (view == null || (headerLength > IPV4_HEADER && !has(p, headerLength))) {
            return;
        }
        view.version = 4;
        view.sourceHigh = 0;
        view.sourceLow = Bytes.i32(b, p + 12) & 0xffff_ffffL;
        view.destinationHigh = 0;
        view.destinationLow = Bytes.i32(b, p + 16) & 0xffff_ffffL;
        view.ipLength = total;
        view.ttl = b[p + 8] & 0xff;
        int id = Bytes.u16(b, p + 4);
        view.identification = id;
        int end = narrow(p, total);
        int fragment = Bytes.u16(b, p + 6);
        int protocol = b[p + 9] & 0xff;
        int q = p + headerLength;
        if ((fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) == 0) {
            view.fragment = PacketView.WHOLE;
            view.fragmentId = 0;
            transport(view, protocol, q, end);
        } else {
            view.fragmentId = id;
            view.fragmentProtocol = protocol;
            boolean first = (fragment & FRAGMENT_OFFSET) == 0;
            view.fragment = first ? PacketView.FIRST_FRAGMENT : PacketView.LATER_FRAGMENT;
            if (first) {
                transport(view, protocol, q, end);
            } else {
                commit(view, protocol, q, end);
            }
        }
    }

    /** Some drivers announce IPv6 as IPv4; what is neither is malformed. */
    private void notIpv4(int p) {
        boolean six = (bytes[p] & 0xf0) == 0x60;
        if (six && !has(p, IPV6_HEADER)) {
            return;
        }
        if (six && Ethertypes.plausibleIpv6(this, p)) {
            ipv6(p);
        } else {
            malformed();
        }
    }

    void ipv6(int p) {
        byte[] b = bytes;
        if (!has(p, IPV6_HEADER)) {
            return;
        }
        if ((b[p] & 0xf0) != 0x60) {
            malformed();
            return;
        }
        PacketView view = begin();
        if (view == null) {
            return;
        }
        view.version = 6;
        view.sourceHigh = Bytes.i64(b, p + 8);
        view.sourceLow = Bytes.i64(b, p + 16);
        view.destinationHigh = Bytes.i64(b, p + 24);
        view.destinationLow = Bytes.i64(b, p + 32);
        view.ttl = b[p + 7] & 0xff;
        view.identification = 0;
        view.fragment = PacketView.WHOLE;
        view.fragmentId = 0;
        int payload = Bytes.u16(b, p + 4);
        int next = b[p + 6] & 0xff;
        if (payload != 0 && (next == IpProtocol.TCP || next == IpProtocol.UDP)) {
            view.ipLength = IPV6_HEADER + payload;
            transport(view, next, p + IPV6_HEADER, narrow(p, IPV6_HEADER + payload));
        } else {
            Ipv6Extensions.decode(this, view, p, payload, next);
        }
    }

    /** Reads the transport header at {@code p} of a packet that ends at {@code end} on the wire, and commits the view. */
    void transport(PacketView view, int protocol, int p, int end) {
        if (protocol == IpProtocol.TCP && limit - p >= TCP_HEADER) {
            tcp(view, p, end);
        } else if (protocol == IpProtocol.UDP && limit - p >= UDP_HEADER) {
            udp(view, p, end);
        } else {
            Transports.decode(this, view, protocol, p, end);
        }
    }

    private void tcp(PacketView view, int p, int end) {
        byte[] b = bytes;
        view.transportOffset = p;
        int ports = Bytes.i32(b, p);
        view.protocol = IpProtocol.TCP;
        view.hasPorts = true;
        view.sourcePort = ports >>> 16;
        view.destinationPort = ports & 0xffff;
        view.tcpSequence = Bytes.i32(b, p + 4);
        view.tcpAcknowledgment = Bytes.i32(b, p + 8);
        view.tcpFlags = b[p + 13] & 0xff;
        int headerLength = (b[p + 12] & 0xf0) >>> 2;
        if (headerLength < TCP_HEADER || headerLength > end - p) {
            malformed();
            if (headerLength < TCP_HEADER) {
                // what comes after the first lie is not believed
                view.tcpFlags = 0;
            }
            headerLength = TCP_HEADER;
        }
        payload(view, p + headerLength, end);
        headers.commit();
    }

    private void udp(PacketView view, int p, int end) {
        byte[] b = bytes;
        view.transportOffset = p;
        int ports = Bytes.i32(b, p);
        view.protocol = IpProtocol.UDP;
        view.hasPorts = true;
        view.sourcePort = ports >>> 16;
        view.destinationPort = ports & 0xffff;
        view.tcpFlags = 0;
        view.tcpSequence = 0;
        view.tcpAcknowledgment = 0;
        payload(view, p + UDP_HEADER, end);
        headers.commit();
        if (UdpTunnels.mayBe(ports >>> 16, ports & 0xffff)) {
            UdpTunnels.decode(this, view, p);
        }
    }

    /** Commits a view without ports. */
    void commit(PacketView view, int protocol, int p, int end) {
        view.protocol = protocol;
        view.transportOffset = p;
        view.hasPorts = false;
        view.sourcePort = 0;
        view.destinationPort = 0;
        view.tcpFlags = 0;
        view.tcpSequence = 0;
        view.tcpAcknowledgment = 0;
        payload(view, p, end);
        headers.commit();
    }

    /** Sets where the payload lies; {@code end} is on the wire. */
    void payload(PacketView view, int p, int end) {
        view.payloadOffset = p;
        view.payloadLength = Math.max(0, end - p);
        view.payloadCaptured = Math.max(0, limit - p);
    }

    /** The next view with what the layers around it gave; null and a stop when there are too many. */
    PacketView begin() {
        PacketView view = headers.open();
        if (view == null) {
            stop(DecodeStop.TOO_DEEP, 0);
            return null;
        }
        view.vlan = vlan;
        view.encapsulation = headers.count() == 0 ? Encapsulation.NONE : encapsulation;
        view.tunnelId = headers.count() == 0 ? 0 : tunnelId;
        view.icmpType = -1;
        view.quoted = false;
        return view;
    }

    /**
     * Draws the ends in to those of an IP packet, because what follows it in the frame (padding, trailers) is not its own.
     *
     * @return index after its last byte by its own length, which may lie beyond the frame
     */
    int narrow(int p, int length) {
        trim(p, length);
        return length > Integer.MAX_VALUE - p ? Integer.MAX_VALUE : p + length;
    }

    /** Draws the ends in to those of something of a length. */
    void trim(int p, int length) {
        if (length < wireEnd - p) {
            wireEnd = p + length;
            if (limit > wireEnd) {
                limit = wireEnd;
            }
        }
    }

    /** Enters a tunnel whose header was found valid. */
    void enter(Encapsulation by, int id) {
        vlan = 0;
        encapsulation = by;
        tunnelId = id;
        if (stripped.contains(by)) {
            headers.drop();
        }
    }

    /** Whether the walk may go one more header down. */
    boolean hop() {
        if (++hops > MAX_HOPS) {
            stop(DecodeStop.TOO_DEEP, 0);
            return false;
        }
        return true;
    }

    /** Notes a VLAN tag: the first two of a layer are kept. */
    void tag(int control) {
        int present = (control & 0xfff) | 0x1000;
        if (vlan == 0) {
            vlan = present;
        } else if (vlan >>> 13 == 0) {
            vlan |= present << 13;
        }
    }

    /** Whether bytes were captured; if not, the stop says whether they ever were on the wire. */
    boolean has(int p, int count) {
        if (limit - p >= count) {
            return true;
        }
        stop(count > wireEnd - p ? DecodeStop.MALFORMED : DecodeStop.SNAPPED, 0);
        return false;
    }

    void malformed() {
        stop(DecodeStop.MALFORMED, 0);
    }

    void stop(DecodeStop reason, int detail) {
        headers.stop(reason, detail);
    }
}
