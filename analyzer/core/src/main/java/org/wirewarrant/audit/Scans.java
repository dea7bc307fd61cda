package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Clients that tried many ports or hosts without an answer: one finding for each, not one for each attempt. */
final class Scans {
    /** Targets without an answer from which on a client is scanning. */
    private static final int MIN_TARGETS = 20;

    private static final int SAMPLES = 5;

    private final Map<IpAddress, List<Integer>> attempts;
    private final Map<Integer, String> idOf;

    private Scans(Map<IpAddress, List<Integer>> attempts, Map<Integer, String> idOf) {
        this.attempts = attempts;
        this.idOf = idOf;
    }

    static Scans find(Conversations conversations, Judgements judgements) {
        Map<IpAddress, List<Integer>> attempts = new LinkedHashMap<>();
        for (int i = 0; i < judgements.size(); i++) {
            if (!judgements.answered(i) && judgements.verdict(i).kind() == VerdictKind.UNDOCUMENTED) {
                Conversation conversation = conversations.conversation(i);
                if (!conversation.server().isGroup()) {
                    attempts.computeIfAbsent(conversation.client(), client -> new ArrayList<>())
                            .add(i);
                }
            }
        }
        attempts.values().removeIf(targets -> targets.size() < MIN_TARGETS);
        Map<Integer, String> idOf = new LinkedHashMap<>();
        attempts.forEach((client, targets) -> targets.forEach(target -> idOf.put(target, id(client))));
        return new Scans(attempts, idOf);
    }

    private static String id(IpAddress client) {
        return FindingId.of(FindingKind.SCAN, client);
    }

    /** The scan that a conversation belongs to, or empty. */
    String findingId(int conversation) {
        return idOf.getOrDefault(conversation, "");
    }

    List<Finding> findings(Conversations conversations, CompiledPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        attempts.forEach((client, targets) -> findings.add(finding(client, targets, conversations, policy)));
        return findings;
    }

    private static Finding finding(
            IpAddress client, List<Integer> targets, Conversations conversations, CompiledPolicy policy) {
        Set<IpAddress> servers = new TreeSet<>();
        Set<String> ports = new HashSet<>();
        Set<String> protocols = new TreeSet<>();
        List<String> samples = new ArrayList<>();
        long flows = 0;
        long packets = 0;
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long refused = 0;
        for (int target : targets) {
            Conversation conversation = conversations.conversation(target);
            String protocol = IpProtocol.keyword(conversation.protocol());
            servers.add(conversation.server());
            ports.add(protocol + "/" + conversation.serverPort());
            protocols.add(protocol);
            if (samples.size() < SAMPLES) {
                samples.add(Ends.service(conversation));
            }
            flows += conversation.flows();
            packets += conversation.clientPackets() + conversation.serverPackets();
            bytes += conversation.clientBytes() + conversation.serverBytes();
            first = Math.min(first, conversation.firstNanos());
            last = Math.max(last, conversation.lastNanos());
            refused += conversation.refusedFlows() > 0 ? 1 : 0;
        }
        String summary =
                "%s probed %d targets (%s on %s) and none of them served it: %d refused, %d silent; for example %s"
                        .formatted(
                                client,
                                targets.size(),
                                count(ports.size(), "port"),
                                count(servers.size(), "host"),
                                refused,
                                targets.size() - refused,
                                String.join(", ", samples));
        return new Finding(
                id(client),
                new SeverityScale(policy).of(FindingKind.SCAN),
                FindingKind.SCAN,
                "",
                "",
                client.toString(),
                policy.roles(client),
                servers.size() == 1 ? servers.iterator().next().toString() : "",
                servers.size() == 1 ? policy.roles(servers.iterator().next()) : List.of(),
                String.join(" ", protocols),
                "",
                flows,
                0,
                packets,
                bytes,
                OptionalLong.of(first),
                OptionalLong.of(last),
                summary,
                "",
                "");
    }

    private static String count(int number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }
}
