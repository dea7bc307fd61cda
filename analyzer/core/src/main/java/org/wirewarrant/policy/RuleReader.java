package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wirewarrant.wire.IpAddress;

/** Reads the rules of one pack; references between rules are kept to be checked when all are known. */
final class RuleReader {
    /** A rule id that another rule names. */
    record Reference(YamlNode at, String key, String id) {}

    private static final Set<String> PROTOCOLS = Set.copyOf(PackFormat.protocols());

    private final String pack;
    private final Map<String, PackRole> rolesByName;
    private final Map<String, PackFeature> features;
    private final int documentLines;
    private final Problems problems;
    private final List<Reference> references = new ArrayList<>();

    RuleReader(
            String pack,
            Map<String, PackRole> rolesByName,
            Map<String, PackFeature> features,
            int documentLines,
            Problems problems) {
        this.pack = pack;
        this.rolesByName = rolesByName;
        this.features = features;
        this.documentLines = documentLines;
        this.problems = problems;
    }

    List<Reference> references() {
        return references;
    }

    Rule read(YamlNode.Mapping mapping, int ordinal) {
        String name = mapping.entries().stream()
                .filter(entry -> entry.key().text().equals("id") && entry.value() instanceof YamlNode.Scalar)
                .map(entry -> "rule " + entry.value().kind())
                .findFirst()
                .orElse("the rule");
        Fields fields = new Fields(mapping, name, PackFormat.RULE, problems);
        Rule.Builder rule = new Rule.Builder();
        rule.source = mapping;
        rule.pack = pack;
        rule.ordinal = ordinal;
        rule.position = fields.position();
        rule.id = fields.needText("id");
        fields.find("id").ifPresent(node -> {
            rule.position = new Position(problems.file(), node.line(), node.column());
            if (!rule.id.isEmpty() && !PackFormat.ID.matcher(rule.id).matches()) {
                fields.wrong(node, "id", "lower-case letters, digits, '.' and '-'");
            }
        });
        rule.service = fields.needText("service");
        rule.section = fields.text("section", "");
        rule.from = roles(fields, "from");
        rule.to = roles(fields, "to");
        rule.protocols = protocols(fields);
        ports(fields, rule);
        rule.requirement = fields.need("requirement")
                .flatMap(node -> fields.asWord(node, "requirement", Requirement.class))
                .orElse(Requirement.UNSTATED);
        source(fields, rule);
        conditions(fields, rule);
        relations(fields, rule);
        facts(fields, rule);
        return rule.build();
    }

    private List<String> roles(Fields fields, String key) {
        Optional<YamlNode> value = fields.need(key);
        List<String> roles = new ArrayList<>();
        for (YamlNode item : value.map(node -> fields.asItems(node, key)).orElse(List.of())) {
            fields.asText(item, key).ifPresent(word -> {
                PackRole role = rolesByName.get(word);
                if (word.equals(Rule.ANY)) {
                    roles.add(word);
                } else if (role == null) {
                    String remedy = Text.didYouMean(word, rolesByName.keySet(), "declare it under 'roles', or write any");
                    problems.add(item, "unknown role '" + Text.clip(word) + "' in '" + key + "'", remedy);
                } else if (!roles.contains(role.id())) {
                    roles.add(role.id());
                }
            });
        }
        if (roles.contains(Rule.ANY) && roles.size() > 1) {
            problems.add(value.orElseThrow(), "'" + key + "' names any beside roles", "write one or the other");
        }
        if (value.isPresent() && value.get() instanceof YamlNode.Sequence list && list.items().isEmpty()) {
            problems.add(list, "'" + key + "' of " + fields.owner() + " is empty", "name a role, or write any");
        }
        return roles;
    }

    private List<String> protocols(Fields fields) {
        List<String> protocols = new ArrayList<>();
        for (YamlNode item : fields.need("protocol").map(node -> fields.asItems(node, "protocol")).orElse(List.of())) {
            fields.asText(item, "protocol").ifPresent(word -> {
                if (PROTOCOLS.contains(word)) {
                    protocols.add(word);
                } else {
                    String remedy = Text.didYouMean(word, PackFormat.protocols(), "write an IANA keyword, any or unknown");
                    problems.add(item, "unknown protocol '" + Text.clip(word) + "'", remedy);
                }
            });
        }
        return protocols;
    }

    private PortReader portReader(Rule.Builder rule) {
        boolean types = !rule.protocols.isEmpty()
                && rule.protocols.stream().allMatch(word -> IpProtocols.hasTypes(IpProtocols.number(word)));
        return types ? PortReader.types(problems) : PortReader.ports(problems);
    }

