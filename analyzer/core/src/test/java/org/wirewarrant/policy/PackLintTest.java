package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackLintTest {
    @TempDir
    Path folder;

    private List<String> notices(String rules) {
        String pack =
                "pack: p\ntitle: P\ndocument: { title: P }\nroles: { a: {}, b: {}, c: {}, ab: { members: [a, b] } }\nrules:\n"
                        + rules;
        return PackLint.of(new Workbench(folder).pack(pack)).stream()
                .map(notice -> notice.kind().keyword() + " " + notice.toString().replace(folder + "/p.yaml:", ""))
                .toList();
    }

    private static String rule(String id, String rest) {
        String whole = "  - { id: " + id
                + ", service: s, from: [ab], to: [c], protocol: tcp, source: { lines: [1, 1] }, " + rest + " }\n";
        return rest.contains("requirement") ? whole : whole.replace(" }\n", ", requirement: unstated }\n");
    }

    @Test
    void shouldFindNothingInAPlainPack() {
        assertEquals(List.of(), notices(rule("p-1", "ports: [80]") + rule("p-2", "ports: [81]")));
    }

    @Test
    void shouldFindRowsThatSayTheSame() {
        assertEquals(
                List.of(
                        "shadowed 7:11: 'p-2' says what 'p-1' says (if the document prints it twice, add 'repeats: p-1')"),
                notices(rule("p-1", "ports: [80]") + rule("p-2", "ports: [80]")));
        assertEquals(
                List.of(
                        "shadowed 7:11: 'p-2' says what 'p-1' says, which decides first (if the document prints it twice, add 'repeats: p-1')"),
                notices(rule("p-1", "ports: [80], requirement: optional") + rule("p-2", "ports: [80]")));
        assertEquals(List.of(), notices(rule("p-1", "ports: [80]") + rule("p-2", "ports: [80], repeats: p-1")));
        assertEquals(List.of(), notices(rule("p-1", "ports: [80], mirror_of: p-2") + rule("p-2", "ports: [80]")));
    }

    @Test
    void shouldFindContradictions() {
        assertEquals(
                List.of(
                        "contradictory 7:11: 'p-2' is host-local, 'p-1' for the same traffic network (decide, and say so in a note)"),
                notices(rule("p-1", "ports: [80]") + rule("p-2", "ports: [80], scope: host-local")));
        assertEquals(
                List.of(
                        "contradictory 7:11: 'p-2' is optional, 'p-1' for the same traffic mandatory (the stronger one decides)"),
                notices(rule("p-1", "ports: [80], requirement: mandatory")
                        + rule("p-2", "ports: [80], requirement: optional")));
    }

    @Test
    void shouldFindRowsThatExplainNearlyEverything() {
        assertEquals(
                List.of(
                        "too-broad 6:11: 'p-1' explains more than 1024 ports for any host (name the roles, or the ports)"),
                notices(rule("p-1", "ports: \"1024-65535\"").replace("from: [ab]", "from: any")
                        + rule("p-2", "ports: [1]")));
        assertEquals(List.of(), notices(rule("p-1", "ports: \"1024-65535\"")));
    }

    @Test
    void shouldFindRolesThatNoRuleUsesAndAlternativesToNothing() {
        assertEquals(
                List.of(
                        "role-unused 4:10: no rule speaks of the role 'a' (remove it, or use it)",
                        "role-unused 4:31: no rule speaks of the role 'ab' (remove it, or use it)",
                        "lone-alternative 6:11: group 'g' has one choice only (add the other, or drop the group)"),
                notices(rule("p-1", "ports: [80], alternatives: { group: g, choice: x }")
                        .replace("from: [ab]", "from: [b]")));
    }
}
