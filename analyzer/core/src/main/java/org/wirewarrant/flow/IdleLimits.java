package org.wirewarrant.flow;

import java.time.Duration;
import org.wirewarrant.wire.IpProtocol;

/**
 * How long a 5-tuple may be silent, in capture time, before its next packet counts as a new flow. An established TCP connection ends by
 * its own signs (FIN, RST, a new SYN), so that its limit is long: a quiet connection must not be cut in two and lose the direction its
 * handshake gave.
 *
 * @param attempt TCP and SCTP, opened but never answered
 * @param established TCP and SCTP between opening and end, or seen from the middle
 * @param closed TCP and SCTP after a reset, or after both sides have finished
 * @param udp UDP and UDP-Lite
 * @param other ICMP and every other protocol
 */
public record IdleLimits(Duration attempt, Duration established, Duration closed, Duration udp, Duration other) {
    /**
     * Attempts and closed connections four minutes (twice the maximum segment lifetime of RFC 9293 section 3.4.2), established ones a
     * day, UDP three minutes (RFC 4787 asks NATs for at least two), others one.
     */
    public static final IdleLimits DEFAULT = new IdleLimits(
            Duration.ofMinutes(4),
            Duration.ofDays(1),
            Duration.ofMinutes(4),
            Duration.ofMinutes(3),
            Duration.ofMinutes(1));

    /** Checks that every limit is positive. */
    public IdleLimits {
        for (Duration limit : new Duration[] {attempt, established, closed, udp, other}) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("idle limit " + limit + " is not positive");
            }
        }
    }

    /** The limit of a flow, in nanoseconds. */
    long nanos(int protocol, long history) {
        if (!Event.hasStates(protocol)) {
            return shortest(protocol);
        }
        if (isClosed(history)) {
            return nanos(closed);
        }
        return nanos(isAttempt(history) ? attempt : established);
    }

    /** How long packets of a closed connection may still be on their way. */
    long closedNanos() {
        return nanos(closed);
    }

    /** The shortest limit that a flow of this protocol may have, in nanoseconds. */
    long shortest(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP, IpProtocol.SCTP ->
                Math.min(nanos(attempt), Math.min(nanos(established), nanos(closed)));
            case IpProtocol.UDP, IpProtocol.UDP_LITE -> nanos(udp);
            default -> nanos(other);
        };
    }

    /** Whether a flow has ended by its own signs. */
    static boolean isClosed(long history) {
        boolean reset = Event.has(history, Event.RST) || Event.has(history, Event.RST | Event.FROM_B);
        return reset || (Event.has(history, Event.FIN) && Event.has(history, Event.FIN | Event.FROM_B));
    }

    /** Whether one side has sent nothing but SYNs, and the other nothing. */
    private static boolean isAttempt(long history) {
        return Event.count(history) == 1 && (Event.at(history, 0) & ~Event.FROM_B) == Event.SYN;
    }

    private static long nanos(Duration limit) {
        return limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : limit.toNanos();
    }
}
