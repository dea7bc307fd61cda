package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.wire.IpAddress;

/** What is wrong with a site: each message whole, at its place; and what is merely odd. */
class SiteReaderTest {
    private static final String OTHER = """
            pack: other
            title: Other
            document: { title: Other }
            product: thing
            roles: { db: {}, node: { members: [db] }, spare: {} }
            features: { cache: { title: c, default: off }, extra: { title: e, default: on } }
            rules:
              - { id: other-1, service: s, from: [node], to: [db], protocol: tcp, ports: [1521], requirement: unstated, source: { lines: [1, 1] } }
              - { id: other-2, service: s, from: any, to: [db], protocol: icmp, ports: [8], requirement: optional, source: { lines: [1, 1] } }
            """;

    @TempDir
    Path folder;

    private Workbench workbench;

    @BeforeEach
    void writePacks() {
        workbench = new Workbench(folder);
        workbench.packFile(Shop.PACK);
        workbench.packFile(OTHER);
    }

    @Test
    void shouldFindAllProblemsOfAFileAtOnce() {
        assertEquals(
                List.of(
                        "site.yml:4:3: unknown role 'wbe' (did you mean 'web'?)",
                        "site.yml:5:9: '10.0.0.256' is not an IPv4 or IPv6 address (write an address, a CIDR prefix or first-last)",
                        "site.yml:5:21: '10.0.0.1/24' has host bits set, the network is 10.0.0.0/24 (write an address, a CIDR prefix or first-last)",
                        "site.yml:5:34: '10.0.0.9-10.0.0.1' is a reversed range (write an address, a CIDR prefix or first-last)",
                        "site.yml:5:53: '10.0.0.1-fd00::1' mixes IPv4 and IPv6 (write an address, a CIDR prefix or first-last)",
                        "site.yml:5:73: '10.0.0.0/33' has no prefix length of 0 to 32 (write an address, a CIDR prefix or first-last)",
                        "site.yml:5:86: '10.0.0.01' is not an IPv4 or IPv6 address (write an address, a CIDR prefix or first-last)",
                        "site.yml:6:21: 'cache' is 'maybe' (write on or off)",
                        "site.yml:7:19: 'shop' is 'new' (write a version as \"8.8.15\")",
                        "site.yml:8:10: unknown rule 'shop-wbe-443' (did you mean 'shop-web-443'?)",
                        "site.yml:8:38: port 0 (write 1 to 65535)",
                        "site.yml:9:12: unknown rule 'shpo' (no pack of the site has it)",
                        "site.yml:10:13: unknown finding kind 'scna' (did you mean 'scan'?)",
                        "site.yml:10:33: 'no-rule' is 'hihg' (did you mean 'high'?)",
                        "site.yml:11:1: unknown key 'scopes' in the site (did you mean 'scope'?)"),
                workbench.siteProblems("""
                        site: S
                        packs: [shop]
                        roles:
                          wbe: [10.0.0.1]
                          web: [10.0.0.256, 10.0.0.1/24, 10.0.0.9-10.0.0.1, "10.0.0.1-fd00::1", 10.0.0.0/33, 10.0.0.01]
                        features: { cache:  maybe }
                        versions: { shop: new }
                        ports: { shop-wbe-443: 1, shop-rpc: [0] }
                        required: [shpo]
                        severity: { scna: low, no-rule: hihg }
                        scopes: []
                        """));
    }

    @Test
    void shouldCheckExceptions() {
        assertEquals(
                List.of(
                        "site.yml:5:5: the exception has no 'approved_on' (add it)",
                        "site.yml:5:11: unknown role 'wbe' (did you mean 'web'?)",
                        "site.yml:6:9: '10.0.0' is not an IPv4 or IPv6 address (write an address, a CIDR prefix or first-last)",
                        "site.yml:7:15: unknown protocol 'tpc' (did you mean 'tcp'?)",
                        "site.yml:8:12: 'all' is no port (write a number, \"first-last\" or a list of them)",
                        "site.yml:11:14: 'expires' is '2026-02-30' (write a date as 2026-01-31)"),
                workbench.siteProblems("""
                        site: S
                        packs: [shop]
                        roles: {}
                        exceptions:
                          - from: wbe
                            to: 10.0.0
                            protocol: tpc
                            ports: all
                            reason: r
                            approved_by: a
                            expires: 2026-02-30
                        """));
        assertEquals(
                List.of("site.yml:4:13: 'exceptions' is a mapping (write a list)"),
                workbench.siteProblems("site: S\npacks: [shop]\nroles: {}\nexceptions: { from: web }\n"));
    }

