package org.wirewarrant.flow;

import java.time.Duration;
import org.wirewarrant.wire.IpProtocol;

/**
 * How long a 5-tuple may be silent, in capture time, before its next packet counts as a new flow. TCP and SCTP end by their own signs (a
 * new SYN or INIT), so that their limit is long: a quiet connection must not be cut in two and lose the direction its handshake gave.
 *
 * @param tcp TCP and SCTP
 * @param udp UDP and UDP-Lite
 * @param other ICMP and every other protocol
 */
public record IdleLimits(Duration tcp, Duration udp, Duration other) {
    /** A day for TCP, three minutes for UDP (RFC 4787 asks NATs for at least two), a minute for others. */
    public static final IdleLimits DEFAULT =
            new IdleLimits(Duration.ofDays(1), Duration.ofMinutes(3), Duration.ofMinutes(1));

    long nanos(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP, IpProtocol.SCTP -> tcp.toNanos();
            case IpProtocol.UDP, IpProtocol.UDP_LITE -> udp.toNanos();
            default -> other.toNanos();
        };
    }
}
