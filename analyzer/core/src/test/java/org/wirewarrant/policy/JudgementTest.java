package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.wirewarrant.policy.Shop.AGENT;
import static org.wirewarrant.policy.Shop.APP;
import static org.wirewarrant.policy.Shop.DB;
import static org.wirewarrant.policy.Shop.DB6;
import static org.wirewarrant.policy.Shop.OUTSIDE;
import static org.wirewarrant.policy.Shop.PLAIN;
import static org.wirewarrant.policy.Shop.WEB;
import static org.wirewarrant.policy.Shop.WORKER;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** The decision table: a conversation, and the whole verdict. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgementTest {
    record Case(Talk talk, Reason reason, String rules, String nearMiss) {
        @Override
        public String toString() {
            return reason.keyword() + ": " + talk.client() + " to " + talk.server() + ' ' + talk.protocol() + '/'
                    + talk.port();
        }
    }

    private CompiledPolicy policy;
    private CompiledPolicy withoutSite;

    @BeforeAll
    void compile(@TempDir Path folder) {
        Workbench workbench = new Workbench(folder);
        policy = workbench.policy(Shop.SITE, Shop.PACK);
        withoutSite = workbench.withoutSite(Shop.PACK);
    }

    private static Case of(Talk talk, Reason reason, String rules, String nearMiss) {
        return new Case(talk, reason, rules, nearMiss);
    }

    static List<Case> cases() {
        return List.of(
                // documented
                of(Talk.tcp(OUTSIDE, WEB, 443), Reason.EXACT, "shop-web-443", ""),
                of(Talk.tcp(WEB, APP, 8080), Reason.EXACT, "shop-app-8080", ""),
                of(Talk.tcp(WORKER, DB, 5432), Reason.EXACT, "shop-db-5432", ""),
                of(Talk.tcp(APP, DB6, 5432), Reason.EXACT, "shop-db-5432", ""),
                of(Talk.tcp(AGENT, APP, 9003), Reason.RANGE, "shop-agent-range", ""),
                of(Talk.tcp(AGENT, APP, 25000), Reason.BROAD_RANGE, "shop-agent-broad", ""),
                of(Talk.of(APP, AGENT, IpProtocol.ICMP, 8), Reason.EXACT, "shop-ping", ""),
                of(Talk.tcp(APP, WORKER, 7800), Reason.EXACT, "shop-peer", ""),
                of(Talk.tcp(WORKER, APP, 7800), Reason.EXACT, "shop-peer", ""),
                // groups and broadcasts
                of(Talk.udp(AGENT, "239.1.2.3", 9999), Reason.EXACT, "shop-discovery", ""),
                of(Talk.udp(AGENT, APP, 9999), Reason.EXACT, "shop-discovery", ""),
                of(
                        Talk.udp(AGENT, "239.1.2.4", 9999),
                        Reason.WRONG_ROLE,
                        "shop-discovery",
                        "udp/9999 is documented by shop-discovery (agent to app); here the server is a multicast group"),
                of(Talk.udp(APP, "10.1.1.255", 9), Reason.EXACT, "shop-wake", ""),
                of(
                        Talk.udp(APP, "255.255.255.255", 9),
                        Reason.WRONG_ROLE,
                        "shop-wake",
                        "udp/9 is documented by shop-wake (app to agent); here the server is the broadcast address; IANA: discard"),
                of(Talk.of(PLAIN, "224.0.0.22", 2, 0), Reason.EXACT, "shop-group", ""),
                // within one host
                of(Talk.tcp("127.0.0.1", "127.0.0.1", 8005), Reason.EXACT, "shop-db-local", ""),
                of(Talk.tcp("::1", "::1", 8006), Reason.EXACT, "shop-admin", ""),
                of(Talk.tcp(DB, DB, 8005), Reason.EXACT, "shop-db-local", ""),
                of(Talk.tcp("127.0.0.1", "127.0.0.1", 4), Reason.NO_SITE_HOST, "", ""),
                // approved
                of(Talk.tcp(APP, PLAIN, 9100), Reason.EXCEPTION, "", ""),
                of(Talk.udp(WEB, PLAIN, 77).on("2026-03-09"), Reason.EXCEPTION, "", ""),
                // undocumented
                of(Talk.udp(WEB, PLAIN, 77), Reason.EXPIRED_EXCEPTION, "", "exception CHG-2 expired on 2026-03-09"),
                of(Talk.tcp(APP, PLAIN, 9100).on("2026-01-14"), Reason.EXCEPTION, "", ""),
                of(Talk.udp(PLAIN, WEB, 6005), Reason.NO_RULE, "", "exception CHG-3 holds only from 2026-03-11"),
                of(
                        Talk.tcp(WEB, DB, 8005),
                        Reason.LOCAL_ONLY,
                        "shop-db-local",
                        "tcp/8005 is documented by shop-db-local (db to db) as host-local; here it is reached over the network; IANA: mxi"),
                of(
                        Talk.tcp(OUTSIDE, APP, 8006),
                        Reason.LOCAL_ONLY,
                        "shop-admin",
                        "tcp/8006 is documented by shop-admin (any to app) as host-local by default; here it is reached over the network"),
                of(
                        Talk.tcp(WEB, DB, 11211),
                        Reason.INACTIVE_RULE,
                        "shop-cache",
                        "tcp/11211 is documented by shop-cache (web to db), which needs the feature cache on, it is off here; IANA: memcache"),
                of(
                        Talk.tcp(WEB, APP, 8090),
                        Reason.INACTIVE_RULE,
                        "shop-new",
                        "tcp/8090 is documented by shop-new (web to app), which holds since version 2.0, the site has shop 1.5"),
                of(
                        Talk.tcp(WEB, APP, 8091),
                        Reason.INACTIVE_RULE,
                        "shop-old",
                        "tcp/8091 is documented by shop-old (web to app), which was removed in version 1.0, the site has shop 1.5"),
                of(
                        Talk.tcp(APP, WEB, 8080),
                        Reason.WRONG_DIRECTION,
                        "shop-app-8080",
                        "tcp/8080 is documented by shop-app-8080 (web to app); here app opens it to web, the other way round; IANA: http-alt"),
                of(
                        Talk.udp(WEB, APP, 8080),
                        Reason.WRONG_PROTOCOL,
                        "shop-app-8080",
                        "documented for tcp by shop-app-8080 (web to app); here over udp; IANA: http-alt"),
                of(
                        Talk.tcp(AGENT, DB, 5432),
                        Reason.WRONG_ROLE,
                        "shop-db-5432",
                        "tcp/5432 is documented by shop-db-5432 (backend to db); here the client is agent; IANA: postgresql"),
                of(
                        Talk.tcp(APP, WORKER, 5432),
                        Reason.WRONG_ROLE,
                        "shop-db-5432",
                        "tcp/5432 is documented by shop-db-5432 (backend to db); here the server is worker; IANA: postgresql"),
                of(
                        Talk.tcp(PLAIN, OUTSIDE, 5432),
                        Reason.WRONG_ROLE,
                        "shop-db-5432",
                        "tcp/5432 is documented by shop-db-5432 (backend to db); "
                                + "here a host without a role opens it to a host outside the site; IANA: postgresql"),
                of(
                        Talk.tcp(APP, OUTSIDE, 443),
                        Reason.WRONG_ROLE,
                        "shop-updates",
                        "tcp/443 is documented by shop-updates (app to vendor); here the server is a host outside the site; IANA: https"),
                of(
                        Talk.tcp(WEB, APP, 8081),
                        Reason.NO_RULE,
                        "shop-app-8080",
                        "one off tcp/8080 of shop-app-8080 (web to app)"),
                of(Talk.tcp(WEB, APP, 3306), Reason.NO_RULE, "", "IANA: mysql"),
                of(Talk.tcp(WEB, APP, 25000), Reason.NO_RULE, "", ""),
                of(
                        Talk.tcp(WEB, DB, 49200),
                        Reason.NO_RULE,
                        "shop-rpc-dynamic",
                        "could be negotiated as shop-rpc-dynamic (web to db) says; "
                                + "no conversation of shop-rpc between these hosts was seen before"),
                // out of scope
                of(Talk.tcp(OUTSIDE, "192.0.2.2", 443), Reason.NO_SITE_HOST, "", ""),
                of(Talk.udp(OUTSIDE, "239.1.2.3", 9999), Reason.NO_SITE_HOST, "", ""),
                // both ways
                of(
                        Talk.tcp(WEB, APP, 8080).undecided(50001),
                        Reason.ORIENTATION,
                        "shop-app-8080",
                        "10.1.0.2 serving tcp/8080 would be documented exact by shop-app-8080; "
                                + "the other way, 10.1.0.1 serving tcp/50001 would be undocumented no-rule"),
                of(Talk.tcp(WEB, APP, 3306).undecided(3306), Reason.NO_RULE, "", "IANA: mysql"),
                of(Talk.tcp(APP, WORKER, 7800).undecided(7800), Reason.EXACT, "shop-peer", ""),
                of(Talk.tcp(WEB, APP, 8080).undecided(-1), Reason.EXACT, "shop-app-8080", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldJudgeAsTheTableSays(Case expected) {
        Verdict verdict = policy.judge(expected.talk().conversation());
        assertEquals(
                expected.reason() + " [" + expected.rules() + "] " + expected.nearMiss(),
                verdict.reason() + " " + verdict.rules() + " " + verdict.nearMiss());
        assertEquals(expected.reason().kind(), verdict.kind());
    }

    @Test
    void shouldHaveACaseForEveryReason() {
        Set<Reason> covered = EnumSet.of(Reason.RELATED, Reason.PORT_ONLY);
        cases().forEach(each -> covered.add(each.reason()));
        assertEquals(EnumSet.allOf(Reason.class), covered);
    }

    @Test
    void shouldNameTheExceptionThatDecided() {
        Verdict inForce = policy.judge(Talk.tcp(APP, PLAIN, 9100).conversation());
        Verdict expired = policy.judge(Talk.udp(WEB, PLAIN, 77).conversation());
        assertEquals("CHG-1", inForce.exception().orElseThrow().ticket());
        assertEquals("CHG-2", expired.exception().orElseThrow().ticket());
    }

    @Test
    void shouldExplainANegotiatedPortByItsControlConversation() {
        Conversation control = Talk.tcp(WEB, DB, 135).conversation();
        Conversation data = Talk.tcp(WEB, DB, 49200).conversation();
        Conversation elsewhere = Talk.tcp(WEB, DB6, 49200).conversation();
        Conversation low = Talk.tcp(WEB, DB, 1000).conversation();
        ControlFlows controls = policy.controlFlows(List.of(control, data, elsewhere, low));
        assertEquals("RELATED [shop-rpc-dynamic]", words(policy.judge(data, controls)));
        assertEquals("NO_RULE [shop-rpc-dynamic]", words(policy.judge(elsewhere, controls)));
        assertEquals("NO_RULE []", words(policy.judge(low, controls)));
    }

    @Test
    void shouldNotFollowAControlConversationThatWasNeverAnsweredOrCameLater() {
        Conversation data = Talk.tcp(WEB, DB, 49200).conversation();
        Conversation unanswered = Talk.tcp(WEB, DB, 135).unanswered().conversation();
        Conversation later = Talk.tcp(WEB, DB, 135).on("2026-03-11").conversation();
        assertEquals("NO_RULE [shop-rpc-dynamic]", words(policy.judge(data, policy.controlFlows(List.of(unanswered)))));
        assertEquals("NO_RULE [shop-rpc-dynamic]", words(policy.judge(data, policy.controlFlows(List.of(later)))));
    }

    private static String words(Verdict verdict) {
        return verdict.reason() + " " + verdict.rules();
    }

    @Test
    void shouldJudgeByPortAloneWithoutASite() {
        assertEquals(
                "PORT_ONLY [shop-web-443]",
                words(withoutSite.judge(Talk.tcp(OUTSIDE, PLAIN, 443).conversation())));
        assertEquals(
                "PORT_ONLY [shop-cache]",
                words(withoutSite.judge(Talk.tcp(OUTSIDE, PLAIN, 11211).conversation())));
        assertEquals(
                "PORT_ONLY [shop-db-local]",
                words(withoutSite.judge(Talk.tcp("127.0.0.1", "127.0.0.1", 8005).conversation())));
        Verdict local = withoutSite.judge(Talk.tcp(OUTSIDE, PLAIN, 8005).conversation());
        assertEquals("NO_RULE [shop-db-local]", words(local));
        assertEquals(
                "tcp/8005 is documented by shop-db-local (db to db) as host-local; here it is reached over the network; IANA: mxi",
                local.nearMiss());
        Verdict transport = withoutSite.judge(Talk.udp(OUTSIDE, PLAIN, 5432).conversation());
        assertEquals("NO_RULE [shop-db-5432]", words(transport));
        assertEquals(
                "documented for tcp by shop-db-5432 (backend to db); here over udp; IANA: postgresql",
                transport.nearMiss());
        assertEquals(
                "NO_RULE []",
                words(withoutSite.judge(Talk.tcp(OUTSIDE, PLAIN, 50000).conversation())));
    }

    @Test
    void shouldExplainNothingByBroadRangesWhenToldSo() {
        CompiledPolicy strict = policy.withoutBroadRanges();
        assertEquals(
                "NO_RULE []", words(strict.judge(Talk.tcp(AGENT, APP, 25000).conversation())));
        assertEquals(
                "RANGE [shop-agent-range]",
                words(strict.judge(Talk.tcp(AGENT, APP, 9003).conversation())));
    }

    @Test
    void shouldGiveTheSameObjectForTheSameKindOfConversation() {
        Verdict first = policy.judge(Talk.tcp("10.1.1.7", APP, 9003).conversation());
        assertSame(first, policy.judge(Talk.tcp("10.1.1.8", APP, 9003).conversation()));
        assertSame(first, policy.judge(Talk.tcp("10.1.1.8", APP, 9004).conversation()));
        assertSame(
                policy.judge(Talk.udp(WEB, PLAIN, 77).conversation()),
                policy.judge(Talk.udp(WEB, PLAIN, 77).on("2026-03-12").conversation()));
    }

    @Test
    void shouldHintAtTheServerThatRowsName() {
        assertEquals(1, hint(WEB, 50000, APP, 8080));
        assertEquals(-1, hint(APP, 8080, WEB, 50000));
        assertEquals(0, hint(WEB, 50000, APP, 50001));
        assertEquals(0, hint(APP, 7800, WORKER, 7800));
        assertEquals(0, hint(AGENT, 40000, APP, 25000));
        assertEquals(1, hint(OUTSIDE, 443, WEB, 443));
        assertEquals(0, withoutSite.directionHint(address(WEB), 50000, address(APP), 8080, IpProtocol.TCP));
    }

    private int hint(String a, int portA, String b, int portB) {
        return policy.directionHint(address(a), portA, address(b), portB, IpProtocol.TCP);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text);
    }

    @Test
    void shouldTellWhereAnAddressBelongs() {
        assertEquals(List.of("db"), policy.roles(address(DB6)));
        assertEquals(List.of("worker"), policy.roles(address(WORKER)));
        assertEquals(List.of(), policy.roles(address(PLAIN)));
        assertEquals(
                List.of(true, true, false, false),
                Stream.of(DB6, PLAIN, OUTSIDE, "239.1.2.3")
                        .map(text -> policy.inSite(address(text)))
                        .toList());
    }

    @Test
    void shouldFollowAnAnnouncedPortToItsDocumentedControl() {
        Conversation documented = announced(40_000, Talk.tcp(WORKER, DB, 5432).conversation());
        Conversation undocumented = announced(40_000, Talk.tcp(PLAIN, DB, 5432).conversation());

        assertEquals("related shop-db-5432", said(policy.judge(documented)));
        assertEquals(Reason.NO_RULE, policy.judge(undocumented).reason());
    }

    private static String said(Verdict verdict) {
        return verdict.reason().keyword() + ' ' + verdict.rules().get(0).id();
    }

    private static Conversation announced(int port, Conversation control) {
        return new Conversation(
                control.client(),
                control.server(),
                control.protocol(),
                port,
                control.orientation(),
                1,
                1,
                0,
                2,
                2,
                100,
                100,
                control.firstNanos(),
                control.lastNanos(),
                -1,
                Optional.of(control));
    }
}
