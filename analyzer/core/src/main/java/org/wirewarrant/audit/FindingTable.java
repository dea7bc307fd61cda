package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.RadixOrder;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.wire.IpProtocol;

/** All findings in order. Those of traffic are made from their conversation when they are read. */
final class FindingTable implements Rows<Finding> {
    private final Conversations conversations;
    private final Judgements judgements;
    private final Scans scans;
    private final InsecureProtocols insecure;
    private final CompiledPolicy policy;
    private final SeverityScale scale;
    private final List<Finding> general;
    /** Conversations that are findings of their own, ascending. */
    private final int[] traffic;
    /** Numbers below the size of {@link #general} are those, the rest {@link #traffic}. */
    private final int[] order;

    FindingTable(
            Conversations conversations,
            Judgements judgements,
            Scans scans,
            InsecureProtocols insecure,
            CompiledPolicy policy,
            List<Finding> general) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.scans = scans;
        this.insecure = insecure;
        this.policy = policy;
        this.scale = new SeverityScale(policy);
        this.general = List.copyOf(general);
        this.traffic = traffic();
        this.order = sort();
    }

    private int[] traffic() {
        IntList found = new IntList();
        for (int i = 0; i < judgements.size(); i++) {
            if (judgements.concerns(i) && !scans.contains(i)) {
                found.add(i);
            }
        }
        return found.toArray();
    }

    /** Worst first, then by kind, then busiest first; equals as they come: the general ones, then by conversation. */
    private int[] sort() {
        int[] numbers = new int[general.size() + traffic.length];
        Arrays.setAll(numbers, i -> i);
        Map<String, Integer> ranks = ranks();
        int[][] traffics = trafficRanks(ranks);
        return new RadixOrder(numbers)
                .by(number -> -1 - bytes(number))
                .by(number -> number < general.size()
                        ? ranks.get(general.get(number).kind())
                        : rank(traffics, traffic[number - general.size()]))
                .order();
    }

    /** How many there are of each kind. */
    List<FindingCount> counts() {
        Map<String, Long> counts = new TreeMap<>();
        general.forEach(finding -> counts.merge(finding.kind(), 1L, Long::sum));
        Reason[] reasons = Reason.values();
        long[][] byReason = new long[reasons.length][2];
        for (int conversation : traffic) {
            byReason[judgements.verdict(conversation).reason().ordinal()][judgements.answered(conversation) ? 1 : 0]++;
        }
        for (Reason reason : reasons) {
            for (int answered = 0; answered < 2; answered++) {
                long count = byReason[reason.ordinal()][answered];
                if (count > 0) {
                    counts.merge(FindingKind.ofTraffic(reason, answered == 1), count, Long::sum);
                }
            }
        }
        List<FindingCount> list = new ArrayList<>();
        counts.forEach((kind, count) -> list.add(new FindingCount(scale.of(kind), kind, count)));
        return list;
    }

    private long bytes(int number) {
        return number < general.size()
                ? general.get(number).bytes()
                : judgements.bytes(traffic[number - general.size()]);
    }

    private int rank(int[][] ranks, int conversation) {
        return ranks[judgements.verdict(conversation).reason().ordinal()][judgements.answered(conversation) ? 1 : 0];
    }

    /** The rank of each kind of traffic, by reason and whether it was answered. */
    private static int[][] trafficRanks(Map<String, Integer> ranks) {
        int[][] table = new int[Reason.values().length][2];
        for (Reason reason : Reason.values()) {
            for (int answered = 0; answered < 2; answered++) {
                table[reason.ordinal()][answered] = ranks.get(FindingKind.ofTraffic(reason, answered == 1));
            }
        }
        return table;
    }

    /** The place of each kind by severity, then name. */
    private Map<String, Integer> ranks() {
        Set<String> kinds = new TreeSet<>();
        general.forEach(finding -> kinds.add(finding.kind()));
        for (Reason reason : Reason.values()) {
            kinds.add(FindingKind.ofTraffic(reason, true));
            kinds.add(FindingKind.ofTraffic(reason, false));
        }
        Map<String, Integer> ranks = new HashMap<>();
        kinds.stream().sorted(Comparator.comparing(scale::of)).forEach(kind -> ranks.put(kind, ranks.size()));
        return ranks;
    }

    private String kind(int conversation) {
        return FindingKind.ofTraffic(judgements.verdict(conversation).reason(), judgements.answered(conversation));
    }

    /** The findings that a conversation belongs to, separated by one space: that of its verdict, then those of its payload; or empty. */
    String findingIds(int conversation) {
        String verdict = ofVerdict(conversation);
        String payload = insecure.findingIds(conversation);
        return verdict.isEmpty() ? payload : payload.isEmpty() ? verdict : verdict + " " + payload;
    }

    private String ofVerdict(int conversation) {
        if (scans.contains(conversation)) {
            return scans.findingId(conversation);
        }
        return judgements.concerns(conversation)
                ? id(kind(conversation), conversations.view(conversation, new ConversationView()))
                : "";
    }

    private static String id(String kind, ConversationView conversation) {
        return FindingId.of(
                kind, conversation.client(), conversation.server(), conversation.protocol(), conversation.serverPort());
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public Finding row(int index) {
        int number = order[index];
        return number < general.size() ? general.get(number) : ofTraffic(traffic[number - general.size()]);
    }

    @Override
    public Iterator<Finding> iterator() {
        return new RowIterator<>(this);
    }

    private Finding ofTraffic(int index) {
        Conversation conversation = conversations.conversation(index);
        Verdict verdict = judgements.verdict(index);
        String kind = kind(index);
        String pack = verdict.rules().stream().findFirst().map(Rule::pack).orElse("");
        String rule = verdict.rules().stream().findFirst().map(Rule::id).orElse("");
        List<String> clientRoles = policy.roles(conversation.client());
        List<String> serverRoles = policy.roles(conversation.server());
        return new Finding(
                ofVerdict(index),
                scale.of(kind),
                kind,
                pack,
                rule,
                conversation.client().toString(),
                clientRoles,
                conversation.server().toString(),
                serverRoles,
                IpProtocol.keyword(conversation.protocol()),
                Integer.toString(conversation.serverPort()),
                conversation.flows(),
                conversation.answeredFlows(),
                conversation.clientPackets() + conversation.serverPackets(),
                conversation.clientBytes() + conversation.serverBytes(),
                OptionalLong.of(conversation.firstNanos()),
                OptionalLong.of(conversation.lastNanos()),
                TrafficSummary.of(conversation, verdict, clientRoles, serverRoles),
                verdict.nearMiss(),
                "");
    }
}
