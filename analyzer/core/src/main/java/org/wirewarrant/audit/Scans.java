package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
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
    private static final int GROUP = 16;

    private final Conversations conversations;
    private final CompiledPolicy policy;
    private final BitSet scanned = new BitSet();
    private final List<Finding> findings = new ArrayList<>();
    private final ConversationView view = new ConversationView();
    private Run run = null;
    private long touched;

    private Scans(Conversations conversations, CompiledPolicy policy) {
        this.conversations = conversations;
        this.policy = policy;
    }

    /** Conversations come by client, so that the attempts of one client are a run of them. */
    static Scans find(Conversations conversations, Judgements judgements, CompiledPolicy policy) {
        Scans scans = new Scans(conversations, policy);
        int[] group = new int[GROUP];
        int waiting = 0;
        for (int i = 0; i < judgements.size(); i++) {
            if (judgements.attempt(i)) {
                group[waiting++] = i;
                if (waiting == GROUP) {
                    scans.add(group, waiting);
                    waiting = 0;
                }
            }
        }
        scans.add(group, waiting);
        scans.end();
        return scans;
    }

    /** The attempts lie far apart in memory: a group of them is touched first, so that the cache misses overlap. */
    private void add(int[] group, int size) {
        for (int i = 0; i < size; i++) {
            touched += conversations.touch(group[i]);
        }
        for (int i = 0; i < size; i++) {
            conversations.view(group[i], view);
            if (run == null || !run.isBy(view)) {
                end();
                run = new Run(view);
            }
            run.add(group[i], view);
        }
    }

    /** Ends a client's run of attempts, which is a scan when it is long. */
    private void end() {
        if (run != null && run.targets.size() >= MIN_TARGETS) {
            int[] targets = run.targets.toArray();
            for (int target : targets) {
                scanned.set(target);
            }
            findings.add(finding(targets));
        }
    }

    /** The attempts of one client. */
    private static final class Run {
        private final int version;
        private final long high;
        private final long low;
        private final IntList targets = new IntList();
        private final AddressSet servers = new AddressSet();
        /** Protocol and port of each service; nothing is counted of them. */
        private final LongTable services = new LongTable(0);

        private long flows;
        private long packets;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private int refused;

        Run(ConversationView conversation) {
            version = conversation.version();
            high = conversation.clientHigh();
            low = conversation.clientLow();
        }

        boolean isBy(ConversationView conversation) {
            return conversation.clientLow() == low
                    && conversation.clientHigh() == high
                    && conversation.version() == version;
        }

        void add(int index, ConversationView conversation) {
            targets.add(index);
            servers.add(conversation.version(), conversation.serverHigh(), conversation.serverLow());
            services.find((long) conversation.protocol() << 16 | conversation.serverPort());
            flows += conversation.flows();
            packets += conversation.packets();
            bytes += conversation.bytes();
            first = Math.min(first, conversation.firstNanos());
            last = Math.max(last, conversation.lastNanos());
            refused += conversation.refusedFlows() > 0 ? 1 : 0;
        }
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

    /** Keeps the touching loads from being removed as dead. */
    long touched() {
        return touched;
    }

    /** One for each client that scanned, by client. */
    List<Finding> findings() {
        return findings;
    }

    private Finding finding(int[] targets) {
        IpAddress client = new IpAddress(run.version, run.high, run.low);
        Set<String> protocols = new TreeSet<>();
        run.services.forEach((service, at) -> protocols.add(IpProtocol.keyword((int) (service >>> 16))));
        List<String> samples = Arrays.stream(targets)
                .limit(SAMPLES)
                .mapToObj(target -> Ends.service(conversations.conversation(target)))
                .toList();
        Optional<IpAddress> only = run.servers.size() == 1
                ? Optional.of(
                        conversations.view(targets[0], new ConversationView()).server())
                : Optional.empty();
        String summary =
                "%s probed %d targets (%s on %s) and none of them served it: %d refused, %d silent; for example %s"
                        .formatted(
                                client,
                                targets.length,
                                count(run.services.size(), "port"),
                                count(run.servers.size(), "host"),
                                run.refused,
                                targets.length - run.refused,
                                String.join(", ", samples));
        return new Finding(
                id(client),
                new SeverityScale(policy).of(FindingKind.SCAN),
                FindingKind.SCAN,
                "",
                "",
                client.toString(),
                policy.roles(client),
                only.map(IpAddress::toString).orElse(""),
                only.map(policy::roles).orElse(List.of()),
                String.join(" ", protocols),
                "",
                run.flows,
                0,
                run.packets,
                run.bytes,
                OptionalLong.of(run.first),
                OptionalLong.of(run.last),
                summary,
                "",
                "");
    }

    private static String count(int number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }
}
