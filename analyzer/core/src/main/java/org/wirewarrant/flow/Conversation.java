package org.wirewarrant.flow;

import java.util.Optional;
import org.wirewarrant.wire.IpAddress;

/**
 * All flows of one (client address, server address, protocol, server port), oriented.
 *
 * @param client who opened
 * @param server who answered, or was meant to
 * @param protocol IANA protocol number
 * @param serverPort server's port; for ICMP and ICMPv6 the type; 0 for protocols without ports
 * @param orientation the strongest evidence among its flows
 * @param flows number of flows
 * @param answeredFlows flows in which the server sent a SYN+ACK or data (UDP and others: any packet back)
 * @param refusedFlows unanswered flows that were refused (RST, or an ICMP unreachable that quotes them)
 * @param clientPackets packets from the client
 * @param serverPackets packets from the server
 * @param clientBytes IP bytes from the client
 * @param serverBytes IP bytes from the server
 * @param firstNanos first packet, nanoseconds since the epoch
 * @param lastNanos last packet
 * @param reversePort the client's port when every flow uses the same one, else -1: what the other direction would be judged by
 * @param control the conversation whose payload announced the port of every flow of this one to its client (FTP, TFTP, the DCE/RPC
 *     endpoint mapper, the portmapper); it has no control itself
 */
public record Conversation(
        IpAddress client,
        IpAddress server,
        int protocol,
        int serverPort,
        Orientation orientation,
        long flows,
        long answeredFlows,
        long refusedFlows,
        long clientPackets,
        long serverPackets,
        long clientBytes,
        long serverBytes,
        long firstNanos,
        long lastNanos,
        int reversePort,
        Optional<Conversation> control) {
    /** A conversation whose port nothing announced. */
    public Conversation(
            IpAddress client,
            IpAddress server,
            int protocol,
            int serverPort,
            Orientation orientation,
            long flows,
            long answeredFlows,
            long refusedFlows,
            long clientPackets,
            long serverPackets,
            long clientBytes,
            long serverBytes,
            long firstNanos,
            long lastNanos,
            int reversePort) {
        this(
                client,
                server,
                protocol,
                serverPort,
                orientation,
                flows,
                answeredFlows,
                refusedFlows,
                clientPackets,
                serverPackets,
                clientBytes,
                serverBytes,
                firstNanos,
                lastNanos,
                reversePort,
                Optional.empty());
    }
}
