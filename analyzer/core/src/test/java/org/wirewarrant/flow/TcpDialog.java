package org.wirewarrant.flow;

import java.nio.charset.StandardCharsets;

/** Two ends of a TCP connection that count their sequence numbers. Each call sends one segment. */
final class TcpDialog {
    private final Trace trace;
    private final Side client;
    private final Side server;

    /** One end: what it sent last and expects next. */
    private static final class Side {
        private final String endpoint;
        private long next;

        Side(String endpoint, long next) {
            this.endpoint = endpoint;
            this.next = next;
        }
    }

    TcpDialog(Trace trace, String client, String server) {
        this.trace = trace;
        this.client = new Side(client, 1000);
        this.server = new Side(server, 500_000);
    }

    /** Initial sequence numbers. */
    TcpDialog numbers(long ofClient, long ofServer) {
        client.next = ofClient;
        server.next = ofServer;
        return this;
    }

    TcpDialog syn() {
        return send(client, server, Packet.SYN, 0);
    }

    TcpDialog synAck() {
        return send(server, client, Packet.SYN | Packet.ACK, 0);
    }

    TcpDialog ack() {
        return send(client, server, Packet.ACK, 0);
    }

    TcpDialog serverAck() {
        return send(server, client, Packet.ACK, 0);
    }

    TcpDialog data(int length) {
        return send(client, server, Packet.ACK | Packet.PSH, length);
    }

    TcpDialog serverData(int length) {
        return send(server, client, Packet.ACK | Packet.PSH, length);
    }

    TcpDialog says(String text) {
        return send(client, server, Packet.ACK | Packet.PSH, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    TcpDialog serverSays(String text) {
        return send(server, client, Packet.ACK | Packet.PSH, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    TcpDialog fin() {
        return send(client, server, Packet.FIN | Packet.ACK, 0);
    }

    TcpDialog serverFin() {
        return send(server, client, Packet.FIN | Packet.ACK, 0);
    }

    TcpDialog rst() {
        return send(client, server, Packet.RST, 0);
    }

    TcpDialog serverRst() {
        return send(server, client, Packet.RST | Packet.ACK, 0);
    }

    TcpDialog handshake() {
        return syn().synAck().ack();
    }

    TcpDialog close() {
        return fin().serverFin().ack();
    }

    TcpDialog pause(long milliseconds) {
        trace.pause(milliseconds);
        return this;
    }

    private TcpDialog send(Side from, Side to, int flags, int length) {
        return send(from, to, flags, new byte[length]);
    }

    private TcpDialog send(Side from, Side to, int flags, byte[] payload) {
        long acknowledgment = (flags & Packet.ACK) != 0 ? to.next : 0;
        trace.add(Packet.tcp(from.endpoint, to.endpoint, flags, from.next, acknowledgment, payload));
        from.next += payload.length + ((flags & (Packet.SYN | Packet.FIN)) != 0 ? 1 : 0);
        return this;
    }
}
