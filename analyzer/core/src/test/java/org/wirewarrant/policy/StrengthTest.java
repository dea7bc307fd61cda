package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.flow.Conversation;

class StrengthTest {
    private static final String HEAD = """
            pack: p
            title: P
            document: { title: P }
            roles: { a: {}, b: {} }
            rules:
            """;
    private static final String SITE = "site: s\npacks: [p]\nroles: { a: [10.0.0.1], b: [10.0.0.2] }\n";
    private static final Conversation TALK =
            Talk.tcp("10.0.0.1", "10.0.0.2", 5000).conversation();

    @TempDir
    Path folder;

    private static String rule(String id, String from, String to, String ports, String requirement) {
        return "  - { id: %s, service: s, from: %s, to: %s, protocol: tcp, ports: %s, requirement: %s, source: { lines: [1, 1] } }\n"
                .formatted(id, from, to, ports, requirement);
    }

    private String decide(String... rules) {
        CompiledPolicy policy = new Workbench(folder).policy(SITE, HEAD + String.join("", rules));
        Verdict verdict = policy.judge(TALK);
        return verdict.reason().keyword() + " " + verdict.rules() + " of " + policy.fitting(TALK);
    }

    @Test
    void shouldPreferBothEndsNamedToOneToAny() {
        String any = rule("any", "any", "any", "5000", "mandatory");
        String one = rule("one", "any", "[b]", "5000", "mandatory");
        String both = rule("both", "[a]", "[b]", "4999-5001", "unstated");
        assertEquals("range [both] of [any, one, both]", decide(any, one, both));
        assertEquals("exact [one] of [any, one]", decide(any, one));
    }

    @Test
    void shouldPreferASinglePortToARangeAndMandatoryToOptionalToUnstated() {
        String range = rule("range", "[a]", "[b]", "4999-5001", "mandatory");
        String unstated = rule("unstated", "[a]", "[b]", "5000", "unstated");
        String optional = rule("optional", "[a]", "[b]", "5000", "optional");
        String mandatory = rule("mandatory", "[a]", "[b]", "5000", "mandatory");
        assertEquals("exact [unstated] of [range, unstated]", decide(range, unstated));
        assertEquals("exact [optional] of [unstated, optional]", decide(unstated, optional));
        assertEquals("exact [mandatory] of [unstated, optional, mandatory]", decide(unstated, optional, mandatory));
    }

    @Test
    void shouldCallItABroadRangeOnlyWhenNothingNarrowerExplainsIt() {
        String broad = rule("broad", "[a]", "[b]", "1024-65535", "mandatory");
        String any = rule("any", "any", "[b]", "5000", "unstated");
        assertEquals("exact [any] of [broad, any]", decide(broad, any));
        assertEquals("broad-range [broad] of [broad]", decide(broad));
    }

    @Test
    void shouldDrawTheLineOfABroadRangeAt1024Ports() {
        assertEquals("range [r] of [r]", decide(rule("r", "[a]", "[b]", "4001-5024", "unstated")));
        assertEquals("broad-range [r] of [r]", decide(rule("r", "[a]", "[b]", "4000-5024", "unstated")));
    }

    @Test
    void shouldListEqualsInDocumentOrder() {
        String first = rule("z", "[a]", "[b]", "5000", "unstated");
        String second = rule("a", "[a]", "[b]", "[80, 5000]", "unstated");
        assertEquals("exact [z, a] of [z, a]", decide(first, second));
        assertEquals("exact [a, z] of [a, z]", decide(second, first));
    }

    @Test
    void shouldCountARowThatTheSiteRequiresAsMandatory() {
        String optional = rule("optional", "[a]", "[b]", "5000", "optional");
        String unstated = rule("unstated", "[a]", "[b]", "5000", "unstated");
        CompiledPolicy policy = new Workbench(folder).policy(SITE + "required: [p]\n", HEAD + optional + unstated);
        assertEquals("[unstated]", policy.judge(TALK).rules().toString());
        assertEquals(
                List.of(false, true),
                policy.rules().stream().map(policy::required).toList());
    }
}
