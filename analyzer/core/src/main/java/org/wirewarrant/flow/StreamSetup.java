package org.wirewarrant.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewarrant.wire.IpProtocol;

/** UDP ports from which an RTSP server will send, by its reply to SETUP (RFC 2326 section 12.39): {@code server_port=6970-6971}. */
final class StreamSetup {
    private static final int RTSP = 0x52545350;
    private static final Pattern PORTS = Pattern.compile("([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?\\b.*");

    private StreamSetup() {}

    /** Whether a payload that begins with these four bytes is a reply. */
    static boolean isReply(int head) {
        return head == RTSP;
    }

    /** Tells a reader each port of the sender. */
    static void read(byte[] bytes, int at, int end, NegotiationReader reader) {
        TextLines lines = new TextLines(bytes, at, end);
        while (lines.next()) {
            Matcher ports = PORTS.matcher(lines.startsWith("Transport:") ? lines.after("server_port=") : "");
            if (ports.matches()) {
                serves(Integer.parseInt(ports.group(1)), reader);
                if (ports.group(2) != null) {
                    serves(Integer.parseInt(ports.group(2)), reader);
                }
            }
        }
    }

    private static void serves(int port, NegotiationReader reader) {
        if (port <= 0xffff) {
            reader.soon(IpProtocol.UDP, port, true);
        }
    }
}
