package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a pack: each message whole, at its place. */
class PackReaderTest {
    private static final String HEAD = """
            pack: p
            title: P
            document: { title: P, lines: 20 }
            roles:
              web: {}
              db: { aliases: [database] }
            features:
              cache: { title: Cache, default: on }
            rules:
            """;
    private static final String RULE = """
              - id: p-1
                service: One
                from: any
                to: [web]
                protocol: tcp
                ports: [443]
                requirement: unstated
                source: { lines: [1, 1] }
            """;

    @TempDir
    Path folder;

    private List<String> problems(String text) {
        return new Workbench(folder).packProblems(text);
    }

    /** Problems of a rule with some of its lines exchanged; the rule starts at line 10. */
    private List<String> problemsWith(String line, String instead) {
        String changed = RULE.replace(line, instead);
        return problems(HEAD + changed);
    }

    @Test
    void shouldNameAMisspeltKeyAndTheOneThatIsMissingForIt() {
        assertEquals(
                List.of(
                        "p.yaml:10:5: rule 'p-1' has no 'requirement' (add it)",
                        "p.yaml:16:5: unknown key 'requirment' in rule 'p-1' (did you mean 'requirement'?)"),
                problemsWith("requirement:", "requirment:"));
    }

    @Test
    void shouldAskForEveryKeyThatTheSchemaAsksFor() {
        String fillers = "    section: s\n";
        for (String key : PackFormat.RULE_NEEDS) {
            String text = HEAD
                    + (RULE + fillers)
                            .replaceFirst("( +)(- )?" + key + ": .*\n", key.equals("id") ? "  - note: n\n" : "");
            String name = key.equals("id") ? "the rule" : "rule 'p-1'";
            assertEquals(List.of("p.yaml:10:5: " + name + " has no '" + key + "' (add it)"), problems(text));
        }
        for (String key : PackFormat.PACK_NEEDS) {
            List<String> missing = problems((HEAD + RULE).replaceFirst("(?m)^" + key + ":.*\n( .*\n)*", ""));
            String file = key.equals("pack") ? "pack.yaml" : "p.yaml";
            assertTrue(missing.contains(file + ":1:1: the pack has no '" + key + "' (add it)"), missing.toString());
        }
    }

    @Test
    void shouldFindAllProblemsOfAFileAtOnce() {
        assertEquals(
                List.of(
                        "p.yaml:1:1: the pack has no 'title' (add it)",
                        "p.yaml:2:1: unknown key 'titel' in the pack (did you mean 'title'?)",
                        "p.yaml:12:11: 'from' of rule 'p-1' is empty (name a role, or write any)",
                        "p.yaml:13:10: unknown role 'wbe' in 'to' (did you mean 'web'?)",
                        "p.yaml:14:15: unknown protocol 'tpc' (did you mean 'tcp'?)",
                        "p.yaml:15:13: port 65536 (write 1 to 65535)",
                        "p.yaml:15:20: port -1 (write 1 to 65535)",
                        "p.yaml:15:24: '90-80' is a reversed range (write \"80-90\")",
                        "p.yaml:15:33: 'http' is no port (write a number, \"first-last\" or a list of them)",
                        "p.yaml:16:18: 'requirement' is 'required' (write mandatory, optional or unstated)",
                        "p.yaml:17:23: 'lines' is 21 (write a number from 1 to 20)",
                        "p.yaml:17:27: 'lines' is 21 (write a number from 1 to 20)"),
                problems((HEAD + RULE)
                        .replace("title: P\ndoc", "titel: P\ndoc")
                        .replace("from: any", "from: []")
                        .replace("[web]", "[wbe]")
                        .replace(": tcp", ": tpc")
                        .replace("[443]", "[65536, -1, \"90-80\", http]")
                        .replace(": unstated", ": required")
                        .replace("[1, 1]", "[21, 21]")));
    }

    @Test
    void shouldKeepBothPlacesOfADoubledKeyAndOfADoubledId() {
        assertEquals(
                List.of("p.yaml:12:5: 'service' stands twice, first at line 11, column 5 (remove one)"),
                problemsWith("service: One\n", "service: One\n    service: Two\n"));
        assertEquals(
                List.of("p.yaml:18:9: rule id 'p-1' is used twice, first at line 10, column 9 (rename one)"),
                problems(HEAD + RULE + RULE));
    }

    @Test
    void shouldRefuseAnchorsAliasesAndTagsWhereTheyStand() {
        assertEquals(
                List.of(
                        "p.yaml:12:11: anchor '&a' (remove it; anchors are not used here)",
                        "p.yaml:13:9: alias '*a' (write the value out; aliases are not used here)"),
                problemsWith("from: any\n    to: [web]", "from: &a [web]\n    to: *a"));
        assertEquals(
                List.of("p.yaml:11:14: tag '!!str' (remove it; tags are not used here)"),
                problemsWith("service: One", "service: !!str One"));
    }

