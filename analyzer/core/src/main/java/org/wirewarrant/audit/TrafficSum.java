package org.wirewarrant.audit;

import org.wirewarrant.flow.Conversation;

/**
 * Conversations and what they carried.
 *
 * @param conversations number of conversations
 * @param answeredConversations those with an answered flow
 * @param flows number of flows
 * @param answeredFlows answered ones
 * @param packets packets both ways
 * @param bytes IP bytes both ways
 */
public record TrafficSum(
        long conversations, long answeredConversations, long flows, long answeredFlows, long packets, long bytes) {
    /** Nothing. */
    public static final TrafficSum NONE = new TrafficSum(0, 0, 0, 0, 0, 0);

    /** One conversation. */
    public static TrafficSum of(Conversation conversation) {
        return new TrafficSum(
                1,
                conversation.answeredFlows() > 0 ? 1 : 0,
                conversation.flows(),
                conversation.answeredFlows(),
                conversation.clientPackets() + conversation.serverPackets(),
                conversation.clientBytes() + conversation.serverBytes());
    }

    /** Both together. */
    public TrafficSum plus(TrafficSum other) {
        return new TrafficSum(
                conversations + other.conversations,
                answeredConversations + other.answeredConversations,
                flows + other.flows,
                answeredFlows + other.answeredFlows,
                packets + other.packets,
                bytes + other.bytes);
    }
}
