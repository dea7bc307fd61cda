package org.wirewarrant.wire;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Builds headers around payloads, from the inside out. */
final class Packets {
    static final int TCP = 6;
    static final int UDP = 17;
    private static final byte[] MAC_1 = hex("00 1b 21 00 00 01");
    private static final byte[] MAC_2 = hex("00 1b 21 00 00 02");

    private Packets() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] cat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] u16(int value) {
        return bytes(value >> 8, value);
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    static byte[] ethernet(int type, byte[] payload) {
        return cat(MAC_2, MAC_1, u16(type), payload);
    }

    /** A frame whose ethertype follows from the IP version inside. */
    static byte[] ethernet(byte[] ip) {
        return ethernet(ethertype(ip), ip);
    }

    static int ethertype(byte[] ip) {
        return (ip[0] & 0xf0) == 0x40 ? 0x0800 : 0x86dd;
    }

    /** 802.3 with a length, LLC and what follows. */
    static byte[] ieee8023(byte[] llc) {
        return ethernet(llc.length, llc);
    }

    static byte[] snap(int type, byte[] payload) {
        return cat(hex("aa aa 03 00 00 00"), u16(type), payload);
    }

    /** What follows an ethertype of 0x8100 or its relatives. */
    static byte[] tag(int id, int type, byte[] payload) {
        return cat(u16(id), u16(type), payload);
    }

    static byte[] ipv4(String from, String to, int protocol, byte[] payload) {
        return ipv4(from, to, protocol, 0x1234, 0, payload);
    }

    static byte[] ipv4(String from, String to, int protocol, int id, int fragment, byte[] payload) {
        return cat(
                hex("45 00"),
                u16(20 + payload.length),
                u16(id),
                u16(fragment),
                bytes(64, protocol, 0, 0),
                address(from),
                address(to),
                payload);
    }

    static byte[] ipv4WithOptions(String from, String to, int protocol, byte[] options, byte[] payload) {
        return cat(
                bytes(0x40 | (5 + options.length / 4), 0),
                u16(20 + options.length + payload.length),
                hex("12 34 00 00"),
                bytes(64, protocol, 0, 0),
                address(from),
                address(to),
                options,
                payload);
    }

    static byte[] ipv6(String from, String to, int next, byte[] payload) {
        return cat(hex("60 00 00 00"), u16(payload.length), bytes(next, 64), address(from), address(to), payload);
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static byte[] udp(int from, int to, byte[] payload) {
        return cat(u16(from), u16(to), u16(8 + payload.length), u16(0), payload);
    }

    static byte[] tcp(int from, int to, int flags, byte[] payload) {
        return cat(u16(from), u16(to), u32(1000), u32(2000), bytes(0x50, flags), u16(8192), u32(0), payload);
    }

    static byte[] udp4(String from, int fromPort, String to, int toPort, byte[] payload) {
        return ipv4(from, to, UDP, udp(fromPort, toPort, payload));
    }

    static byte[] tcp4(String from, int fromPort, String to, int toPort) {
        return ipv4(from, to, TCP, tcp(fromPort, toPort, 0x18, bytes(1, 2, 3)));
    }

    static byte[] tcp6(String from, int fromPort, String to, int toPort) {
        return ipv6(from, to, TCP, tcp(fromPort, toPort, 0x18, bytes(1, 2, 3)));
    }
}
