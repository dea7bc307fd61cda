package org.wirewarrant.audit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.IntOrder;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpProtocol;

/** All findings in order. Those of traffic are made from their conversation when they are read. */
final class FindingTable implements Rows<Finding> {
    private final Conversations conversations;
    private final Judgements judgements;
    private final Scans scans;
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
            CompiledPolicy policy,
            List<Finding> general) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.scans = scans;
        this.policy = policy;
        this.scale = new SeverityScale(policy);
        this.general = List.copyOf(general);
        this.traffic = traffic();
        this.order = sort();
    }

    private int[] traffic() {
        int[] found = new int[judgements.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            VerdictKind kind = judgements.verdict(i).kind();
            boolean concerns = kind == VerdictKind.UNDOCUMENTED || kind == VerdictKind.UNDECIDED;
            if (concerns && scans.findingId(i).isEmpty()) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int[] sort() {
        int size = general.size() + traffic.length;
        String[] kinds = new String[size];
        Severity[] severities = new Severity[size];
        long[] bytes = new long[size];
        for (int i = 0; i < size; i++) {
            if (i < general.size()) {
                Finding finding = general.get(i);
                kinds[i] = finding.kind();
                bytes[i] = finding.bytes();
            } else {
                int conversation = traffic[i - general.size()];
                kinds[i] = kind(conversation);
                bytes[i] = judgements.bytes(conversation);
            }
            severities[i] = scale.of(kinds[i]);
        }
        return IntOrder.sorted(size, (left, right) -> {
            int bySeverity = severities[left].compareTo(severities[right]);
            int byKind = bySeverity != 0 ? bySeverity : kinds[left].compareTo(kinds[right]);
            return byKind != 0 ? byKind : Long.compare(bytes[right], bytes[left]);
        });
    }

    private String kind(int conversation) {
        return FindingKind.ofTraffic(judgements.verdict(conversation).reason(), judgements.answered(conversation));
    }

    /** The finding that a conversation belongs to, or empty. */
    String findingId(int conversation) {
        String scan = scans.findingId(conversation);
        if (!scan.isEmpty()) {
            return scan;
        }
        VerdictKind kind = judgements.verdict(conversation).kind();
        return kind == VerdictKind.UNDOCUMENTED || kind == VerdictKind.UNDECIDED
                ? id(kind(conversation), conversations.conversation(conversation))
                : "";
    }

    private static String id(String kind, Conversation conversation) {
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
                id(kind, conversation),
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