    @Test
    void shouldGiveAnUnqualifiedRoleInEveryPackThatDeclaresIt() {
        CompiledPolicy policy =
                workbench.policy("site: S\npacks: [shop, other]\nroles: { db: [10.0.0.1], node: [10.0.0.3] }\n");
        assertEquals(List.of("db"), policy.roles(IpAddress.parse("10.0.0.1")));
        assertEquals(
                List.of("other", "shop"),
                policy.site().orElseThrow().roles().stream()
                        .filter(role -> role.name().equals("db"))
                        .map(role -> role.role().pack())
                        .sorted()
                        .toList());
        assertFalse(policy.notices().stream().anyMatch(notice -> notice.kind() == Notice.Kind.ADDRESS_IN_TWO_ROLES));
    }

    @Test
    void shouldAskWhichPackIsMeantByAnAmbiguousFeature() {
        assertEquals(
                List.of(
                        "site.yml:4:13: feature 'cache' is declared by several packs (write shop/cache or other/cache)"),
                workbench.siteProblems(
                        "site: S\npacks: [shop, other]\nroles: { db: [10.0.0.1] }\nfeatures: { cache: on }\n"));
        Site site = workbench.site(
                "site: S\npacks: [shop, other]\nroles: { shop/database: [10.0.0.1], other/db: [10.0.0.2], node: [10.0.0.3] }\nfeatures: { other/cache: on }\n");
        CompiledPolicy policy = workbench.policy(
                "site: S\npacks: [shop, other]\nroles: { shop/database: [10.0.0.1], other/db: [10.0.0.2], node: [10.0.0.3] }\n");
        assertEquals("{other/cache=true}", site.features().toString());
        assertEquals(List.of("shop/db"), policy.roles(IpAddress.parse("10.0.0.1")));
        assertEquals(List.of("other/db"), policy.roles(IpAddress.parse("10.0.0.2")));
        assertEquals(List.of("node"), policy.roles(IpAddress.parse("10.0.0.3")));
    }

    @Test
    void shouldAskForEveryKeyThatTheSchemaAsksFor() {
        String whole = "site: S\npacks: [shop]\nroles: {}\n";
        for (String key : SiteFormat.SITE_NEEDS) {
            assertEquals(
                    List.of("site.yml:1:1: the site has no '" + key + "' (add it)"),
                    workbench.siteProblems(whole.replaceFirst("(?m)^" + key + ":.*\n", "")));
        }
        String exception =
                "  - { from: any, to: any, protocol: tcp, ports: any, reason: r, approved_by: a, approved_on: 2026-01-01 }\n";
        for (String key : SiteFormat.EXCEPTION_NEEDS) {
            assertEquals(
                    List.of("site.yml:5:5: the exception has no '" + key + "' (add it)"),
                    workbench.siteProblems(
                            whole + "exceptions:\n" + exception.replaceFirst(" " + key + ": [^,}]*[,]?", "")));
        }
    }

    @Test
    void shouldGiveEachRoleOnce() {
        assertEquals(
                List.of("site.yml:3:26: 'database' is the role that line 3 gives already (join the two lists)"),
                workbench.siteProblems("site: S\npacks: [shop]\nroles: { db: [10.0.0.1], database: [10.0.0.2] }\n"));
    }

    @Test
    void shouldNameAPackThatDoesNotExistOrIsBroken() {
        assertEquals(
                List.of("site.yml:2:9: no such pack 'shpo' (did you mean 'shop'?)"),
                workbench.siteProblems("site: S\npacks: [shpo]\nroles: { anything: [10.0.0.1] }\n"));
        assertEquals(
                List.of(
                        "site.yml:2:9: no such pack 'xxxx' (packs are other and shop; a file is named with a '/' or .yaml)"),
                workbench.siteProblems("site: S\npacks: [xxxx]\nroles: {}\n"));
        workbench.file("broken.yaml", "pack: broken\n");
        assertEquals(
                List.of(
                        "site.yml:1:1: unknown key 'sit' in the site (did you mean 'site'?)",
                        "site.yml:1:1: the site has no 'site' (add it)",
                        "broken.yaml:1:1: the pack has no 'title' (add it)",
                        "broken.yaml:1:1: the pack has no 'document' (add it)",
                        "broken.yaml:1:1: the pack has no 'roles' (add it)",
                        "broken.yaml:1:1: the pack has no 'rules' (add it)"),
                workbench.siteProblems("sit: S\npacks: [./broken.yaml]\nroles: {}\n"));
        assertEquals(
                List.of("site.yml:1:1: the site has no 'packs' (add it)"),
                workbench.siteProblems("site: S\nroles: {}\n"));
    }