    private void ports(Fields fields, Rule.Builder rule) {
        Optional<YamlNode> node = fields.need("ports");
        PortReader reader = portReader(rule);
        node.ifPresent(value -> {
            rule.portKind = PortReader.kind(value);
            if (rule.portKind == PortKind.LISTED) {
                rule.ports = reader.set(value, true);
            }
        });
        rule.sourcePorts = fields.find("source_ports").map(value -> reader.set(value, false)).orElse(PortSet.EMPTY);
        rule.range = fields.find("range").flatMap(value -> reader.range(value, false));
        if (rule.range.isPresent() && rule.portKind != PortKind.DYNAMIC) {
            problems.add(fields.find("range").orElseThrow(), "'range' without dynamic ports", "write 'ports: dynamic', or remove it");
        }
        fields.find("combine").ifPresent(value -> rule.combineAll = oneOf(fields, value, "combine", PackFormat.COMBINE).equals("all"));
        fields.find("initiator")
                .ifPresent(value -> rule.eitherInitiator = oneOf(fields, value, "initiator", PackFormat.INITIATOR).equals("either"));
        for (YamlNode item : fields.items("multicast")) {
            fields.asText(item, "multicast").ifPresent(text -> group(item, text).ifPresent(group -> {
                List<IpAddress> groups = new ArrayList<>(rule.multicast);
                groups.add(group);
                rule.multicast = groups;
            }));
        }
        rule.broadcast = fields.word("broadcast", Broadcast.class);
    }

    private Optional<IpAddress> group(YamlNode item, String text) {
        try {
            IpAddress address = IpAddress.parse(text);
            if (address.isGroup() && !text.equals("255.255.255.255")) {
                return Optional.of(address);
            }
            problems.add(item, "'" + text + "' is no multicast group", "groups lie in 224.0.0.0/4 and ff00::/8");
        } catch (IllegalArgumentException invalid) {
            problems.add(item, invalid.getMessage(), "write a multicast group");
        }
        return Optional.empty();
    }

    private void source(Fields fields, Rule.Builder rule) {
        Optional<Fields> source =
                fields.need("source").flatMap(node -> fields.asInner(node, "source", "source of " + fields.owner(), PackFormat.SOURCE));
        Optional<YamlNode> lines = source.flatMap(inner -> inner.need("lines"));
        if (lines.isEmpty()) {
            return;
        }
        List<YamlNode> items = lines.get() instanceof YamlNode.Sequence list ? list.items() : List.of();
        if (items.size() != 2) {
            fields.wrong(lines.get(), "lines", "[first, last]");
            return;
        }
        int most = documentLines > 0 ? documentLines : Integer.MAX_VALUE;
        Optional<Integer> first = fields.asInteger(items.get(0), "lines", 1, most);
        Optional<Integer> last = fields.asInteger(items.get(1), "lines", 1, most);
        if (first.isPresent() && last.isPresent()) {
            if (first.get() > last.get()) {
                problems.add(lines.get(), "'lines' run backwards", "write [" + last.get() + ", " + first.get() + "]");
            }
            rule.firstLine = first.get();
            rule.lastLine = last.get();
        }
    }

    private void conditions(Fields fields, Rule.Builder rule) {
        rule.scope = fields.word("scope", HostScope.class).orElse(HostScope.NETWORK);
        rule.openedBy = fields.text("opened_by");
        fields.find("opened_by").ifPresent(node -> {
            rule.openedBy.ifPresent(name -> feature(node, name));
            if (rule.scope != HostScope.HOST_LOCAL_BY_DEFAULT) {
                problems.add(node, "'opened_by' without 'scope: host-local-by-default'", "add the scope, or remove it");
            }
        });
        fields.inner("when", PackFormat.WHEN).ifPresent(when -> {
            rule.whenNote = when.text("note", "");
            Map<String, Boolean> states = new LinkedHashMap<>();
            when.each("features", (key, value) -> {
                feature(key, key.text());
                when.asSwitch(value, key.text()).ifPresent(on -> states.put(key.text(), on));
            });
            rule.when = states;
        });
        rule.mandatoryWhen = fields.text("mandatory_when", "");
        rule.since = version(fields, "since");
        rule.until = version(fields, "until");
        rule.defaultOffSince = version(fields, "default_off_since");
        if (rule.since.isPresent() && rule.until.isPresent() && Versions.compare(rule.since.get(), rule.until.get()) >= 0) {
            String interval = "'since' " + rule.since.get() + " is not before 'until' " + rule.until.get();
            problems.add(fields.find("until").orElseThrow(), interval, "the row would hold for no version");
        }
    }

    private void feature(YamlNode at, String name) {
        if (!features.containsKey(name)) {
            String remedy = Text.didYouMean(name, features.keySet(), "declare it under 'features'");
            problems.add(at, "unknown feature '" + Text.clip(name) + "'", remedy);
        }
    }

    private Optional<String> version(Fields fields, String key) {
        Optional<String> version = fields.text(key);
        if (version.isPresent() && !PackFormat.VERSION.matcher(version.get()).matches()) {
            fields.wrong(fields.find(key).orElseThrow(), key, "a version as \"8.7\"");
            return Optional.empty();
        }
        return version;
    }

