package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.wirewarrant.testing.Corpus;

/** Every shipped pack and every rule of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedPacksTest {
    private final RuleLibrary library = new RuleLibrary(Corpus.root().resolve("rules"));
    private final List<RulePack> packs = new ArrayList<>();

    @BeforeAll
    void load() throws PolicyException {
        for (String name : library.names()) {
            packs.add(library.load(name));
        }
    }

    @Test
    void shouldHoldAsManyRulesAsTheDocumentsHaveStatements() {
        Map<String, Integer> rules = new LinkedHashMap<>();
        packs.forEach(pack -> rules.put(pack.name(), pack.rules().size()));
        assertEquals(
                Map.of(
                        "configmgr-client",
                        39,
                        "infrastructure",
                        36,
                        "itms-8",
                        126,
                        "openuem",
                        21,
                        "zenworks-2020",
                        94,
                        "zimbra",
                        64),
                rules);
        packs.forEach(pack -> assertEquals(pack.rules().size(), pack.document().statements(), pack.name()));
    }

    @Test
    void shouldGiveEveryRuleLinesOfItsDocumentAndDeclaredRoles() {
        List<String> wrong = new ArrayList<>();
        for (RulePack pack : packs) {
            Set<String> roles = new HashSet<>();
            pack.roles().forEach(role -> roles.add(role.id()));
            roles.add(Rule.ANY);
            for (Rule rule : pack.rules()) {
                boolean lines = rule.firstLine() >= 1
                        && rule.firstLine() <= rule.lastLine()
                        && rule.lastLine() <= pack.document().lines();
                boolean declared = roles.containsAll(rule.from()) && roles.containsAll(rule.to());
                boolean ports =
                        rule.portKind() == PortKind.LISTED != rule.ports().isEmpty();
                if (!lines
                        || !declared
                        || !ports
                        || rule.service().isBlank()
                        || rule.protocols().isEmpty()) {
                    wrong.add(rule.id());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Sites and old bundles name rules by id: once shipped, an id stays. */
    @Test
    void shouldKeepEveryId() throws IOException {
        try (InputStream stream = ShippedPacksTest.class.getResourceAsStream("rule-ids.txt")) {
            List<String> shipped = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertEquals(
                    shipped,
                    packs.stream()
                            .flatMap(pack -> pack.rules().stream())
                            .map(Rule::id)
                            .sorted()
                            .toList());
        }
    }

    @Test
    void shouldCompileTogetherWithUniqueIds() throws PolicyException {
        CompiledPolicy policy = CompiledPolicy.compile(packs, Optional.empty());
        assertEquals(380, policy.rules().size());
        assertEquals(380, policy.rules().stream().map(Rule::id).distinct().count());
    }

    @Test
    void shouldBeFreeOfContradictionsUnusedRolesAndLoneAlternatives() {
        List<String> odd = new ArrayList<>();
        for (RulePack pack : packs) {
            for (Notice notice : PackLint.of(pack)) {
                if (notice.kind() != Notice.Kind.SHADOWED && notice.kind() != Notice.Kind.TOO_BROAD) {
                    odd.add(notice.toString());
                }
            }
        }
        assertEquals(List.of(), odd);
    }

    @Test
    void shouldSayWhyAStatementWithoutAPortCannotBeSeen() throws PolicyException {
        CompiledPolicy policy = CompiledPolicy.compile(packs, Optional.empty());
        List<String> hidden = policy.rules().stream()
                .filter(rule -> policy.applicability(rule).state() == Applicability.State.NOT_A_PORT)
                .map(rule -> rule.portKind().keyword())
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("dynamic", "none", "unknown", "various"), hidden);
        assertTrue(policy.rules().stream()
                .filter(rule -> policy.applicability(rule).state() == Applicability.State.NOT_A_PORT)
                .noneMatch(rule -> policy.applicability(rule).detail().isEmpty()));
    }

    @Test
    void shouldSuggestThePackThatWasMeant() {
        PolicyException thrown = assertThrows(PolicyException.class, () -> library.load("zimbar"));
        assertEquals("zimbar: no such pack (did you mean 'zimbra'?)", thrown.getMessage());
    }
}
