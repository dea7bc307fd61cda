package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.FindingCount;
import org.wirewarrant.audit.QualityTimeline;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.audit.Traffic;
import org.wirewarrant.audit.TrafficSum;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.VerdictKind;

/** What the reports add up. */
public final class Tally {
    /** Conversations and what they carried. */
    static final class Sum {
        long conversations;
        long answeredConversations;
        long flows;
        long answeredFlows;
        long packets;
        long bytes;

        private void add(TrafficSum more) {
            conversations += more.conversations();
            answeredConversations += more.answeredConversations();
            flows += more.flows();
            answeredFlows += more.answeredFlows();
            packets += more.packets();
            bytes += more.bytes();
        }
    }

    /** What stands for the roles of a host that has none. */
    static final String NO_ROLE = "(no role)";

    /** A service, or a rule, and the traffic to it. */
    record Busy(String name, Sum sum) {}

    /** Conversations from one set of roles to another, by verdict. */
    record RolePair(String client, String server) {
        boolean hasRole() {
            return !client.equals(NO_ROLE) || !server.equals(NO_ROLE);
        }
    }

    private static final Comparator<Busy> BUSIEST = Comparator.comparingLong(
                    (Busy busy) -> -busy.sum().answeredConversations)
            .thenComparing(busy -> -busy.sum().conversations);
    private static final Comparator<Busy> HEAVIEST =
            Comparator.comparingLong((Busy busy) -> -busy.sum().bytes).thenComparing(Busy::name);

    private final Map<VerdictKind, Sum> byVerdict = new EnumMap<>(VerdictKind.class);
    private final Map<Reason, Sum> byReason = new EnumMap<>(Reason.class);
    private final Map<RolePair, Map<VerdictKind, Long>> byRoles = new HashMap<>();
    private final Map<Integer, Sum> undocumentedServices = new TreeMap<>();
    private final Map<String, Sum> documentedRules = new HashMap<>();
    private final Map<Severity, Long> findingsBySeverity = new EnumMap<>(Severity.class);
    private final Map<String, Long> findingsByKind = new TreeMap<>();
    private final Map<RuleStatus, Long> rulesByStatus = new EnumMap<>(RuleStatus.class);
    private final Sum all = new Sum();
    private final AuditResult result;
    private Timeline timeline;
    private QualityTimeline qualityTimeline;

    private Tally(AuditResult result) {
        this.result = result;
        for (VerdictKind kind : VerdictKind.values()) {
            byVerdict.put(kind, new Sum());
        }
        for (Severity severity : Severity.values()) {
            findingsBySeverity.put(severity, 0L);
        }
        for (RuleStatus status : RuleStatus.values()) {
            rulesByStatus.put(status, 0L);
        }
    }

    /** Adds up a result. */
    public static Tally of(AuditResult result) {
        Tally tally = new Tally(result);
        Traffic traffic = result.traffic();
        traffic.services().forEach(tally::add);
        traffic.rolePairs().forEach(tally::add);
        for (Traffic.OfRule rule : traffic.rules()) {
            tally.documentedRules
                    .computeIfAbsent(rule.rule().id(), id -> new Sum())
                    .add(rule.sum());
        }
        for (FindingCount findings : result.findingCounts()) {
            tally.findingsBySeverity.merge(findings.severity(), findings.count(), Long::sum);
            tally.findingsByKind.merge(findings.kind(), findings.count(), Long::sum);
        }
        for (RuleCoverage rule : result.coverage()) {
            tally.rulesByStatus.merge(rule.status(), 1L, Long::sum);
        }
        return tally;
    }

    private void add(Traffic.Service service) {
        VerdictKind kind = service.reason().kind();
        all.add(service.sum());
        byVerdict.get(kind).add(service.sum());
        byReason.computeIfAbsent(service.reason(), reason -> new Sum()).add(service.sum());
        if (kind == VerdictKind.UNDOCUMENTED) {
            int key = (service.protocol() << 16) | (service.serverPort() & 0xffff);
            undocumentedServices.computeIfAbsent(key, unknown -> new Sum()).add(service.sum());
        }
    }

    private void add(Traffic.RolePair pair) {
        byRoles.computeIfAbsent(
                        new RolePair(roles(pair.clientRoles()), roles(pair.serverRoles())),
                        roles -> new EnumMap<>(VerdictKind.class))
                .merge(pair.verdict(), pair.conversations(), Long::sum);
    }

    private static String roles(List<String> roles) {
        return roles.isEmpty() ? NO_ROLE : String.join(" + ", roles);
    }

    /** Everything. */
    Sum all() {
        return all;
    }

    /** Traffic over time: drawn once, and only where it is asked for. */
    synchronized Timeline timeline() {
        if (timeline == null) {
            timeline = result.timeline();
        }
        return timeline;
    }

    /** Quality of the capture over time, as {@link #timeline()}. */
    synchronized QualityTimeline qualityTimeline() {
        if (qualityTimeline == null) {
            qualityTimeline = result.qualityTimeline();
        }
        return qualityTimeline;
    }

    /** Every verdict has an entry. */
    Map<VerdictKind, Sum> byVerdict() {
        return byVerdict;
    }

    /** Only the reasons that occurred. */
    Map<Reason, Sum> byReason() {
        return byReason;
    }

    /** Conversations between sets of roles. */
    Map<RolePair, Map<VerdictKind, Long>> byRoles() {
        return byRoles;
    }

    /** Every severity has an entry. */
    public Map<Severity, Long> findingsBySeverity() {
        return findingsBySeverity;
    }

    /** Only the kinds that occurred, by name. */
    Map<String, Long> findingsByKind() {
        return findingsByKind;
    }

    /** Every status has an entry. */
    public Map<RuleStatus, Long> rulesByStatus() {
        return rulesByStatus;
    }

    /** The undocumented services with most answered conversations, then with most of any, then by protocol and port; {@code tcp/8080}. */
    List<Busy> undocumentedServices(int most) {
        List<Busy> services = new ArrayList<>();
        undocumentedServices.forEach(
                (service, sum) -> services.add(new Busy(ServiceName.of(service >>> 16, service & 0xffff), sum)));
        services.sort(BUSIEST);
        return services.subList(0, Math.min(most, services.size()));
    }

    /** How many services have undocumented conversations. */
    int undocumentedServiceCount() {
        return undocumentedServices.size();
    }

    /** How many rules decide conversations. */
    int decidingRuleCount() {
        return documentedRules.size();
    }

    /** The rules that explain most bytes. */
    List<Busy> busiestRules(int most) {
        List<Busy> rules = new ArrayList<>();
        documentedRules.forEach((id, sum) -> rules.add(new Busy(id, sum)));
        rules.sort(HEAVIEST);
        return rules.subList(0, Math.min(most, rules.size()));
    }
}
