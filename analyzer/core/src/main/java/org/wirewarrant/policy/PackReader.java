package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks one pack file from its root. */
final class PackReader {
    private final YamlFile file;
    private final Problems problems;
    private final Map<String, PackRole> roles = new LinkedHashMap<>();
    private final Map<String, PackRole> rolesByName = new LinkedHashMap<>();
    private final Map<String, PackFeature> features = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    PackReader(YamlFile file) {
        this.file = file;
        this.problems = new Problems(file.path().toString());
    }

    RulePack read() throws PolicyException {
        Optional<YamlNode.Mapping> root = YamlTree.parse(file, problems);
        RulePack pack = root.map(this::pack).orElse(null);
        problems.throwIfAny();
        return pack;
    }

    private RulePack pack(YamlNode.Mapping root) {
        Fields fields = new Fields(root, "the pack", PackFormat.PACK, problems);
        String name = fields.needText("pack");
        fields.find("pack").ifPresent(node -> checkName(fields, node, name));
        String title = fields.needText("title");
        SourceDocument document = document(fields);
        String product = fields.text("product", name);
        fields.each("roles", (key, value) -> role(fields, name, key, value));
        members(fields);
        fields.each("features", (key, value) -> feature(fields, name, key, value));
        rules(fields, name, document);
        List<Rule> list = List.copyOf(rules.values());
        return new RulePack(
                name,
                title,
                document,
                product,
                List.copyOf(roles.values()),
                List.copyOf(features.values()),
                list,
                file.path(),
                file.sha256());
    }

    private void checkName(Fields fields, YamlNode node, String name) {
        if (name.isEmpty()) {
            return;
        }
        if (!PackFormat.NAME.matcher(name).matches()) {
            fields.wrong(node, "pack", "lower-case letters, digits and '-'");
        } else if (file.stem().filter(stem -> !stem.equals(name)).isPresent()) {
            String expected = file.stem().orElseThrow();
            problems.add(
                    node,
                    "'pack' is '" + Text.clip(name) + "' in a file named " + expected + ".yaml",
                    "make them the same");
        }
    }

