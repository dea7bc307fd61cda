package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
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
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Requirement;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.IpAddress;

/** A result of any size that looks like a real one, the same for the same size. */
final class GeneratedResult {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_795_222_923L * SECOND + 123_456_789;
    private static final List<List<String>> ROLES = List.of(
            List.of("mta"),
            List.of("mailbox"),
            List.of("proxy"),
            List.of("ldap"),
            List.of("mailbox", "ldap"),
            List.of());

    private final Random random;
    private final List<RulePack> packs;
    private final List<Rule> rules = new ArrayList<>();
    private final int size;
    private final long window;
    private final Timeline timeline;
    private final List<ConversationRow> conversations = new ArrayList<>();
    private final List<FlowRow> flows = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private GeneratedResult(int size, List<RulePack> packs) {
        this.size = size;
        this.packs = packs;
        this.random = new Random(size);
        packs.forEach(pack -> rules.addAll(pack.rules()));
        this.window = size < 10 ? SECOND / 5 : size < 1000 ? 900 * SECOND : 30 * 3600 * SECOND;
        long bucket = size < 10 ? SECOND / 10 : size < 1000 ? 10 * SECOND : 600 * SECOND;
        Map<VerdictKind, long[]> bytes = new EnumMap<>(VerdictKind.class);
        for (VerdictKind kind : VerdictKind.values()) {
            bytes.put(kind, new long[(int) (window / bucket) + 1]);
        }
        this.timeline = new Timeline(START / bucket * bucket, bucket, bytes);
    }

    static FixedResult of(int size) throws PolicyException {
        RuleLibrary library = new RuleLibrary(Corpus.root().resolve("rules"));
        return new GeneratedResult(size, List.of(library.load("zimbra"), library.load("openuem"))).build();
    }

    private FixedResult build() {
        for (int i = 0; i < size; i++) {
            addConversation(i);
        }
        long frames = conversations.stream()
                .mapToLong(row ->
                        row.conversation().clientPackets() + row.conversation().serverPackets())
                .sum();
        CaptureSummary capture = new CaptureSummary(
                "mirror.pcapng",
                "pcapng",
                List.of(1),
                frames * 300,
                frames + 20,
                OptionalLong.of(START),
                OptionalLong.of(START + window),
                0,
                OptionalLong.of(size < 10 ? 0 : 17),
                size < 1000
                        ? Optional.empty()
                        : Optional.of(new CaptureSummary.Damage(1234567, "the file ends inside a block")),
                Optional.of("0".repeat(64)));
        return new FixedResult(
                "Mail cluster, building 7",
                Optional.empty(),
                packs,
                List.of(),
                List.of(capture),
                new FrameCounts(frames + 20, frames, 20, 0, 0, 0, 0, 0, Map.of(0x0806, 20L), Map.of()),
                new Quality(OptionalLong.of(17), 2L * size, size / 40, 1_000_000L * size, 900L * size, 0, 0, 0),
                flows,
                conversations,
                findings,
                coverage(),
                timeline);
    }

