package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Which conversations stand behind which findings, as far as evidence is kept of them. */
final class EvidencePlan {
    /** Findings that get evidence, worst first. */
    static final int MOST_FINDINGS = 10_000;

    /** Conversations of one finding that are looked at: each has a packet, and more packets are not kept. */
    private static final int MOST_CONVERSATIONS = EvidenceCollector.MOST_PACKETS;

    /** Something to look for. */
    record Target(IpAddress client, IpAddress server, int protocol, int serverPort, long firstNanos, long lastNanos) {}

    private final Map<String, List<Target>> targets;
    private final long left;

    private EvidencePlan(Map<String, List<Target>> targets, long left) {
        this.targets = targets;
        this.left = left;
    }

    static EvidencePlan of(AuditResult result) {
        Map<String, List<Target>> targets = new LinkedHashMap<>();
        Map<String, Finding> several = new HashMap<>();
        long left = 0;
        int findings = result.findings().size();
        for (int i = 0; i < findings; i++) {
            if (targets.size() == MOST_FINDINGS) {
                left = (long) findings - i;
                break;
            }
            Finding finding = result.findings().row(i);
            if (finding.packets() > 0 && finding.firstNanos().isPresent()) {
                List<Target> own = ofOneConversation(finding);
                targets.put(finding.id(), own);
                if (own.isEmpty()) {
                    several.put(finding.id(), finding);
                }
            }
        }
        if (!several.isEmpty()) {
            addConversations(result, several, targets);
        }
        targets.values().removeIf(List::isEmpty);
        return new EvidencePlan(targets, left);
    }

    /** The conversation that a finding of traffic is about; none for findings of many. */
    private static List<Target> ofOneConversation(Finding finding) {
        OptionalInt protocol = IpProtocol.parse(finding.protocol());
        boolean one = !finding.clientIp().isEmpty()
                && !finding.serverIp().isEmpty()
                && protocol.isPresent()
                && !finding.serverPort().isEmpty()
                && finding.serverPort().chars().allMatch(c -> c >= '0' && c <= '9');
        if (!one) {
            return List.of();
        }
        return List.of(new Target(
                IpAddress.parse(finding.clientIp()),
                IpAddress.parse(finding.serverIp()),
                protocol.getAsInt(),
                Integer.parseInt(finding.serverPort()),
                finding.firstNanos().orElse(0),
                finding.lastNanos().orElse(0)));
    }

    /** The conversations that name the finding, or that the finding's rule explains; of many the earliest. */
    private static void addConversations(
            AuditResult result, Map<String, Finding> several, Map<String, List<Target>> targets) {
        Map<String, String> byRule = new HashMap<>();
        several.forEach((id, finding) -> {
            if (!finding.ruleId().isEmpty()) {
                byRule.put(finding.pack() + ' ' + finding.ruleId(), id);
            }
        });
        Map<String, PriorityQueue<Target>> earliest = new HashMap<>();
        for (ConversationRow row : result.conversations()) {
            for (String id : row.findingIds().split(" ", -1)) {
                if (several.containsKey(id)) {
                    keep(earliest, id, row);
                }
            }
            if (!byRule.isEmpty() && row.findingIds().isEmpty()) {
                for (Rule rule : row.verdict().rules()) {
                    String id = byRule.get(rule.pack() + ' ' + rule.id());
                    if (id != null) {
                        keep(earliest, id, row);
                    }
                }
            }
        }
        earliest.forEach((id, kept) -> targets.put(id, new ArrayList<>(kept)));
    }

    private static void keep(Map<String, PriorityQueue<Target>> earliest, String id, ConversationRow row) {
        Comparator<Target> order = Comparator.comparingLong(Target::firstNanos)
                .thenComparing(Target::client)
                .thenComparing(Target::server)
                .thenComparingInt(Target::protocol)
                .thenComparingInt(Target::serverPort);
        PriorityQueue<Target> kept = earliest.computeIfAbsent(id, key -> new PriorityQueue<>(order.reversed()));
        kept.add(new Target(
                row.conversation().client(),
                row.conversation().server(),
                row.conversation().protocol(),
                row.conversation().serverPort(),
                row.conversation().firstNanos(),
                row.conversation().lastNanos()));
        if (kept.size() > MOST_CONVERSATIONS) {
            kept.remove();
        }
    }

    /** What to look for, by finding, worst first. */
    Map<String, List<Target>> targets() {
        return targets;
    }

    /** Findings beyond those that get evidence. */
    long left() {
        return left;
    }
}
