package org.wirewarrant.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Conversations in a few words. */
record Talk(
        String client,
        String server,
        int protocol,
        int port,
        String day,
        Orientation orientation,
        int reversePort,
        long answered) {
    static final String DAY = "2026-03-10";

    static Talk of(String client, String server, int protocol, int port) {
        return new Talk(client, server, protocol, port, DAY, Orientation.SYN, -1, 1);
    }

    static Talk tcp(String client, String server, int port) {
        return of(client, server, IpProtocol.TCP, port);
    }

    static Talk udp(String client, String server, int port) {
        return of(client, server, IpProtocol.UDP, port);
    }

    Talk on(String otherDay) {
        return new Talk(client, server, protocol, port, otherDay, orientation, reversePort, answered);
    }

    Talk undecided(int clientPort) {
        return new Talk(client, server, protocol, port, day, Orientation.UNDECIDED, clientPort, answered);
    }

    Talk unanswered() {
        return new Talk(client, server, protocol, port, day, orientation, reversePort, 0);
    }

    Conversation conversation() {
        long noon = LocalDate.parse(day).atTime(12, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
        return new Conversation(
                IpAddress.parse(client),
                IpAddress.parse(server),
                protocol,
                port,
                orientation,
                1,
                answered,
                0,
                5,
                4,
                500,
                400,
                noon,
                noon + 1_000_000_000L,
                reversePort);
    }
}
