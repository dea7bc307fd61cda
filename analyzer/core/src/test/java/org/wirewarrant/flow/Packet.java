package org.wirewarrant.flow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Bytes of one Ethernet frame, built from the inside out. Endpoints are {@code address} or {@code address:port}, IPv6 in brackets. */
final class Packet {
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    private final Endpoint source;
    private final Endpoint destination;
    private final int protocol;
    private byte[] transport;
    private int ttl = 64;
    private int id = -1;
    private int mac = 1;
    private int fragment = -1;
    private boolean moreFragments;
    private final List<Integer> vlans = new ArrayList<>();

    /** Where a packet comes from or goes to. */
    record Endpoint(IpAddress address, int port) {
        static Endpoint parse(String text) {
            int bracket = text.indexOf(']');
            int colon = text.lastIndexOf(':');
            boolean port = bracket >= 0 ? colon > bracket : colon >= 0 && colon == text.indexOf(':');
            String address = port ? text.substring(0, colon) : text;
            return new Endpoint(
                    IpAddress.parse(address.replaceAll("[\\[\\]]", "")),
                    port ? Integer.parseInt(text.substring(colon + 1)) : 0);
        }
    }

    private Packet(String source, String destination, int protocol) {
        this.source = Endpoint.parse(source);
        this.destination = Endpoint.parse(destination);
        this.protocol = protocol;
    }