    private SourceDocument document(Fields fields) {
        Optional<Fields> inner = fields.need("document")
                .flatMap(node -> fields.asInner(node, "document", "the document", PackFormat.DOCUMENT));
        if (inner.isEmpty()) {
            return new SourceDocument("", "", "", "", 0, 0, List.of(), List.of());
        }
        Fields document = inner.get();
        String sha256 = document.text("sha256", "");
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            document.wrong(document.find("sha256").orElseThrow(), "sha256", "64 lower-case hexadecimal digits");
        }
        return new SourceDocument(
                document.needText("title"),
                document.text("publisher", ""),
                document.text("edition", ""),
                sha256,
                document.integer("lines", 1, 10_000_000).orElse(0),
                document.integer("statements", 1, 10_000_000).orElse(0),
                document.texts("notes"),
                document.texts("gaps"));
    }

    private void role(Fields fields, String pack, YamlNode.Scalar key, YamlNode value) {
        String id = key.text();
        if (!PackFormat.NAME.matcher(id).matches() || id.equals(Rule.ANY)) {
            problems.add(
                    key, "role '" + Text.clip(id) + "'", "name it with lower-case letters, digits and '-', not any");
        }
        Optional<Fields> facts = value instanceof YamlNode.Scalar scalar && scalar.isNull()
                ? Optional.empty()
                : fields.asInner(value, id, "role '" + Text.clip(id) + "'", PackFormat.ROLE);
        PackRole role = new PackRole(
                pack,
                id,
                facts.map(inner -> inner.text("title", id)).orElse(id),
                facts.flatMap(inner -> inner.word("kind", RoleKind.class)).orElse(RoleKind.OWN),
                facts.map(inner -> inner.texts("aliases")).orElse(List.of()),
                facts.map(inner -> inner.texts("members")).orElse(List.of()),
                facts.map(inner -> inner.texts("hosts")).orElse(List.of()),
                facts.map(inner -> inner.text("note", "")).orElse(""),
                new Position(problems.file(), key.line(), key.column()));
        roles.put(id, role);
        name(key, id, role);
        role.aliases().forEach(alias -> name(key, alias, role));
    }

    private void name(YamlNode at, String name, PackRole role) {
        PackRole first = rolesByName.putIfAbsent(name, role);
        if (first != null && !first.id().equals(role.id())) {
            String where =
                    "role '" + first.id() + "' at line " + first.position().line();
            problems.add(
                    at, "'" + Text.clip(name) + "' names this role and " + where, "a name or alias means one role");
        }
    }

    /** Members must be declared, and no group may hold itself. */
    private void members(Fields fields) {
        for (PackRole role : roles.values()) {
            for (String member : role.members()) {
                if (!roles.containsKey(member)) {
                    String what = "unknown role '" + Text.clip(member) + "' in members of '" + role.id() + "'";
                    problems.add(
                            role.position(), what, Text.didYouMean(member, roles.keySet(), "declare it under 'roles'"));
                }
            }
        }
        Map<String, List<String>> edges = new HashMap<>();
        roles.values().forEach(role -> edges.put(role.id(), role.members()));
        for (String id : Circles.in(edges)) {
            problems.add(
                    roles.get(id).position(), "role '" + id + "' is a member of itself", "take it out of the members");
        }
        fields.need("roles");
    }

    private void feature(Fields fields, String pack, YamlNode.Scalar key, YamlNode value) {
        if (!PackFormat.NAME.matcher(key.text()).matches()) {
            problems.add(
                    key, "feature '" + Text.clip(key.text()) + "'", "name it with lower-case letters, digits and '-'");
        }
        Optional<Fields> facts =
                fields.asInner(value, key.text(), "feature '" + Text.clip(key.text()) + "'", PackFormat.FEATURE);
        boolean on = facts.flatMap(inner -> inner.find("default").flatMap(node -> inner.asSwitch(node, "default")))
                .orElse(false);
        String title = facts.map(inner -> inner.text("title", key.text())).orElse(key.text());
        features.put(
                key.text(),
                new PackFeature(pack, key.text(), title, on, new Position(problems.file(), key.line(), key.column())));
    }

    private void rules(Fields fields, String pack, SourceDocument document) {
        Optional<YamlNode> node = fields.need("rules");
        if (node.isEmpty()) {
            return;
        }
        if (!(node.get() instanceof YamlNode.Sequence list)) {
            fields.wrong(node.get(), "rules", "a list");
            return;
        }
        RuleReader reader = new RuleReader(pack, rolesByName, features, document.lines(), problems);
        for (YamlNode item : list.items()) {
            if (item instanceof YamlNode.Mapping mapping) {
                add(reader.read(mapping, rules.size()));
            } else {
                problems.add(item, item.kind() + " is no rule", "a rule is a mapping that starts with '- id:'");
            }
        }
        references(reader.references());
        int count = list.items().size();
        if (document.statements() > 0 && document.statements() != count) {
            String what = "the pack has " + count + " rules, and its document " + document.statements() + " statements";
            fields.inner("document", PackFormat.DOCUMENT)
                    .flatMap(inner -> inner.find("statements"))
                    .ifPresent(at -> problems.add(at, what, "one statement is one rule"));
        }
    }

    private void add(Rule rule) {
        Rule first = rule.id().isEmpty() ? null : rules.putIfAbsent(rule.id(), rule);
        if (first != null) {
            String where = "line " + first.position().line() + ", column "
                    + first.position().column();
            problems.add(
                    rule.position(),
                    "rule id '" + Text.clip(rule.id()) + "' is used twice, first at " + where,
                    "rename one");
        }
    }

    private void references(List<RuleReader.Reference> references) {
        for (RuleReader.Reference reference : references) {
            if (!rules.containsKey(reference.id())) {
                String what = "unknown rule '" + Text.clip(reference.id()) + "' in '" + reference.key() + "'";
                problems.add(
                        reference.at(),
                        what,
                        Text.didYouMean(reference.id(), rules.keySet(), "name a rule of this pack"));
            }
        }
        Map<String, List<String>> edges = new HashMap<>();
        for (Rule rule : rules.values()) {
            List<String> next = new ArrayList<>(rule.sameAs());
            rule.derivedFrom().ifPresent(next::add);
            edges.put(rule.id(), next);
        }
        for (String id : Circles.in(edges)) {
            String what = "the ports of '" + id + "' follow from themselves";
            problems.add(rules.get(id).position(), what, "break the circle of 'derived' and 'same_as'");
        }
    }
}
