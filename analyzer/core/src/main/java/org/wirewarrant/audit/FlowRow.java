package org.wirewarrant.audit;

import org.wirewarrant.flow.ConnState;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.wire.IpAddress;

/**
 * A row of {@code flows.csv}.
 *
 * @param flowId number of the row, from 1: rows are in order of first packet
 * @param protocol IANA protocol number
 * @param client who opened
 * @param clientPort its port, -1 where the protocol has none
 * @param server who answered
 * @param serverPort its port, or the ICMP type; -1 where the protocol has none
 * @param firstNanos first packet, nanoseconds since the epoch
 * @param lastNanos last packet
 * @param clientPackets packets from the client
 * @param serverPackets packets from the server
 * @param clientBytes IP bytes from the client
 * @param serverBytes IP bytes from the server
 * @param connState Zeek's state
 * @param answered whether the server answered
 * @param orientation how the client was told
 * @param tunnel empty, {@code carrier:<kind>} for a flow that carries others, {@code inside:<kind>[/<kind>]} for a carried one
 * @param vlan VLAN identifiers from the outermost, separated by dots; empty for none
 * @param verdict the verdict of its conversation
 * @param findingIds the findings it belongs to, separated by one space, that of its verdict first; or empty
 */
public record FlowRow(
        long flowId,
        int protocol,
        IpAddress client,
        int clientPort,
        IpAddress server,
        int serverPort,
        long firstNanos,
        long lastNanos,
        long clientPackets,
        long serverPackets,
        long clientBytes,
        long serverBytes,
        ConnState connState,
        boolean answered,
        Orientation orientation,
        String tunnel,
        String vlan,
        Verdict verdict,
        String findingIds) {}
