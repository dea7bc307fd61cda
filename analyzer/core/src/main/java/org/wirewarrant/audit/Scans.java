package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Clients that tried many ports or hosts without an answer: one finding for each, not one for each attempt. */
final class Scans {
    /** Targets without an answer from which on a client is scanning. */
    private static final int MIN_TARGETS = 20;

    private static final int SAMPLES = 5;

    /** The conversations of each scan, in order; those of one client follow each other. */
    private final int[] targets;

    /** Where each scan begins in {@link #targets}, and the end. */
    private final int[] starts;

    private final Conversations conversations;
    private final BitSet scanned = new BitSet();

    private Scans(Conversations conversations, int[] targets, int[] starts) {
        this.conversations = conversations;
        this.targets = targets;
        this.starts = starts;
        for (int target : targets) {
            scanned.set(target);
        }
    }

    /** Conversations come by client, so that the attempts of one client are a run of them. */
    static Scans find(Conversations conversations, Judgements judgements) {
        IntList targets = new IntList();
        IntList starts = new IntList();
        ConversationView view = new ConversationView();
        int start = 0;
        int version = 0;
        long high = 0;
        long low = 0;
        for (int i = 0; i < judgements.size(); i++) {
            if (judgements.attempt(i)) {
                conversations.view(i, view);
                if (view.version() != version || view.clientHigh() != high || view.clientLow() != low) {
                    start = end(targets, starts, start);
                    version = view.version();
                    high = view.clientHigh();
                    low = view.clientLow();
                }
                targets.add(i);
            }
        }
        end(targets, starts, start);
        starts.add(targets.size());
        return new Scans(conversations, targets.toArray(), starts.toArray());
    }

    /** Ends a client's run of attempts, which is a scan when it is long. */
    private static int end(IntList targets, IntList starts, int start) {
        if (targets.size() - start < MIN_TARGETS) {
            targets.truncate(start);
        } else {
            starts.add(start);
        }
        return targets.size();
    }

    private static String id(IpAddress client) {
        return FindingId.of(FindingKind.SCAN, client);
    }

    /** Whether a conversation belongs to a scan. */
    boolean contains(int conversation) {
        return scanned.get(conversation);
    }

    /** The scan that a conversation belongs to, or empty. */
    String findingId(int conversation) {
        return contains(conversation)
                ? id(conversations.view(conversation, new ConversationView()).client())
                : "";
    }

    List<Finding> findings(CompiledPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        for (int scan = 0; scan + 1 < starts.length; scan++) {
            findings.add(finding(Arrays.copyOfRange(targets, starts[scan], starts[scan + 1]), policy));
        }
        return findings;
    }

    private Finding finding(int[] attempts, CompiledPolicy policy) {
        ConversationView conversation = conversations.view(attempts[0], new ConversationView());
        IpAddress client = conversation.client();
        Set<IpAddress> servers = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        Set<String> protocols = new TreeSet<>();
        List<String> samples = new ArrayList<>();
        long flows = 0;
        long packets = 0;
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long refused = 0;
        for (int target : attempts) {
            conversations.view(target, conversation);
            servers.add(conversation.server());
            if (ports.add(conversation.protocol() << 16 | conversation.serverPort())) {
                protocols.add(IpProtocol.keyword(conversation.protocol()));
            }
            if (samples.size() < SAMPLES) {
                samples.add(Ends.service(conversations.conversation(target)));
            }
            flows += conversation.flows();
            packets += conversation.packets();
            bytes += conversation.bytes();
            first = Math.min(first, conversation.firstNanos());
            last = Math.max(last, conversation.lastNanos());
            refused += conversation.refusedFlows() > 0 ? 1 : 0;
        }
        String summary =
                "%s probed %d targets (%s on %s) and none of them served it: %d refused, %d silent; for example %s"
                        .formatted(
                                client,
                                attempts.length,
                                count(ports.size(), "port"),
                                count(servers.size(), "host"),
                                refused,
                                attempts.length - refused,
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