    private void relations(Fields fields, Rule.Builder rule) {
        fields.inner("alternatives", PackFormat.ALTERNATIVES).ifPresent(inner -> alternatives(inner, rule));
        fields.inner("derived", PackFormat.DERIVED).ifPresent(inner -> {
            rule.derivedFrom = inner.need("from").flatMap(node -> reference(inner, node, "from"));
            rule.derivedOffset = inner.integer("offset", -65535, 65535).orElse(0);
        });
        rule.fallbackOf = references(fields, "fallback_of");
        rule.sameAs = references(fields, "same_as");
        rule.prefer = single(fields, "prefer");
        rule.control = single(fields, "control");
        rule.repeats = single(fields, "repeats");
        rule.mirrorOf = single(fields, "mirror_of");
        if (rule.portKind == PortKind.REFERENCE && rule.sameAs.isEmpty() && !fields.has("same_as")) {
            problems.add(fields.need("ports").orElseThrow(), "'ports: reference' without 'same_as'", "name the rules");
        }
    }

    private void alternatives(Fields inner, Rule.Builder rule) {
        rule.alternativeGroup = inner.need("group").flatMap(node -> inner.asText(node, "group"));
        rule.alternativeChoice = inner.text("choice", "");
        Map<String, PortSet> choices = new LinkedHashMap<>();
        inner.each("choices", (key, value) -> choices.put(key.text(), portReader(rule).set(value, false)));
        rule.choices = choices;
        if (inner.has("choice") == inner.has("choices")) {
            problems.add(inner.position(), inner.owner() + " has " + (inner.has("choice") ? "'choice' and 'choices'" : "no 'choice'"),
                    "write 'choice' for the whole row, or 'choices' with the ports of each");
        }
        for (PortSet ports : choices.values()) {
            if (rule.portKind == PortKind.LISTED && !rule.ports.containsAll(ports)) {
                problems.add(inner.position(), "choice ports " + ports + " are not among 'ports'", "list them in 'ports' too");
            }
        }
    }

    private Optional<String> single(Fields fields, String key) {
        return fields.find(key).flatMap(node -> reference(fields, node, key));
    }

    private List<String> references(Fields fields, String key) {
        List<String> ids = new ArrayList<>();
        fields.items(key).forEach(item -> reference(fields, item, key).ifPresent(ids::add));
        return ids;
    }

    private Optional<String> reference(Fields fields, YamlNode node, String key) {
        Optional<String> id = fields.asText(node, key);
        id.ifPresent(name -> references.add(new Reference(node, key, name)));
        return id;
    }

    private void facts(Fields fields, Rule.Builder rule) {
        Map<String, Basis> basis = new LinkedHashMap<>();
        Set<String> known = new HashSet<>(PackFormat.BASIS_FIELDS);
        fields.each("basis", (key, value) -> {
            if (known.contains(key.text())) {
                fields.asWord(value, key.text(), Basis.class).ifPresent(sure -> basis.put(key.text(), sure));
            } else {
                String remedy = Text.didYouMean(key.text(), PackFormat.BASIS_FIELDS, "write " + Text.or(PackFormat.BASIS_FIELDS));
                problems.add(key, "unknown key '" + Text.clip(key.text()) + "' in 'basis'", remedy);
            }
        });
        rule.basis = basis;
        Map<String, String> printed = new LinkedHashMap<>();
        fields.each("printed", (key, value) -> fields.asText(value, key.text()).ifPresent(text -> printed.put(key.text(), text)));
        rule.printed = printed;
        rule.application = fields.text("application");
        fields.find("configurable").ifPresent(node -> configurable(fields, node, rule));
        rule.firewall = fields.word("firewall", FirewallDemand.class).orElse(FirewallDemand.UNSTATED);
        rule.program = fields.text("program", "");
        rule.windowsService = fields.text("windows_service", "");
        rule.note = fields.text("note", "");
        rule.defects = fields.texts("defects");
        fields.inner("attribution", PackFormat.ATTRIBUTION).ifPresent(inner -> {
            rule.printedUnder = inner.text("printed_under", "");
            rule.attribution = inner.need("confidence").flatMap(node -> inner.asWord(node, "confidence", Confidence.class));
        });
    }

    private void configurable(Fields fields, YamlNode node, Rule.Builder rule) {
        Consumer<Configurable> set = value -> rule.configurable = value;
        if (!(node instanceof YamlNode.Mapping)) {
            fields.asWord(node, "configurable", Configurable.class).ifPresent(set);
            return;
        }
        fields.inner("configurable", PackFormat.CONFIGURABLE).ifPresent(inner -> {
            inner.need("value").flatMap(value -> inner.asWord(value, "value", Configurable.class)).ifPresent(set);
            rule.setting = inner.text("setting", "");
            inner.find("kind").ifPresent(kind -> rule.settingKind = oneOf(inner, kind, "kind", PackFormat.SETTING_KINDS));
        });
    }

    private String oneOf(Fields fields, YamlNode node, String key, List<String> words) {
        String word = fields.asText(node, key).orElse("");
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(node, "'" + key + "' is " + node.kind(), Text.didYouMean(word, words, "write " + Text.or(words)));
        }
        return word;
    }
}
