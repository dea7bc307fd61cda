package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wirewarrant.testing.Corpus;

/** What the schemas tell editors is what the readers take: the same keys, the same required keys, the same words. JSON is YAML. */
class SchemaTest {
    private final Object pack = schema("pack.schema.json");
    private final Object site = schema("site.schema.json");

    private static Object schema(String name) {
        Problems problems = new Problems(name);
        try {
            YamlFile file = YamlFile.read(Corpus.root().resolve("rules").resolve(name));
            Object plain = YamlTree.parse(file, problems).orElseThrow().plain();
            assertEquals(List.of(), problems.list());
            return plain;
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Object at(Object node, String... path) {
        Object here = node;
        for (String key : path) {
            here = here instanceof List<?> list ? list.get(Integer.parseInt(key)) : ((Map<?, ?>) here).get(key);
        }
        return here;
    }

    private static Set<Object> keys(Object node, String... path) {
        return new TreeSet<>(((Map<?, ?>) at(node, path)).keySet());
    }

    private static Set<Object> words(Object node, String... path) {
        return new TreeSet<>((Collection<?>) at(node, path));
    }

    private static Set<Object> set(Collection<String> words) {
        return new TreeSet<>(words);
    }

    private static <E extends Enum<E> & Keyword> Set<Object> of(Class<E> type) {
        return set(Keyword.words(type));
    }

    @Test
    void shouldKnowTheSameKeysOfAPack() {
        assertEquals(set(PackFormat.PACK), keys(pack, "properties"));
        assertEquals(set(PackFormat.DOCUMENT), keys(pack, "properties", "document", "properties"));
        assertEquals(set(PackFormat.ROLE), keys(pack, "$defs", "role", "properties"));
        assertEquals(set(PackFormat.FEATURE), keys(pack, "$defs", "feature", "properties"));
        assertEquals(set(PackFormat.WHEN), keys(pack, "$defs", "when", "properties"));
        assertEquals(set(PackFormat.PART), keys(pack, "$defs", "part", "properties"));
        assertEquals(set(PackFormat.RULE), keys(pack, "$defs", "rule", "properties"));
        assertEquals(set(PackFormat.SOURCE), rule("source", "properties"));
        assertEquals(set(PackFormat.ALTERNATIVES), rule("alternatives", "properties"));
        assertEquals(set(PackFormat.DERIVED), rule("derived", "properties"));
        assertEquals(set(PackFormat.CONFIGURABLE), rule("configurable", "anyOf", "1", "properties"));
        assertEquals(set(PackFormat.ATTRIBUTION), rule("attribution", "properties"));
        assertEquals(set(PackFormat.BASIS_FIELDS), rule("basis", "properties"));
    }

    private Set<Object> rule(String... path) {
        List<String> whole = new ArrayList<>(List.of("$defs", "rule", "properties"));
        whole.addAll(List.of(path));
        return keys(pack, whole.toArray(String[]::new));
    }

    @Test
    void shouldAskForTheSameKeys() {
        assertEquals(set(PackFormat.PACK_NEEDS), words(pack, "required"));
        assertEquals(set(PackFormat.RULE_NEEDS), words(pack, "$defs", "rule", "required"));
        assertEquals(set(SiteFormat.SITE_NEEDS), words(site, "required"));
        assertEquals(set(SiteFormat.EXCEPTION_NEEDS), words(site, "$defs", "exception", "required"));
    }

    @Test
    void shouldKnowTheSameWordsInAPack() {
        Set<Object> portWords = set(PortReader.words());
        assertEquals(portWords, words(pack, "$defs", "ports", "anyOf", "3", "enum"));
        assertEquals(of(Requirement.class), words(pack, "$defs", "rule", "properties", "requirement", "enum"));
        assertEquals(of(RoleKind.class), words(pack, "$defs", "role", "properties", "kind", "enum"));
        assertEquals(of(Basis.class), words(pack, "$defs", "basis", "enum"));
        assertEquals(of(Confidence.class), words(pack, "$defs", "confidence", "enum"));
        assertEquals(of(Broadcast.class), words(pack, "$defs", "rule", "properties", "broadcast", "enum"));
        assertEquals(of(FirewallDemand.class), words(pack, "$defs", "rule", "properties", "firewall", "enum"));
        assertEquals(set(PackFormat.INITIATOR), words(pack, "$defs", "rule", "properties", "initiator", "enum"));
        assertEquals(set(PackFormat.COMBINE), words(pack, "$defs", "rule", "properties", "combine", "enum"));
        assertEquals(set(PackFormat.SCOPES), words(pack, "$defs", "rule", "properties", "scope", "enum"));
        assertEquals(set(IpProtocols.keywords()), words(pack, "$defs", "keyword", "anyOf", "0", "enum"));
        assertEquals(
                set(PackFormat.SETTING_KINDS),
                words(pack, "$defs", "rule", "properties", "configurable", "anyOf", "1", "properties", "kind", "enum"));
        Set<Object> configurable = of(Configurable.class);
        configurable.addAll(List.of("true", "false"));
        assertEquals(configurable, words(pack, "$defs", "rule", "properties", "configurable", "anyOf", "0", "enum"));
    }

    @Test
    void shouldKnowTheSameKeysAndWordsOfASite() {
        assertEquals(set(SiteFormat.SITE), keys(site, "properties"));
        assertEquals(set(SiteFormat.EXCEPTION), keys(site, "$defs", "exception", "properties"));
        assertEquals(set(SiteFormat.findingKinds()), words(site, "properties", "severity", "propertyNames", "enum"));
        assertEquals(set(SiteFormat.SEVERITIES), words(site, "properties", "severity", "additionalProperties", "enum"));
        assertEquals(set(IpProtocols.keywords()), words(site, "$defs", "keyword", "anyOf", "0", "enum"));
    }
}
