package org.wirewarrant.report;

import static org.wirewarrant.report.Column.flag;
import static org.wirewarrant.report.Column.maybeTime;
import static org.wirewarrant.report.Column.number;
import static org.wirewarrant.report.Column.port;
import static org.wirewarrant.report.Column.text;
import static org.wirewarrant.report.Column.time;
import static org.wirewarrant.report.Column.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.FlowRow;
import org.wirewarrant.audit.HostCoverage;
import org.wirewarrant.audit.RangeUse;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** The CSV files of a bundle; their columns are a public interface. */
final class CsvTables {
    static final CsvTable<FlowRow> FLOWS = new CsvTable<>(List.of(
            number("flow_id", FlowRow::flowId),
            text("protocol", row -> IpProtocol.keyword(row.protocol())),
            text("client_ip", row -> row.client().toString()),
            port("client_port", FlowRow::clientPort),
            text("server_ip", row -> row.server().toString()),
            port("server_port", FlowRow::serverPort),
            time("first_seen", FlowRow::firstNanos),
            time("last_seen", FlowRow::lastNanos),
            number("client_packets", FlowRow::clientPackets),
            number("server_packets", FlowRow::serverPackets),
            number("client_bytes", FlowRow::clientBytes),
            number("server_bytes", FlowRow::serverBytes),
            text("conn_state", row -> row.connState().name()),
            flag("answered", FlowRow::answered),
            text("orientation", row -> row.orientation().keyword()),
            text("tunnel", FlowRow::tunnel),
            text("vlan", FlowRow::vlan),
            text("verdict", row -> row.verdict().kind().keyword()),
            text("reason", row -> row.verdict().reason().keyword()),
            text("rule_id", row -> decidingRule(row.verdict())),
            text("finding_id", FlowRow::findingIds)));

    static final CsvTable<ConversationRow> CONVERSATIONS = new CsvTable<>(List.of(
            text("client_ip", row -> row.conversation().client().toString()),
            words("client_role", ConversationRow::clientRoles),
            text("server_ip", row -> row.conversation().server().toString()),
            words("server_role", ConversationRow::serverRoles),
            text("protocol", row -> IpProtocol.keyword(row.conversation().protocol())),
            port(
                    "server_port",
                    row -> ServiceName.hasPort(row.conversation().protocol())
                            ? row.conversation().serverPort()
                            : -1),
            number("flows", row -> row.conversation().flows()),
            number("answered_flows", row -> row.conversation().answeredFlows()),
            number("client_packets", row -> row.conversation().clientPackets()),
            number("server_packets", row -> row.conversation().serverPackets()),
            number("client_bytes", row -> row.conversation().clientBytes()),
            number("server_bytes", row -> row.conversation().serverBytes()),
            time("first_seen", row -> row.conversation().firstNanos()),
            time("last_seen", row -> row.conversation().lastNanos()),
            text("verdict", row -> row.verdict().kind().keyword()),
            text("reason", row -> row.verdict().reason().keyword()),
            text("rule_id", row -> decidingRule(row.verdict())),
            words("other_rule_ids", row -> otherRules(row.verdict())),
            text("finding_id", ConversationRow::findingIds)));

    static final CsvTable<HostCoverage> HOSTS = new CsvTable<>(List.of(
            text("pack", row -> row.rule().pack()),
            text("rule_id", row -> row.rule().id()),
            text("service", row -> row.rule().service()),
            text("host_ip", row -> row.host().map(IpAddress::toString).orElse("")),
            words("host_role", HostCoverage::roles),
            text("status", row -> row.status().keyword()),
            text("reason", HostCoverage::reason),
            text("detail", HostCoverage::detail)));

    static final CsvTable<RangeUse> RANGES = new CsvTable<>(List.of(
            text("pack", row -> row.rule().pack()),
            text("rule_id", row -> row.rule().id()),
            text("service", row -> row.rule().service()),
            words("from_roles", row -> row.rule().from()),
            words("to_roles", row -> row.rule().to()),
            words("protocol", row -> row.rule().protocols()),
            text("ports", RangeUse::ports),
            number("ports_listed", RangeUse::listed),
            flag("broad", RangeUse::broad),
            number("distinct_ports", RangeUse::distinctPorts),
            number("conversations", RangeUse::conversations),
            number("only_conversations", RangeUse::onlyConversations),
            number("only_bytes", RangeUse::onlyBytes),
            text("only_share", row -> String.format(Locale.ROOT, "%.6f", row.share()))));

    private CsvTables() {}

    /** The table of the findings, with where their packets are. */
    static CsvTable<Finding> findings(Evidence evidence) {
        return new CsvTable<>(List.of(
                text("finding_id", Finding::id),
                text("severity", row -> row.severity().keyword()),
                text("kind", Finding::kind),
                text("pack", Finding::pack),
                text("rule_id", Finding::ruleId),
                text("client_ip", Finding::clientIp),
                words("client_role", Finding::clientRoles),
                text("server_ip", Finding::serverIp),
                words("server_role", Finding::serverRoles),
                text("protocol", Finding::protocol),
                text("server_port", Finding::serverPort),
                number("flows", Finding::flows),
                number("answered_flows", Finding::answeredFlows),
                number("packets", Finding::packets),
                number("bytes", Finding::bytes),
                maybeTime("first_seen", Finding::firstNanos),
                maybeTime("last_seen", Finding::lastNanos),
                text("summary", Finding::summary),
                text("near_miss", Finding::nearMiss),
                text("evidence", evidence::cell)));
    }

    /** The table of the rules' coverage, which names each pack's document. */
    static CsvTable<RuleCoverage> coverage(AuditResult result) {
        Map<String, String> documents = result.packs().stream()
                .collect(
                        Collectors.toMap(RulePack::name, pack -> pack.document().title()));
        return new CsvTable<>(List.of(
                text("pack", row -> row.rule().pack()),
                text("rule_id", row -> row.rule().id()),
                text("service", row -> row.rule().service()),
                words("from_roles", row -> row.rule().from()),
                words("to_roles", row -> row.rule().to()),
                words("protocol", row -> row.rule().protocols()),
                text("ports", RuleCoverage::ports),
                text("requirement", row -> row.requirement().keyword()),
                text("status", row -> row.status().keyword()),
                text("reason", RuleCoverage::reason),
                number("hosts_expected", RuleCoverage::hostsExpected),
                number("hosts_seen", RuleCoverage::hostsSeen),
                number("flows", RuleCoverage::flows),
                number("packets", RuleCoverage::packets),
                number("bytes", RuleCoverage::bytes),
                maybeTime("first_seen", RuleCoverage::firstNanos),
                maybeTime("last_seen", RuleCoverage::lastNanos),
                text("document", row -> documents.get(row.rule().pack())),
                text("lines", row -> lines(row.rule()))));
    }

    private static String decidingRule(Verdict verdict) {
        return verdict.rules().isEmpty() ? "" : verdict.rules().get(0).id();
    }

    private static List<String> otherRules(Verdict verdict) {
        return verdict.rules().stream().skip(1).map(Rule::id).toList();
    }

    /** {@code 7}, or {@code 7-9}. */
    static String lines(Rule rule) {
        return rule.firstLine() == rule.lastLine()
                ? Integer.toString(rule.firstLine())
                : rule.firstLine() + "-" + rule.lastLine();
    }
}
