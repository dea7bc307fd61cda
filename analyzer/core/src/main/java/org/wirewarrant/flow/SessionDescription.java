package org.wirewarrant.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewarrant.wire.IpAddress;

/**
 * UDP ports that the media lines of SDP in a SIP message offer (RFC 8866 sections 5.7 and 5.14, RFC 3264), each with the next one for RTCP
 * (RFC 3550 section 11). The connection line says on which host: often another one than the sender of the message.
 */
final class SessionDescription {
    private static final int INVITE = 0x494e5649; // INVI
    private static final int ACK = 0x41434b20;
    private static final int PRACK = 0x50524143; // PRAC
    private static final int UPDATE = 0x55504441; // UPDA
    private static final int RESPONSE = 0x5349502f; // SIP/
    private static final int MAX_MEDIA = 16;

    /** A port of 0 refuses. */
    private static final Pattern MEDIA =
            Pattern.compile("\\S+ ([1-9][0-9]{0,4})(?:/[0-9]+)? (?:(?:UDP/TLS/)?RTP/|udptl).*");

    private static final Pattern CONNECTION = Pattern.compile("IN IP[46] ([0-9A-Fa-f.:]+).*");

    private final NegotiationReader reader;
    private IpAddress host;
    private IpAddress mediaHost;
    private int port;
    private int media;

    private SessionDescription(NegotiationReader reader) {
        this.reader = reader;
    }

    /** Whether a payload that begins with these four bytes may hold one. */
    static boolean mayFollow(int head) {
        return switch (head) {
            case INVITE, ACK, PRACK, UPDATE, RESPONSE -> true;
            default -> false;
        };
    }

    /** Tells a reader each port that the message offers. */
    static void read(byte[] bytes, int at, int end, NegotiationReader reader) {
        SessionDescription description = new SessionDescription(reader);
        TextLines lines = new TextLines(bytes, at, end);
        while (lines.next() && description.media < MAX_MEDIA) {
            description.line(lines);
        }
        description.offer();
    }

    private void line(TextLines lines) {
        if (lines.startsWith("c=")) {
            connection(lines.after("c="));
        } else if (lines.startsWith("m=")) {
            offer();
            Matcher offered = MEDIA.matcher(lines.after("m="));
            port = offered.matches() ? Integer.parseInt(offered.group(1)) : 0;
            mediaHost = null;
            media++;
        }
    }

    /** Before the first media line it holds for all of them, after one for that alone. */
    private void connection(String text) {
        Matcher connection = CONNECTION.matcher(text);
        if (connection.matches()) {
            IpAddress named = address(connection.group(1));
            if (media == 0) {
                host = named;
            } else {
                mediaHost = named;
            }
        }
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private void offer() {
        IpAddress at = mediaHost == null ? host : mediaHost;
        if (at != null && port > 0 && port < 0xffff) {
            reader.soonAt(at, port);
            reader.soonAt(at, port + 1);
        }
        port = 0;
    }
}