    static Packet tcp(
            String source, String destination, int flags, long sequence, long acknowledgment, byte[] payload) {
        Packet packet = new Packet(source, destination, IpProtocol.TCP);
        ByteBuffer bytes = ByteBuffer.allocate(20 + payload.length);
        bytes.putShort((short) packet.source.port).putShort((short) packet.destination.port);
        bytes.putInt((int) sequence).putInt((int) acknowledgment);
        bytes.put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload);
        packet.transport = packet.checked(bytes.array(), 16);
        return packet;
    }

    static Packet tcp(String source, String destination, int flags, long sequence, long acknowledgment) {
        return tcp(source, destination, flags, sequence, acknowledgment, new byte[0]);
    }

    static Packet udp(String source, String destination, byte[] payload) {
        Packet packet = new Packet(source, destination, IpProtocol.UDP);
        ByteBuffer bytes = ByteBuffer.allocate(8 + payload.length);
        bytes.putShort((short) packet.source.port).putShort((short) packet.destination.port);
        bytes.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
        packet.transport = packet.checked(bytes.array(), 6);
        return packet;
    }

    static Packet udp(String source, String destination, int length) {
        return udp(source, destination, new byte[length]);
    }

    /** An SCTP packet of one chunk. */
    static Packet sctp(String source, String destination, int verificationTag, int chunkType, byte[] content) {
        Packet packet = new Packet(source, destination, IpProtocol.SCTP);
        ByteBuffer bytes = ByteBuffer.allocate(12 + 4 + content.length);
        bytes.putShort((short) packet.source.port).putShort((short) packet.destination.port);
        bytes.putInt(verificationTag).putInt(0);
        bytes.put((byte) chunkType)
                .put((byte) 0)
                .putShort((short) (4 + content.length))
                .put(content);
        packet.transport = bytes.array();
        return packet;
    }

    /** An ICMP or, between IPv6 addresses, ICMPv6 message; {@code rest} follows the checksum. */
    static Packet icmp(String source, String destination, int type, int code, byte[] rest) {
        boolean version6 = Endpoint.parse(source).address().version() == 6;
        Packet packet = new Packet(source, destination, version6 ? IpProtocol.ICMPV6 : IpProtocol.ICMP);
        ByteBuffer bytes = ByteBuffer.allocate(4 + rest.length);
        bytes.put((byte) type).put((byte) code).putShort((short) 0).put(rest);
        packet.transport = packet.checked(bytes.array(), 2);
        return packet;
    }

    static Packet echo(String source, String destination, boolean reply, int sequence) {
        boolean version6 = Endpoint.parse(source).address().version() == 6;
        int type = version6 ? reply ? 129 : 128 : reply ? 0 : 8;
        return icmp(source, destination, type, 0, new byte[] {0, 77, 0, (byte) sequence, 1, 2, 3, 4});
    }

    /** An ICMP error about a packet, quoting its IP header and the first eight bytes behind it. */
    static Packet error(String source, int type, int code, Packet about) {
        byte[] quoted = about.ip();
        int header = about.source.address.version() == 6 ? 40 : 20;
        byte[] rest = ByteBuffer.allocate(4 + header + 8)
                .putInt(0)
                .put(quoted, 0, header + 8)
                .array();
        return icmp(source, about.source.address.toString(), type, code, rest);
    }

    /** A packet of any protocol. */
    static Packet raw(String source, String destination, int protocol, byte[] payload) {
        Packet packet = new Packet(source, destination, protocol);
        packet.transport = payload;
        return packet;
    }

    /** This packet inside another one, directly. */
    Packet insideIp(String from, String to) {
        boolean version6 = source.address.version() == 6;
        return raw(from, to, version6 ? 41 : 4, ip());
    }

    Packet insideGre(String from, String to) {
        int type = source.address.version() == 6 ? 0x86dd : 0x0800;
        byte[] inner = ip();
        return raw(
                from,
                to,
                IpProtocol.GRE,
                ByteBuffer.allocate(4 + inner.length).putInt(type).put(inner).array());
    }

    Packet insideVxlan(String from, String to, int network) {
        byte[] inner = frame();
        return udp(
                from,
                to,
                ByteBuffer.allocate(8 + inner.length)
                        .putInt(0x0800_0000)
                        .putInt(network << 8)
                        .put(inner)
                        .array());
    }

    Packet ttl(int hops) {
        ttl = hops;
        return this;
    }

    Packet id(int number) {
        id = number;
        return this;
    }

    boolean hasId() {
        return id >= 0;
    }

    Packet mac(int number) {
        mac = number;
        return this;
    }

    Packet vlan(int tag) {
        vlans.add(tag);
        return this;
    }

    /** The IP packet cut into fragments of at most this many bytes each (a multiple of eight). */
    List<Packet> fragments(int size) {
        List<Packet> pieces = new ArrayList<>();
        for (int offset = 0; offset < transport.length; offset += size) {
            Packet piece = new Packet(text(source), text(destination), protocol);
            int end = Math.min(offset + size, transport.length);
            piece.transport = Arrays.copyOfRange(transport, offset, end);
            piece.fragment = offset / 8;
            piece.moreFragments = end < transport.length;
            piece.id = id;
            pieces.add(piece);
        }
        return pieces;
    }

    private static String text(Endpoint endpoint) {
        return endpoint.address.version() == 6 ? "[" + endpoint.address + "]" : endpoint.address.toString();
    }

    /** Ethernet frame. */
    byte[] frame() {
        byte[] ip = ip();
        ByteBuffer bytes = ByteBuffer.allocate(14 + 4 * vlans.size() + ip.length);
        bytes.put(new byte[] {2, 0, 0, 0, 0, (byte) mac, 2, 0, 0, 0, 1, (byte) mac});
        vlans.forEach(tag -> bytes.putShort((short) 0x8100).putShort((short) (int) tag));
        bytes.putShort((short) (source.address.version() == 6 ? 0x86dd : 0x0800))
                .put(ip);
        return bytes.array();
    }

    private byte[] ip() {
        return source.address.version() == 6 ? ip6() : ip4();
    }

    private byte[] ip4() {
        ByteBuffer bytes = ByteBuffer.allocate(20 + transport.length);
        bytes.put((byte) 0x45).put((byte) 0).putShort((short) bytes.capacity()).putShort((short) Math.max(id, 0));
        bytes.putShort((short) (Math.max(fragment, 0) | (moreFragments ? 0x2000 : 0)));
        bytes.put((byte) ttl).put((byte) protocol).putShort((short) 0);
        bytes.putInt((int) source.address.low()).putInt((int) destination.address.low());
        bytes.putShort(10, (short) checksum(bytes.array(), 0, 20, 0));
        return bytes.put(transport).array();
    }

    private byte[] ip6() {
        boolean isFragment = fragment >= 0;
        int payload = transport.length + (isFragment ? 8 : 0);
        ByteBuffer bytes = ByteBuffer.allocate(40 + payload);
        bytes.putInt(0x6000_0000).putShort((short) payload).put((byte) (isFragment ? 44 : protocol));
        bytes.put((byte) ttl);
        bytes.putLong(source.address.high()).putLong(source.address.low());
        bytes.putLong(destination.address.high()).putLong(destination.address.low());
        if (isFragment) {
            bytes.put((byte) protocol).put((byte) 0).putShort((short) (fragment << 3 | (moreFragments ? 1 : 0)));
            bytes.putInt(id);
        }
        return bytes.put(transport).array();
    }

    /** Fills in the transport checksum, over the pseudo header too. */
    private byte[] checked(byte[] bytes, int at) {
        ByteBuffer pseudo = ByteBuffer.allocate(36);
        pseudo.putLong(source.address.high()).putLong(source.address.low());
        pseudo.putLong(destination.address.high()).putLong(destination.address.low());
        pseudo.putShort((short) protocol).putShort((short) bytes.length);
        boolean withoutPseudo = protocol == IpProtocol.ICMP;
        int sum = checksum(bytes, 0, bytes.length, withoutPseudo ? 0 : ~checksum(pseudo.array(), 0, 36, 0) & 0xffff);
        bytes[at] = (byte) (sum >> 8);
        bytes[at + 1] = (byte) sum;
        return bytes;
    }

    /** RFC 1071. */
    private static int checksum(byte[] bytes, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum += (i - from & 1) == 0 ? (bytes[i] & 0xff) << 8 : bytes[i] & 0xff;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
