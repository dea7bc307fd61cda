package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpProtocol;

/** What holds of every pack: order does not decide, and judging a class of ports is judging each of them. */
class JudgementProperties {
    private static final List<String> HOSTS =
            List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.12", "10.0.0.50", "192.0.2.1", "239.1.1.1");
    private static final String SITE = """
            site: s
            packs: []
            roles: { a: [10.0.0.1, 10.0.0.12], b: [10.0.0.2, 10.0.0.12], c: [10.0.0.3] }
            scope: [10.0.0.0/24]
            """;
    private static final String HEAD = """
            pack: p
            title: P
            document: { title: P }
            roles: { a: {}, b: {}, c: {}, ab: { members: [a, b] } }
            features: { f: { title: F, default: off } }
            rules:
            """;

    private static CompiledPolicy compile(List<String> rules) {
        try {
            StringBuilder text = new StringBuilder(HEAD);
            rules.forEach(text::append);
            RulePack pack = new PackReader(new YamlFile(Path.of("p.yaml"), text.toString(), "")).read();
            RuleLibrary none = new RuleLibrary(Path.of("none"));
            Site site = new SiteReader(new YamlFile(Path.of("site.yml"), SITE, ""), none, List.of(pack)).read();
            return CompiledPolicy.compile(List.of(pack), Optional.of(site));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<String> rules() {
        Arbitrary<String> roles = Arbitraries.of("any", "[a]", "[b]", "[c]", "[ab]", "[a, c]");
        Arbitrary<String> ports = Arbitraries.of(
                "80", "81", "[80, 443]", "\"79-90\"", "\"50-2000\"", "\"1024-65535\"", "8080", "[8079, 8081]", "53");
        Arbitrary<String> extras = Arbitraries.of(
                "",
                "",
                "",
                ", scope: host-local",
                ", when: { features: { f: on } }",
                ", initiator: either",
                ", multicast: [239.1.1.1]");
        Arbitrary<String> words = Combinators.combine(
                        Arbitraries.of("tcp", "udp", "[tcp, udp]", "any"), Arbitraries.of(Requirement.values()), extras)
                .as((protocol, requirement, extra) ->
                        "protocol: " + protocol + ", requirement: " + requirement.keyword() + extra);
        return Combinators.combine(roles, roles, ports, words)
                .as((from, to, port, rest) -> "from: " + from + ", to: " + to + ", ports: " + port + ", " + rest);
    }

    private static List<String> numbered(List<String> rules) {
        List<String> lines = new ArrayList<>();
        for (String rule : rules) {
            lines.add("  - { id: r" + lines.size() + ", service: s, source: { lines: [1, 1] }, " + rule + " }\n");
        }
        return lines;
    }

    private static List<Conversation> talks() {
        List<Conversation> talks = new ArrayList<>();
        for (String client : HOSTS.subList(0, 6)) {
            for (String server : HOSTS) {
                for (int protocol : new int[] {IpProtocol.TCP, IpProtocol.UDP}) {
                    for (int port : new int[] {53, 78, 80, 82, 443, 1024, 1025, 8080, 8082, 40000}) {
                        talks.add(Talk.of(client, server, protocol, port).conversation());
                    }
                }
            }
        }
        return talks;
    }

    private static String words(Verdict verdict) {
        Set<String> ids = verdict.rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        return verdict.reason() + " " + ids;
    }

    @Property(tries = 30)
    void shouldDecideTheSameInEveryOrderOfRules(
            @ForAll @Size(min = 1, max = 12) List<@From("rules") String> rules, @ForAll Random random) {
        List<String> lines = numbered(rules);
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        CompiledPolicy one = compile(lines);
        CompiledPolicy other = compile(shuffled);
        for (Conversation talk : talks()) {
            Verdict verdict = other.judge(talk);
            assertEquals(words(one.judge(talk)), words(verdict));
            List<Integer> places = verdict.rules().stream().map(Rule::ordinal).toList();
            assertEquals(places.stream().sorted(Comparator.naturalOrder()).toList(), places);
        }
    }

    @Property(tries = 30)
    void shouldJudgeAClassOfPortsAsEachOfThem(@ForAll @Size(min = 1, max = 12) List<@From("rules") String> rules) {
        CompiledPolicy policy = compile(numbered(rules));
        for (Conversation talk : talks()) {
            assertEquals(policy.exactly(talk), policy.judge(talk));
        }
    }

    @Property(tries = 30)
    void shouldDocumentNothingMoreWithoutBroadRanges(
            @ForAll @Size(min = 1, max = 12) List<@From("rules") String> rules) {
        CompiledPolicy policy = compile(numbered(rules));
        CompiledPolicy strict = policy.withoutBroadRanges();
        for (Conversation talk : talks()) {
            Verdict loose = policy.judge(talk);
            Verdict tight = strict.judge(talk);
            assertEquals(
                    loose.kind() == VerdictKind.DOCUMENTED && loose.reason() != Reason.BROAD_RANGE,
                    tight.kind() == VerdictKind.DOCUMENTED);
            if (tight.kind() == VerdictKind.DOCUMENTED) {
                assertEquals(loose, tight);
            }
        }
    }

    @Property(tries = 30)
    void shouldAgreeWithWhatItConsidered(@ForAll @Size(min = 1, max = 12) List<@From("rules") String> rules) {
        CompiledPolicy policy = compile(numbered(rules));
        for (Conversation talk : talks()) {
            List<RuleMatch> considered = policy.considered(talk);
            Verdict verdict = policy.judge(talk);
            List<Rule> fitting = considered.stream()
                    .filter(RuleMatch::fits)
                    .map(RuleMatch::rule)
                    .toList();
            List<Rule> deciding = considered.stream()
                    .filter(RuleMatch::decides)
                    .map(RuleMatch::rule)
                    .toList();
            assertEquals(policy.fitting(talk), fitting);
            assertEquals(verdict.kind() == VerdictKind.DOCUMENTED ? verdict.rules() : List.of(), deciding);
            considered.forEach(match -> assertEquals(false, match.why().isEmpty(), match.toString()));
        }
    }
}
