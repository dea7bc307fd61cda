package org.wirewarrant.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.FlowRow;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.audit.Timeline;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.ConnState;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.Position;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.RulePacks;
import org.wirewarrant.policy.SiteException;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

/** A result small enough to write down all of its output, with something awkward in every column that can hold it. */
final class SmallResult {
    static final long START = 1_795_222_923_123_456_789L;

    private static final String PACK = """
            pack: demo
            title: Demo ports
            document: {title: "Demo, \\"third\\" edition", publisher: Demo, lines: 9, statements: 3}
            roles:
              web: {title: Web server}
              db: {title: Database}
              client: {title: Client}
            rules:
              - {id: demo-web, service: "=Web", from: [client], to: [web, db], protocol: tcp, ports: [80, 443],
                 requirement: mandatory, source: {lines: [1, 2]}}
              - {id: demo-web-copy, service: Web again, from: any, to: [web], protocol: tcp, ports: [80],
                 requirement: unstated, source: {lines: [3, 3]}}
              - {id: demo-db, service: Database, from: [web], to: [db], protocol: [tcp, udp], ports: ["5432-5433"],
                 requirement: optional, source: {lines: [4, 4]}}
            """;

    private SmallResult() {}

    /** The pack that the result is held against. */
    static RulePack pack(Path folder) throws IOException, PolicyException {
        return RulePacks.load(Files.writeString(folder.resolve("demo.yaml"), PACK));
    }

    static FixedResult of(RulePack pack) {
        return of(pack, "=1+1, said \"it\"\nand went on", "-demo-db is near");
    }

    /** The same with other words in its first finding, and in the capture's name. */
    static FixedResult of(RulePack pack, String summary, String nearMiss) {
        Rule web = pack.rules().get(0);
        Rule copy = pack.rules().get(1);
        Rule database = pack.rules().get(2);
        IpAddress client = IpAddress.parse("10.0.0.1");
        IpAddress server = IpAddress.parse("2001:db8::2");
        IpAddress router = IpAddress.parse("10.0.0.254");
        Verdict documented = new Verdict(Reason.EXACT, List.of(web, copy), "", Optional.empty());
        Verdict approved = new Verdict(Reason.EXCEPTION, List.of(), "", Optional.of(exception()));
        Verdict unknown = new Verdict(Reason.NO_RULE, List.of(), "", Optional.empty());
        return new FixedResult(
                "Demo",
                Optional.empty(),
                List.of(pack),
                List.of(),
                List.of(new CaptureSummary(
                        "a,b.pcapng",
                        "pcapng",
                        List.of(1, 113),
                        4096,
                        21,
                        OptionalLong.of(START),
                        OptionalLong.of(START + 1_000_000_000),
                        0,
                        OptionalLong.of(2),
                        Optional.of(new CaptureSummary.Damage(4000, "the file ends inside a block")),
                        Optional.of("ab".repeat(32)))),
                new FrameCounts(21, 18, 2, 0, 0, 1, 0, 0, Map.of(0x0806, 1L, 0x1_4242, 1L), Map.of()),
                new Quality(OptionalLong.of(2), 3, 1, 1000, 125, 0, 0, 0),
                List.of(
                        flow(1, 6, client, 40000, server, 443, START, "", "", documented, ""),
                        flow(2, 47, client, -1, router, -1, START + 1, "carrier:gre", "10.20", approved, ""),
                        flow(3, 17, server, 0, client, 65535, START + 2, "inside:gre", "", unknown, "f1")),
                List.of(
                        conversation(client, List.of("client"), server, List.of("db", "web"), 6, 443, documented, ""),
                        conversation(client, List.of("client"), router, List.of(), 47, 0, approved, ""),
                        conversation(
                                server, List.of("db", "web"), client, List.of("client"), 17, 65535, unknown, "f1")),
                List.of(
                        new Finding(
                                "f1",
                                Severity.HIGH,
                                "no-rule",
                                "",
                                "",
                                "2001:db8::2",
                                List.of("db", "web"),
                                "10.0.0.1",
                                List.of("client"),
                                "udp",
                                "65535",
                                1,
                                1,
                                6,
                                660,
                                OptionalLong.of(START + 2),
                                OptionalLong.of(START + 1_000_000_002),
                                summary,
                                nearMiss,
                                "a,b.pcapng#3"),
                        new Finding(
                                "f2",
                                Severity.MEDIUM,
                                "required-unseen",
                                "demo",
                                "demo-db",
                                "",
                                List.of("web"),
                                "",
                                List.of("db"),
                                "tcp udp",
                                "5432-5433",
                                0,
                                0,
                                0,
                                0,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "required, and never seen",
                                "",
                                "")),
                List.of(
                        new RuleCoverage(
                                web,
                                "80,443",
                                true,
                                RuleStatus.SEEN_AMBIGUOUS,
                                "",
                                2,
                                1,
                                1,
                                6,
                                660,
                                OptionalLong.of(START),
                                OptionalLong.of(START + 1_000_000_000)),
                        uncovered(copy, "80", false, RuleStatus.NOT_OBSERVABLE, "role-not-in-site"),
                        uncovered(database, "5432-5433", true, RuleStatus.UNSEEN, "")),
                timeline());
    }

    private static SiteException exception() {
        return new SiteException(
                "client",
                "any",
                "gre",
                PortSet.EMPTY,
                "tunnel",
                "J. Doe",
                LocalDate.of(2026, 1, 1),
                Optional.empty(),
                "CHG-1",
                new Position("site.yaml", 1, 1));
    }

    private static FlowRow flow(
            long id,
            int protocol,
            IpAddress client,
            int clientPort,
            IpAddress server,
            int serverPort,
            long first,
            String tunnel,
            String vlan,
            Verdict verdict,
            String finding) {
        return new FlowRow(
                id,
                protocol,
                client,
                clientPort,
                server,
                serverPort,
                first,
                first + 1_000_000_000,
                2,
                4,
                220,
                440,
                ConnState.SF,
                id != 3,
                Orientation.SYN_ACK,
                tunnel,
                vlan,
                verdict,
                finding);
    }

    private static ConversationRow conversation(
            IpAddress client,
            List<String> clientRoles,
            IpAddress server,
            List<String> serverRoles,
            int protocol,
            int port,
            Verdict verdict,
            String finding) {
        Conversation conversation = new Conversation(
                client,
                server,
                protocol,
                port,
                Orientation.SYN_ACK,
                1,
                1,
                0,
                2,
                4,
                220,
                440,
                START,
                START + 1_000_000_000,
                -1);
        return new ConversationRow(conversation, clientRoles, serverRoles, verdict, finding);
    }

    private static RuleCoverage uncovered(Rule rule, String ports, boolean required, RuleStatus status, String reason) {
        return new RuleCoverage(
                rule, ports, required, status, reason, 1, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    private static Timeline timeline() {
        Map<VerdictKind, long[]> bytes = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            bytes.put(kind, new long[2]);
        }
        bytes.put(VerdictKind.DOCUMENTED, new long[] {600, 60});
        bytes.put(VerdictKind.APPROVED, new long[] {660, 0});
        bytes.put(VerdictKind.UNDOCUMENTED, new long[] {0, 660});
        return new Timeline(START / 1_000_000_000 * 1_000_000_000, 1_000_000_000, bytes);
    }
}