    private void addConversation(int i) {
        Rule rule = rules.get(random.nextInt(rules.size()));
        List<String> clientRoles = ROLES.get(random.nextInt(ROLES.size()));
        List<String> serverRoles = ROLES.get(random.nextInt(ROLES.size()));
        Reason reason = reason();
        long packets = 3L + random.nextInt(40);
        long bytes = packets * (60 + random.nextInt(900));
        if (reason.kind() == VerdictKind.DOCUMENTED && random.nextInt(20) == 0) {
            bytes *= 5000;
        }
        long first = START + (long) (random.nextDouble() * window * 0.9);
        long last = first + (long) (random.nextDouble() * window * 0.1);
        IpAddress client = new IpAddress(4, 0, 0x0a140000L + random.nextInt(1 + size / 4 % 65000));
        IpAddress server = new IpAddress(4, 0, 0x0a141000L + random.nextInt(20));
        int port = rule.ports().isEmpty() ? 8080 : rule.ports().ranges().get(0).first();
        if (reason == Reason.NO_RULE) {
            port = 8000 + (int) Math.abs(random.nextGaussian() * 40);
        }
        Conversation conversation = new Conversation(
                client,
                server,
                6,
                port,
                Orientation.SYN,
                1,
                1,
                0,
                packets / 2,
                packets - packets / 2,
                bytes / 3,
                bytes - bytes / 3,
                first,
                last,
                -1);
        boolean decided = reason.kind() == VerdictKind.DOCUMENTED;
        Verdict verdict = new Verdict(reason, decided ? List.of(rule) : List.of(), "", Optional.empty());
        String finding = "";
        if (reason.kind() == VerdictKind.UNDOCUMENTED) {
            finding = String.format("f%08x", i);
            addFinding(finding, conversation, clientRoles, serverRoles, reason);
        }
        conversations.add(new ConversationRow(conversation, clientRoles, serverRoles, verdict, finding));
        flows.add(new FlowRow(
                i + 1,
                6,
                client,
                40000 + i % 20000,
                server,
                port,
                first,
                last,
                packets / 2,
                packets - packets / 2,
                bytes / 3,
                bytes - bytes / 3,
                ConnState.SF,
                true,
                Orientation.SYN,
                "",
                "",
                verdict,
                finding));
        long[] buckets = timeline.bytes().get(reason.kind());
        int from = (int) ((first - timeline.startNanos()) / timeline.bucketNanos());
        int to = Math.min(buckets.length - 1, (int) ((last - timeline.startNanos()) / timeline.bucketNanos()));
        for (int bucket = from; bucket <= to; bucket++) {
            buckets[bucket] += bytes / (to - from + 1);
        }
    }

    private Reason reason() {
        int dice = random.nextInt(100);
        if (dice < 80) {
            return dice < 70 ? Reason.EXACT : Reason.RANGE;
        }
        return dice < 84
                ? Reason.EXCEPTION
                : dice < 92
                        ? Reason.NO_RULE
                        : dice < 95 ? Reason.WRONG_ROLE : dice < 97 ? Reason.ORIENTATION : Reason.NO_SITE_HOST;
    }

    private void addFinding(
            String id, Conversation conversation, List<String> clientRoles, List<String> serverRoles, Reason reason) {
        findings.add(new Finding(
                id,
                reason == Reason.NO_RULE ? Severity.HIGH : Severity.MEDIUM,
                reason.keyword(),
                "zimbra",
                "",
                conversation.client().toString(),
                clientRoles,
                conversation.server().toString(),
                serverRoles,
                "tcp",
                Integer.toString(conversation.serverPort()),
                conversation.flows(),
                conversation.answeredFlows(),
                conversation.clientPackets() + conversation.serverPackets(),
                conversation.clientBytes() + conversation.serverBytes(),
                OptionalLong.of(conversation.firstNanos()),
                OptionalLong.of(conversation.lastNanos()),
                conversation.client() + " reached tcp/" + conversation.serverPort() + " on " + conversation.server()
                        + ", which no rule names",
                "",
                "mirror.pcapng#" + id));
    }

    private List<RuleCoverage> coverage() {
        Map<Rule, RuleCoverage> rows = new LinkedHashMap<>();
        for (Rule rule : rules) {
            int dice = random.nextInt(100);
            RuleStatus status = dice < 50
                    ? RuleStatus.SEEN
                    : dice < 56
                            ? RuleStatus.SEEN_AMBIGUOUS
                            : dice < 62
                                    ? RuleStatus.ATTEMPTED
                                    : dice < 80
                                            ? RuleStatus.UNSEEN
                                            : dice < 92 ? RuleStatus.NOT_OBSERVABLE : RuleStatus.NOT_APPLICABLE;
            boolean required = rule.requirement() == Requirement.MANDATORY || random.nextInt(3) == 0;
            boolean seen = status == RuleStatus.SEEN;
            rows.put(
                    rule,
                    new RuleCoverage(
                            rule,
                            rule.ports().toString(),
                            required,
                            status,
                            status == RuleStatus.ATTEMPTED ? "refused" : "",
                            2,
                            seen ? 2 : 0,
                            seen ? 4 : 0,
                            seen ? 44 : 0,
                            seen ? 12345 : 0,
                            seen ? OptionalLong.of(START) : OptionalLong.empty(),
                            seen ? OptionalLong.of(START + SECOND) : OptionalLong.empty()));
        }
        return List.copyOf(rows.values());
    }
}
