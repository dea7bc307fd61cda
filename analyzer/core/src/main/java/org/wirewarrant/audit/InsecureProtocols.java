package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.Weakness;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/**
 * Services of the site that were seen to give away passwords or communities, or to speak plain text where their document says TLS. Each
 * server, port and weakness is one finding, whoever the clients are. Only what the payload showed counts: a port number proves nothing.
 */
final class InsecureProtocols {
    /** Application protocols of packs that are TLS from the first byte. */
    private static final Set<String> OVER_TLS =
            Set.of("https", "ldaps", "imaps", "pop3s", "smtps", "ftps", "wss", "tls");

    private static final int MOST_CLIENTS = 3;

    private record Key(IpAddress server, int protocol, int port, Weakness weakness) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = server.compareTo(other.server);
            order = order != 0 ? order : Integer.compare(protocol, other.protocol);
            order = order != 0 ? order : Integer.compare(port, other.port);
            return order != 0 ? order : weakness.compareTo(other.weakness);
        }
    }

    private final CompiledPolicy policy;
    private final Map<Key, List<Integer>> found = new TreeMap<>();
    private final Map<Integer, String> idOf = new HashMap<>();
    private final Conversations conversations;
    private final Judgements judgements;

    private InsecureProtocols(Conversations conversations, Judgements judgements, CompiledPolicy policy) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.policy = policy;
    }

    static InsecureProtocols find(Conversations conversations, Judgements judgements, CompiledPolicy policy) {
        InsecureProtocols insecure = new InsecureProtocols(conversations, judgements, policy);
        byte[] bits = conversations.weaknesses();
        for (int i = 0; i < bits.length; i++) {
            if (bits[i] != 0) {
                insecure.look(i, Weakness.of(bits[i]));
            }
        }
        return insecure;
    }

    private void look(int index, Set<Weakness> weaknesses) {
        Verdict verdict = judgements.verdict(index);
        if (verdict.kind() == VerdictKind.OUT_OF_SCOPE) {
            return;
        }
        for (Weakness weakness : weaknesses) {
            if (weakness != Weakness.NO_TLS || documentedAsTls(verdict)) {
                Conversation conversation = conversations.conversation(index);
                Key key = new Key(conversation.server(), conversation.protocol(), conversation.serverPort(), weakness);
                found.computeIfAbsent(key, known -> new ArrayList<>()).add(index);
                idOf.putIfAbsent(index, id(key));
            }
        }
    }

    /** Whether every row that decided says TLS. */
    private static boolean documentedAsTls(Verdict verdict) {
        return verdict.kind() == VerdictKind.DOCUMENTED
                && verdict.rules().stream()
                        .allMatch(rule ->
                                rule.application().filter(OVER_TLS::contains).isPresent());
    }

    private static String id(Key key) {
        return FindingId.of(FindingKind.INSECURE_PROTOCOL, key.server(), key.protocol(), key.port(), key.weakness());
    }

    /** The finding that a conversation belongs to, or empty. */
    String findingId(int conversation) {
        return idOf.getOrDefault(conversation, "");
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        found.forEach((key, indexes) -> findings.add(finding(key, indexes)));
        return findings;
    }

    private Finding finding(Key key, List<Integer> indexes) {
        Set<IpAddress> clients = new TreeSet<>();
        Map<VerdictKind, Integer> verdicts = new EnumMap<>(VerdictKind.class);
        long flows = 0;
        long answered = 0;
        long packets = 0;
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int index : indexes) {
            Conversation conversation = conversations.conversation(index);
            clients.add(conversation.client());
            verdicts.merge(judgements.verdict(index).kind(), 1, Integer::sum);
            flows += conversation.flows();
            answered += conversation.answeredFlows();
            packets += conversation.clientPackets() + conversation.serverPackets();
            bytes += conversation.clientBytes() + conversation.serverBytes();
            first = Math.min(first, conversation.firstNanos());
            last = Math.max(last, conversation.lastNanos());
        }
        List<Rule> rules = judgements.verdict(indexes.get(0)).rules();
        IpAddress only = clients.iterator().next();
        boolean one = clients.size() == 1;
        return new Finding(
                id(key),
                new SeverityScale(policy).of(FindingKind.INSECURE_PROTOCOL),
                FindingKind.INSECURE_PROTOCOL,
                rules.isEmpty() ? "" : rules.get(0).pack(),
                rules.isEmpty() ? "" : rules.get(0).id(),
                one ? only.toString() : "",
                one ? policy.roles(only) : List.of(),
                key.server().toString(),
                policy.roles(key.server()),
                IpProtocol.keyword(key.protocol()),
                Integer.toString(key.port()),
                flows,
                answered,
                packets,
                bytes,
                OptionalLong.of(first),
                OptionalLong.of(last),
                summary(key, clients, verdicts),
                "",
                "");
    }

    private String summary(Key key, Set<IpAddress> clients, Map<VerdictKind, Integer> verdicts) {
        List<String> named = clients.stream()
                .limit(MOST_CLIENTS)
                .map(client -> Ends.host(client, policy.roles(client)))
                .toList();
        String others = clients.size() > MOST_CLIENTS ? " and " + (clients.size() - MOST_CLIENTS) + " more" : "";
        String what = key.weakness() == Weakness.NO_TLS
                ? "plain text on a port that is documented for TLS"
                : key.weakness().words();
        String known = verdicts.containsKey(VerdictKind.DOCUMENTED) ? "; a document names the port" : "";
        return "%s on %s/%d of %s, from %s%s%s"
                .formatted(
                        what,
                        IpProtocol.keyword(key.protocol()),
                        key.port(),
                        Ends.host(key.server(), policy.roles(key.server())),
                        String.join(", ", named),
                        others,
                        known);
    }
}