    @Test
    void shouldStopAnAliasBombAtItsFirstAlias() {
        String bomb = """
                pack: p
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """;
        assertEquals(
                "p.yaml:3:8: alias '*a' (write the value out; aliases are not used here)",
                problems(bomb).stream()
                        .filter(line -> line.contains("alias '"))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void shouldNameTabsBadBytesAndControlCharacters() {
        assertEquals(
                List.of("p.yaml:2:1: a tab where YAML wants spaces (indent with spaces)"),
                problems("pack: p\n\ttitle: P\n"));
        byte[] latin = "pack: p\ntitle: Gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
        Workbench workbench = new Workbench(folder);
        assertEquals(
                List.of("latin.yaml:2:10: byte 0xFC is not UTF-8 (save the file as UTF-8)"),
                workbench.problems(() -> RulePacks.load(workbench.file("latin.yaml", latin))));
        byte[] cut = "pack: p\ntitle: \u00fc".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of("cut.yaml:2:8: byte 0xC3 is not UTF-8 (save the file as UTF-8)"),
                workbench.problems(
                        () -> RulePacks.load(workbench.file("cut.yaml", Arrays.copyOf(cut, cut.length - 1)))));
        assertEquals(List.of("p.yaml:2:9: control character U+0000 (remove it)"), problems("pack: p\ntitle: P\0\n"));
        assertEquals(
                List.of("wide.yaml: is UTF-16 (save it as UTF-8)"),
                workbench.problems(() ->
                        RulePacks.load(workbench.file("wide.yaml", "pack: p".getBytes(StandardCharsets.UTF_16)))));
    }

    @Test
    void shouldReadPastAByteOrderMark() throws PolicyException {
        assertEquals(
                "p",
                RulePacks.load(new Workbench(folder).file("p.yaml", "\ufeff" + HEAD + RULE))
                        .name());
    }

    @Test
    void shouldSayWhatIsNoPackAtAll() {
        Workbench workbench = new Workbench(folder);
        assertEquals(
                List.of("p.yaml:1:1: the file is empty (see the guide for a first example)"),
                workbench.problems(() -> RulePacks.load(workbench.file("p.yaml", ""))));
        assertEquals(
                List.of("p.yaml:1:1: the file holds a list, not a mapping (start with 'key: value' lines)"),
                workbench.problems(() -> RulePacks.load(workbench.file("p.yaml", "- a\n"))));
        assertEquals(
                List.of("none.yaml: no such file (check the name)"),
                workbench.problems(() -> RulePacks.load(folder.resolve("none.yaml"))));
        assertEquals(
                List.of("p.yaml: is larger than 16 MiB (split it)"),
                workbench.problems(() -> RulePacks.load(workbench.file("p.yaml", new byte[(16 << 20) + 1]))));
        assertEquals(
                List.of("p.yaml:3:1: a second YAML document (one file holds one)"),
                workbench.problems(() -> RulePacks.load(workbench.file("p.yaml", "pack: p\n---\ntitle: P\n"))));
    }

    @Test
    void shouldBoundTheDepthOfNesting() {
        String deep = "pack: " + "[".repeat(5000) + "]".repeat(5000) + "\n";
        assertEquals(
                List.of("p.yaml:1:7: 'pack' is a list (write text)", "p.yaml:1:38: nested deeper than 32 levels"),
                new Workbench(folder).problems(() -> RulePacks.load(new Workbench(folder).file("p.yaml", deep))));
    }

    @Test
    void shouldCheckWhatStandsBeforeASyntaxErrorToo() {
        assertEquals(
                List.of(
                        "p.yaml:1:1: unknown key 'pak' in the pack (did you mean 'pack'?)",
                        "p.yaml:3:1: unknown key 'feature' in the pack (did you mean 'features'?)",
                        "p.yaml:3:11: mapping values are not allowed here (quote a value that holds ': ', and check the indentation)"),
                new Workbench(folder)
                        .problems(() -> RulePacks.load(
                                new Workbench(folder).file("p.yaml", "pak: p\ntitle: P\nfeature: s: t\n"))));
    }

    @Test
    void shouldHoldThePackToItsFileNameAndItsDocument() {
        Workbench workbench = new Workbench(folder);
        assertEquals(
                List.of("other.yaml:1:7: 'pack' is 'p' in a file named other.yaml (make them the same)"),
                workbench.problems(() -> RulePacks.load(workbench.file("other.yaml", HEAD + RULE))));
        assertEquals(
                List.of("p.yaml:3:46: the pack has 1 rules, and its document 2 statements (one statement is one rule)"),
                problems((HEAD + RULE).replace("lines: 20 }", "lines: 20, statements: 2 }")));
        assertEquals(List.of("p.yaml:17:22: 'lines' run backwards (write [2, 3])"), problemsWith("[1, 1]", "[3, 2]"));
        assertEquals(List.of("p.yaml:17:22: 'lines' is a list (write [first, last])"), problemsWith("[1, 1]", "[3]"));
    }

    @Test
    void shouldCheckRolesAndTheirGroups() {
        String text = HEAD.replace(
                        "  db: { aliases: [database] }\n",
                        "  db: { aliases: [web] }\n  all: { members: [wb] }\n  x: { members: [y] }\n  y: { members: [x] }\n  any: {}\n  Web: {}\n")
                + RULE;
        assertEquals(
                List.of(
                        "p.yaml:6:3: 'web' names this role and role 'web' at line 5 (a name or alias means one role)",
                        "p.yaml:7:3: unknown role 'wb' in members of 'all' (did you mean 'web'?)",
                        "p.yaml:8:3: role 'x' is a member of itself (take it out of the members)",
                        "p.yaml:9:3: role 'y' is a member of itself (take it out of the members)",
                        "p.yaml:10:3: role 'any' (name it with lower-case letters, digits and '-', not any)",
                        "p.yaml:11:3: role 'Web' (name it with lower-case letters, digits and '-', not any)"),
                problems(text));
    }

    @Test
    void shouldCheckReferencesBetweenRules() {
        String second = RULE.replace("p-1", "p-2") + "    derived: { from: p-1, offset: 1 }\n";
        assertEquals(
                List.of("p.yaml:18:14: unknown rule 'p-3' in 'control' (did you mean 'p-1'?)"),
                problems(HEAD + RULE + "    control: p-3\n"));
        assertEquals(
                List.of(
                        "p.yaml:10:9: the ports of 'p-1' follow from themselves (break the circle of 'derived' and 'same_as')",
                        "p.yaml:19:9: the ports of 'p-2' follow from themselves (break the circle of 'derived' and 'same_as')"),
                problems(HEAD + RULE + "    derived: { from: p-2, offset: -1 }\n" + second));
        assertEquals(
                List.of("p.yaml:15:12: 'ports: reference' without 'same_as' (name the rules)"),
                problemsWith("ports: [443]", "ports: reference"));
    }

    @Test
    void shouldCheckConditions() {
        assertEquals(
                List.of(
                        "p.yaml:18:25: unknown feature 'cahce' (did you mean 'cache'?)",
                        "p.yaml:18:43: 'cache' is 'maybe' (write on or off)",
                        "p.yaml:19:12: 'scope' is 'local' (write network, host-local or host-local-by-default)",
                        "p.yaml:20:16: 'opened_by' without 'scope: host-local-by-default' (add the scope, or remove it)",
                        "p.yaml:22:12: 'since' 8.10 is not before 'until' 8.9 (the row would hold for no version)",
                        "p.yaml:23:12: 'range' without dynamic ports (write 'ports: dynamic', or remove it)",
                        "p.yaml:24:17: '10.0.0.1' is no multicast group (groups lie in 224.0.0.0/4 and ff00::/8)",
                        "p.yaml:25:19: 'choice' and 'choices' in alternatives of rule 'p-1' "
                                + "(write 'choice' for the whole row, or 'choices' with the ports of each)"),
                problems(HEAD + RULE + """
                                      when: { features: { cahce: on, cache: maybe } }
                                      scope: local
                                      opened_by: cache
                                      since: "8.10"
                                      until: "8.9"
                                      range: 1-2
                                      multicast: [10.0.0.1]
                                      alternatives: { group: g, choice: a, choices: { a: [443] } }
                                """.indent(-2)));
    }

    @Test
    void shouldTakeIcmpTypesForIcmpOnly() {
        assertEquals(
                List.of("p.yaml:15:13: ICMP type 256 (write 0 to 255)"),
                problemsWith("protocol: tcp\n    ports: [443]", "protocol: icmp\n    ports: [256, 0]"));
        assertEquals(
                List.of(
                        "p.yaml:15:12: 'ports: any' for a protocol with ports (list the ports; any is for protocols without them)"),
                problemsWith("[443]", "any"));
        assertEquals(List.of("p.yaml:15:13: port 0 (write 1 to 65535)"), problemsWith("[443]", "[0]"));
        assertEquals(
                List.of("p.yaml:15:12: 'dynmaic' is no port (did you mean 'dynamic'?)"),
                problemsWith("[443]", "dynmaic"));
        assertEquals(List.of("p.yaml:15:13: '0443' is no port (write 443)"), problemsWith("[443]", "[0443]"));
    }

    @Test
    void shouldReadEveryKeyOfARule() {
        Rule rule = new Workbench(folder).pack(HEAD + """
                          - id: p-rpc
                            service: RPC
                            from: any
                            to: [web]
                            protocol: tcp
                            ports: [135]
                            requirement: mandatory
                            source: { lines: [1, 2] }
                          - id: p-all
                            service: Everything
                            process: svc
                            section: S 1
                            from: [database]
                            to: [web, db]
                            protocol: [tcp, udp]
                            ports: [80, "8000-8010"]
                            requirement: optional
                            source: { lines: [3, 4] }
                            scope: host-local-by-default
                            opened_by: cache
                            when: { features: { cache: off }, note: without cache }
                            mandatory_when: never
                            since: "1.0"
                            until: "2.0"
                            default_off_since: "1.5"
                            combine: all
                            alternatives: { group: g, choices: { low: [80], high: ["8000-8010"] } }
                            derived: { from: p-rpc, offset: 2 }
                            fallback_of: [p-rpc]
                            prefer: p-rpc
                            control: p-rpc
                            source_ports: "1024-65535"
                            multicast: [ff02::1, 239.0.0.0/8]
                            broadcast: limited
                            initiator: either
                            basis: { protocol: inferred, scope: unconfirmed }
                            printed: { ports: "80/8000" }
                            application: https
                            configurable: { value: yes, setting: port.cfg, kind: port }
                            firewall: manual
                            program: svc.exe
                            windows_service: Service
                            same_as: [p-rpc]
                            repeats: p-rpc
                            mirror_of: p-rpc
                            note: A note
                            defects: [one, two]
                            attribution: { printed_under: Elsewhere, confidence: medium }
                            parts:
                              - { to: [db], note: first }
                              - { ports: dynamic, range: "5000-6000", control: p-rpc, protocol: udp, application: rpc }
                        """).rule("p-all").orElseThrow();
        assertEquals(
                PackFormat.RULE.stream()
                        .filter(key -> !key.equals("range"))
                        .sorted()
                        .toList(),
                rule.fields().keySet().stream().sorted().toList());
        assertEquals(
                "[db] to [web, db] over [tcp, udp] 80,8000-8010 OPTIONAL lines 3-4",
                rule.from() + " to " + rule.to() + " over " + rule.protocols() + " " + rule.ports() + " "
                        + rule.requirement() + " lines " + rule.firstLine() + "-" + rule.lastLine());
        assertEquals(
                "{low=80, high=8000-8010} p-rpc+2 [p-rpc] p-rpc p-rpc 1024-65535 [ff02::1, 239.0.0.0/8] LIMITED either=true all=true",
                rule.choices() + " " + rule.derivedFrom().orElse("") + "+" + rule.derivedOffset() + " "
                        + rule.fallbackOf() + " " + rule.prefer().orElse("") + " "
                        + rule.control().orElse("") + " " + rule.sourcePorts() + " " + rule.multicast() + " "
                        + rule.broadcast().orElseThrow() + " either=" + rule.eitherInitiator() + " all="
                        + rule.combineAll());
        assertEquals(
                "{protocol=INFERRED, scope=UNCONFIRMED} {ports=80/8000} https YES port.cfg port MANUAL svc svc.exe Service [p-rpc] p-rpc p-rpc",
                rule.basis() + " " + rule.printed() + " " + rule.application().orElse("") + " " + rule.configurable()
                        + " " + rule.setting() + " " + rule.settingKind() + " " + rule.firewall() + " " + rule.process()
                        + " " + rule.program() + " " + rule.windowsService() + " " + rule.sameAs() + " "
                        + rule.repeats().orElse("") + " " + rule.mirrorOf().orElse(""));
        assertEquals(
                "S 1|A note|[one, two]|Elsewhere|MEDIUM|cache|{cache=false}|without cache|never|1.0|2.0|1.5|HOST_LOCAL_BY_DEFAULT",
                String.join(
                        "|",
                        rule.section(),
                        rule.note(),
                        rule.defects().toString(),
                        rule.printedUnder(),
                        rule.attribution().orElseThrow().name(),
                        rule.openedBy().orElse(""),
                        rule.when().toString(),
                        rule.whenNote(),
                        rule.mandatoryWhen(),
                        rule.since().orElse(""),
                        rule.until().orElse(""),
                        rule.defaultOffSince().orElse(""),
                        rule.scope().name()));
        assertEquals(
                List.of(
                        "[db] [db] [tcp, udp] LISTED 80,8000-8010 Optional.empty Optional.empty Optional[https] first",
                        "[db] [web, db] [udp] DYNAMIC  Optional[5000-6000] Optional[p-rpc] Optional[rpc] "),
                rule.parts().stream()
                        .map(part -> part.from() + " " + part.to() + " " + part.protocols() + " " + part.portKind()
                                + " " + part.ports() + " " + part.range() + " " + part.control() + " "
                                + part.application() + " " + part.note())
                        .toList());
    }
}