    @Test
    void shouldFindRuleIdsThatTwoPacksShare() {
        workbench.file("copy.yaml", OTHER.replace("pack: other", "pack: copy"));
        assertEquals(
                List.of(
                        "copy.yaml:8:11: rule id 'other-1' is used twice, first at " + "other.yaml:8:11 (rename one)",
                        "copy.yaml:9:11: rule id 'other-2' is used twice, first at " + "other.yaml:9:11 (rename one)"),
                workbench.siteProblems("site: S\npacks: [other, copy]\nroles: {}\n"));
    }

    @Test
    void shouldTakePacksGivenBesideTheSite() throws PolicyException {
        RulePack other = RulePacks.load(folder.resolve("other.yaml"));
        Path file = workbench.file("site.yml", "site: S\nroles: { spare: [10.0.0.1] }\n");
        assertEquals(
                List.of(other),
                Site.load(file, workbench.library(), List.of(other)).packs());
    }

    @Test
    void shouldSayWhatIsOdd() {
        CompiledPolicy policy = workbench.policy("""
                site: S
                packs: [other]
                roles:
                  db: [10.0.0.1, 10.0.1.0/24]
                  node: [10.0.0.1, 10.0.1.7]
                  spare: [0.0.0.0/0]
                features: { cahce: on }
                versions: { othre: "1.0" }
                exceptions:
                  - { from: any, to: db, protocol: tcp, ports: [22, 80], reason: r, approved_by: a, approved_on: 2026-01-01, expires: 2026-06-30 }
                  - { from: any, to: db, protocol: any, ports: "80-90", reason: r, approved_by: a, approved_on: 2026-06-30, ticket: T-2 }
                  - { from: any, to: db, protocol: tcp, ports: [80], reason: r, approved_by: a, approved_on: 2026-07-01, expires: 2026-06-01, ticket: T-3 }
                """);
        assertEquals(
                List.of(
                        "unknown-feature site.yml:7:13: no pack declares the feature 'cahce' (did you mean 'cache'?)",
                        "unknown-product site.yml:8:13: no pack is about the product 'othre' (it has no effect)",
                        "role-of-everyone site.yml:6:3: role 'spare' is given to every address (such a host is not thereby part of the site)",
                        "address-in-two-roles site.yml:5:3: 10.0.0.1 has the roles db and node (rules of each apply)",
                        "role-unused site.yml:6:3: no rule speaks of the role 'spare' (its hosts count as part of the site, no more)",
                        "exceptions-overlap site.yml:11:5: exception T-2 approves what exception at line 10 approves (the first in force is named)",
                        "exception-never-valid site.yml:12:5: exception T-3 expires before it is approved (it approves nothing)",
                        "role-unused other.yaml:5:43: no rule speaks of the role 'spare' (remove it, or use it)"),
                policy.notices().stream()
                        .map(notice -> notice.kind().keyword() + " "
                                + notice.toString().replace(folder + "/", ""))
                        .toList());
        assertEquals(false, policy.inSite(IpAddress.parse("10.9.9.9")));
        assertEquals(List.of("spare"), policy.roles(IpAddress.parse("10.9.9.9")));
    }

    @Test
    void shouldReadEveryKey() {
        Site site = workbench.site("""
                site: All
                packs: [shop, other]
                roles: { web: ["fd00::/64"], agent: [], worker: }
                features: { remote-admin: on, extra: false }
                versions: { shop: "1.5", thing: 9 }
                ports: { shop-web-443: [8443, "9000-9001"], other-2: 13 }
                required: [other, shop-cache]
                exceptions:
                  - { from: web, to: "fd00::1-fd00::9", protocol: icmp, ports: [0, 8], reason: r, approved_by: a, approved_on: 2026-01-01 }
                scope: [10.0.0.0/8, 192.0.2.1-192.0.2.9]
                severity: { no-rule: high, wrong-role-attempt: info }
                """);
        assertEquals(
                "All [web=[fd00::/64], agent=[], worker=[]] {other/extra=false, shop/remote-admin=true} {shop=1.5, thing=9} "
                        + "{other-2=13, shop-web-443=8443,9000-9001} [other-1, shop-cache] [10.0.0.0/8, 192.0.2.1-192.0.2.9] "
                        + "{no-rule=high, wrong-role-attempt=info}",
                site.name() + " "
                        + site.roles().stream()
                                .map(role -> role.role().id() + "=" + role.addresses())
                                .toList() + " "
                        + site.features() + " " + site.versions() + " " + site.ports() + " " + site.required() + " "
                        + site.scope() + " "
                        + site.severity());
        assertEquals(
                "[0,8 until Optional.empty]",
                site.exceptions().stream()
                        .map(e -> e.ports() + " until " + e.expires())
                        .toList()
                        .toString());
    }
}
