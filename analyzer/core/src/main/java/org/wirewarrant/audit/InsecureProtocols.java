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
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.Weakness;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/**
 * Services of the site that were seen to give away passwords or communities, or to speak plain text where their document says TLS. Each
 * server, port and weakness is one finding, whoever the clients are. Only what the payload showed counts, and only the flows that showed
 * it: a port number proves nothing.
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

    /** What the flows add up to that show a weakness; the other flows of their conversations are not its matter. */
    private static final class Shown {
        private final FlowView flow = new FlowView();
        private long flows;
        private long answered;
        private long packets;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(Conversations conversations, int index, Weakness weakness) {
            for (int i = conversations.firstFlow(index); i >= 0; i = conversations.nextFlow(i)) {
                conversations.flows().view(i, flow);
                if (flow.shows(weakness)) {
                    flows += flow.flows();
                    answered += flow.answered() ? flow.flows() : 0;
                    packets += flow.clientPackets() + flow.serverPackets();
                    bytes += flow.clientBytes() + flow.serverBytes();
                    first = Math.min(first, flow.firstNanos());
                    last = Math.max(last, flow.lastNanos());
                }
            }
        }
    }

    private final CompiledPolicy policy;
    private final Map<Key, List<Integer>> found = new TreeMap<>();
    private final Map<Integer, String> idsOf = new HashMap<>();
    private final Conversations conversations;
    private final Judgements judgements;

    private InsecureProtocols(Conversations conversations, Judgements judgements, CompiledPolicy policy) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.policy = policy;
    }

    static InsecureProtocols find(Conversations conversations, Judgements judgements, CompiledPolicy policy) {
        InsecureProtocols insecure = new InsecureProtocols(conversations, judgements, policy);
        ConversationView view = new ConversationView();
        for (int index : judgements.weak()) {
            insecure.look(index, conversations.view(index, view).weaknesses());
        }
        return insecure;
    }

    private void look(int index, Set<Weakness> weaknesses) {
        Verdict verdict = judgements.verdict(index);
        for (Weakness weakness : weaknesses) {
            if (weakness != Weakness.NO_TLS || documentedAsTls(verdict)) {
                Conversation conversation = conversations.conversation(index);
                Key key = new Key(conversation.server(), conversation.protocol(), conversation.serverPort(), weakness);
                found.computeIfAbsent(key, known -> new ArrayList<>()).add(index);
                idsOf.merge(index, id(key), (known, more) -> known + " " + more);
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

    /** The findings that a conversation belongs to, separated by one space, or empty. */
    String findingIds(int conversation) {
        return idsOf.getOrDefault(conversation, "");
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        found.forEach((key, indexes) -> findings.add(finding(key, indexes)));
        return findings;
    }

    private Finding finding(Key key, List<Integer> indexes) {
        Set<IpAddress> clients = new TreeSet<>();
        Map<VerdictKind, Integer> verdicts = new EnumMap<>(VerdictKind.class);
        Shown shown = new Shown();
        for (int index : indexes) {
            Conversation conversation = conversations.conversation(index);
            clients.add(conversation.client());
            verdicts.merge(judgements.verdict(index).kind(), 1, Integer::sum);
            shown.add(conversations, index, key.weakness());
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
                shown.flows,
                shown.answered,
                shown.packets,
                shown.bytes,
                OptionalLong.of(shown.first),
                OptionalLong.of(shown.last),
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
