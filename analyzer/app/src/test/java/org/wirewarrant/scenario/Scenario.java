package org.wirewarrant.scenario;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A capture as a script. Lines are, with comments behind {@code #}:
 *
 * <pre>
 * start 2026-03-02T08:00:00Z
 * host NAME ADDRESS
 * SECONDS CLIENT -> SERVER PROTOCOL/PORT OUTCOME [from PORT] [times N every SECONDS]
 * </pre>
 *
 * Outcomes of TCP: {@code ok} (bytes both ways), {@code tls}, {@code http}, {@code basic} (with a password), {@code login} (a password as
 * in POP3), {@code bind} (LDAP, with a password), {@code refused} (RST), {@code silent} (three SYNs), {@code middle} (bytes both ways, no
 * handshake), {@code half} (only what the client sent was captured). Of UDP: {@code ok}, {@code dns}, {@code silent}, {@code refused} (ICMP port unreachable), {@code snmp} (version 2c, answered),
 * {@code tftp} (a read request, answered from a port of the server's choice). Of {@code icmp/TYPE}: {@code ok}, {@code silent}. The
 * client's ports count up from 49152. The same script gives the same bytes.
 */
public final class Scenario {
    private static final long MILLISECOND = 1_000_000;
    private static final int FIRST_PORT = 49152;

    private static final class Timed {
        private final long nanos;
        private final int order;
        private final byte[] frame;

        Timed(long nanos, int order, byte[] frame) {
            this.nanos = nanos;
            this.order = order;
            this.frame = frame;
        }
    }

    private final Map<String, byte[]> hosts = new HashMap<>();
    private final List<Timed> frames = new ArrayList<>();
    private long start = Instant.parse("2026-03-02T08:00:00Z").getEpochSecond() * 1_000_000_000L;
    private int nextPort = FIRST_PORT;
    private int nextId = 1;
    private long now;

    private Scenario() {}

    /** The capture of a script, as pcapng with nanoseconds. */
    public static byte[] capture(String script) {
        Scenario scenario = new Scenario();
        script.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(scenario::read);
        return scenario.pcapng();
    }

    private void read(String line) {
        String[] words = line.split("\\s+", -1);
        switch (words[0]) {
            case "start" -> start = Instant.parse(words[1]).getEpochSecond() * 1_000_000_000L;
            case "host" -> hosts.put(words[1], address(words[2]));
            default -> traffic(words);
        }
    }

    private void traffic(String[] words) {
        if (words.length < 6 || !words[2].equals("->")) {
            throw new IllegalArgumentException(String.join(" ", words));
        }
        int port = -1;
        int times = 1;
        double every = 1;
        for (int i = 6; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "from" -> port = Integer.parseInt(words[i + 1]);
                case "times" -> times = Integer.parseInt(words[i + 1]);
                case "every" -> every = Double.parseDouble(words[i + 1]);
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
        String[] service = words[4].split("/", -1);
        for (int i = 0; i < times; i++) {
            now = start + Math.round((Double.parseDouble(words[0]) + i * every) * 1_000) * MILLISECOND;
            Talk talk = new Talk(
                    host(words[1]), host(words[3]), port < 0 ? nextPort++ : port, Integer.parseInt(service[1]));
            switch (service[0]) {
                case "tcp" -> talk.tcp(words[5]);
                case "udp" -> talk.udp(words[5]);
                case "icmp" -> talk.icmp(words[5]);
                default -> throw new IllegalArgumentException(service[0]);
            }
        }
    }

    private byte[] host(String name) {
        return hosts.containsKey(name) ? hosts.get(name) : address(name);
    }

    private static byte[] address(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    /** One conversation while it is written. */
    private final class Talk {
        private static final int SYN = 0x02;
        private static final int RST = 0x04;
        private static final int PUSH = 0x18;
        private static final int ACK = 0x10;
        private static final int FIN = 0x11;

        private final byte[] client;
        private final byte[] server;
        private final int clientPort;
        private final int serverPort;
        private int clientNumber = 1000;
        private int serverNumber = 5000;

        Talk(byte[] client, byte[] server, int clientPort, int serverPort) {
            this.client = client;
            this.server = server;
            this.clientPort = clientPort;
            this.serverPort = serverPort;
        }

        void tcp(String outcome) {
            switch (outcome) {
                case "refused" -> {
                    segment(true, SYN, "");
                    segment(false, RST | ACK, "");
                }
                case "silent" -> {
                    for (int i = 0; i < 3; i++) {
                        clientNumber = 1000;
                        segment(true, SYN, "");
                        now += (1000 * MILLISECOND) << i;
                    }
                }
                case "half" -> {
                    segment(true, SYN, "");
                    serverNumber++;
                    segment(true, ACK, "");
                    segment(true, PUSH, "\1\2\3\4\5\6\7\b");
                    serverNumber += 8;
                    segment(true, ACK, "");
                    segment(true, FIN, "");
                }
                case "middle" -> exchange("\1\2\3\4\5\6\7\b", "\b\7\6\5\4\3\2\1");
                case "ok" -> whole("\1\2\3\4\5\6\7\b", "\b\7\6\5\4\3\2\1");
                case "tls" -> {
                    String random = "r".repeat(32);
                    whole(
                            "\26\3\1\0-\1\0\0)\3\3" + random + "\0\0\2\23\1\1\0",
                            "\26\3\3\0*\2\0\0&\3\3" + random + "\0\23\1\0");
                }
                case "http" -> whole("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n");
                case "basic" ->
                    whole(
                            "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n",
                            "HTTP/1.1 204 No Content\r\n\r\n");
                case "login" -> whole("PASS secret\r\n", "+OK welcome\r\n");
                case "bind" -> whole("0\26\2\1\1`\21\2\1\3\4\6cn=joe\200\4secr", "0\f\2\1\1a\7\n\1\0\4\0\4\0");
                default -> throw new IllegalArgumentException("tcp " + outcome);
            }
        }

        private void whole(String request, String answer) {
            segment(true, SYN, "");
            segment(false, SYN | ACK, "");
            segment(true, ACK, "");
            exchange(request, answer);
            segment(true, FIN, "");
            segment(false, FIN, "");
            segment(true, ACK, "");
        }

        private void exchange(String request, String answer) {
            segment(true, PUSH, request);
            segment(false, PUSH, answer);
            segment(true, ACK, "");
        }

        private void segment(boolean fromClient, int flags, String text) {
            byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer segment = ByteBuffer.allocate(20 + payload.length);
            boolean acknowledges = (flags & ACK) != 0;
            segment.putShort((short) (fromClient ? clientPort : serverPort))
                    .putShort((short) (fromClient ? serverPort : clientPort))
                    .putInt(fromClient ? clientNumber : serverNumber)
                    .putInt(acknowledges ? (fromClient ? serverNumber : clientNumber) : 0)
                    .put((byte) 0x50)
                    .put((byte) flags)
                    .putShort((short) 64240)
                    .putInt(0)
                    .put(payload);
            int used = payload.length + ((flags & 3) != 0 ? 1 : 0);
            clientNumber += fromClient ? used : 0;
            serverNumber += fromClient ? 0 : used;
            packet(fromClient, 6, segment.array(), 16);
        }

        void udp(String outcome) {
            byte[] request = {1, 2, 3, 4, 5, 6, 7, 8};
            switch (outcome) {
                case "dns" -> {
                    datagram(true, clientPort, serverPort, dns(0x01));
                    datagram(false, serverPort, clientPort, dns(0x81));
                }
                case "ok" -> {
                    datagram(true, clientPort, serverPort, request);
                    datagram(false, serverPort, clientPort, request);
                }
                case "silent" -> datagram(true, clientPort, serverPort, request);
                case "refused" -> {
                    byte[] sent = datagram(true, clientPort, serverPort, request);
                    ByteBuffer error = ByteBuffer.allocate(8 + 28);
                    error.put((byte) 3)
                            .put((byte) 3)
                            .putShort((short) 0)
                            .putInt(0)
                            .put(sent, 14, 28);
                    packet(false, 1, error.array(), 2);
                }
                case "snmp" -> {
                    datagram(true, clientPort, serverPort, snmp(0xa0));
                    datagram(false, serverPort, clientPort, snmp(0xa2));
                }
                case "tftp" -> {
                    datagram(true, clientPort, serverPort, "\0\1boot.0\0octet\0".getBytes(StandardCharsets.ISO_8859_1));
                    datagram(false, 2070, clientPort, "\0\3\0\1data".getBytes(StandardCharsets.ISO_8859_1));
                    datagram(true, clientPort, 2070, "\0\4\0\1".getBytes(StandardCharsets.ISO_8859_1));
                }
                default -> throw new IllegalArgumentException("udp " + outcome);
            }
        }

        /** A question for the address of a.example, or the answer that there is none. */
        private byte[] dns(int flags) {
            byte[] message = "\0\7\1\0\0\1\0\0\0\0\0\0\1a\7example\0\0\1\0\1".getBytes(StandardCharsets.ISO_8859_1);
            message[2] = (byte) flags;
            return message;
        }

        /** Version 2c, community public, a get of sysDescr.0 or its answer. */
        private byte[] snmp(int pdu) {
            byte[] message = "0)\2\1\1\4\6public\240\34\2\4\0\0\0\1\2\1\0\2\1\0000\0160\f\6\b+\6\1\2\1\1\1\0\5\0"
                    .getBytes(StandardCharsets.ISO_8859_1);
            message[13] = (byte) pdu;
            return message;
        }

        private byte[] datagram(boolean fromClient, int source, int destination, byte[] payload) {
            ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
            datagram.putShort((short) source)
                    .putShort((short) destination)
                    .putShort((short) (8 + payload.length))
                    .putShort((short) 0)
                    .put(payload);
            return packet(fromClient, 17, datagram.array(), 6);
        }

        void icmp(String outcome) {
            echo(true, serverPort);
            if (outcome.equals("ok")) {
                echo(false, serverPort == 8 ? 0 : serverPort + 1);
            }
        }

        private void echo(boolean fromClient, int type) {
            ByteBuffer message = ByteBuffer.allocate(16);
            message.put((byte) type)
                    .put((byte) 0)
                    .putShort((short) 0)
                    .putShort((short) 7)
                    .putShort((short) 1);
            packet(fromClient, 1, message.array(), 2);
        }

        /** Adds a packet, a millisecond after the one before; its transport checksum stands at this index. */
        private byte[] packet(boolean fromClient, int protocol, byte[] content, int checksumAt) {
            byte[] source = fromClient ? client : server;
            byte[] destination = fromClient ? server : client;
            ByteBuffer frame = ByteBuffer.allocate(14 + 20 + content.length);
            mac(frame, destination);
            mac(frame, source);
            frame.putShort((short) 0x0800);
            frame.put((byte) 0x45)
                    .put((byte) 0)
                    .putShort((short) (20 + content.length))
                    .putShort((short) nextId++)
                    .putShort((short) 0)
                    .put((byte) 64)
                    .put((byte) protocol)
                    .putShort((short) 0)
                    .put(source)
                    .put(destination);
            frame.putShort(24, (short) ~sum(frame.array(), 14, 34, 0));
            int pseudo = 0;
            if (protocol != 1) {
                pseudo = sum(frame.array(), 26, 34, protocol + content.length);
            }
            int sum = ~sum(content, 0, content.length, pseudo) & 0xffff;
            int written = sum == 0 && protocol == 17 ? 0xffff : sum;
            content[checksumAt] = (byte) (written >> 8);
            content[checksumAt + 1] = (byte) written;
            frame.put(content);
            frames.add(new Timed(now, frames.size(), frame.array()));
            now += MILLISECOND;
            return frame.array();
        }
    }

    private static void mac(ByteBuffer frame, byte[] address) {
        if (address[0] == -1) {
            frame.put(new byte[] {-1, -1, -1, -1, -1, -1});
        } else {
            frame.put((byte) 2).put((byte) 0).put(address);
        }
    }

    /** The ones' complement sum of RFC 1071, folded. */
    private static int sum(byte[] bytes, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i += 2) {
            int low = i + 1 < to ? bytes[i + 1] & 0xff : 0;
            sum += (bytes[i] & 0xff) << 8 | low;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private byte[] pcapng() {
        frames.sort(Comparator.<Timed>comparingLong(timed -> timed.nanos).thenComparingInt(timed -> timed.order));
        int size = 28 + 32;
        for (Timed timed : frames) {
            size += 32 + padded(timed.frame.length);
        }
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x0a0d0d0a)
                .putInt(28)
                .putInt(0x1a2b3c4d)
                .putShort((short) 1)
                .putShort((short) 0);
        file.putLong(-1).putInt(28);
        file.putInt(1).putInt(32).putShort((short) 1).putShort((short) 0).putInt(65535);
        file.putShort((short) 9).putShort((short) 1).putInt(9).putInt(0).putInt(32); // if_tsresol: nanoseconds
        for (Timed timed : frames) {
            int length = timed.frame.length;
            int block = 32 + padded(length);
            file.putInt(6).putInt(block).putInt(0);
            file.putInt((int) (timed.nanos >>> 32)).putInt((int) timed.nanos);
            file.putInt(length).putInt(length).put(timed.frame);
            file.position(file.position() + padded(length) - length);
            file.putInt(block);
        }
        return file.array();
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
