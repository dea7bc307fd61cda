package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wirewarrant.wire.IpProtocol;

/** Reads the rules of one pack; references between rules are kept to be checked when all are known. */
final class RuleReader {
    /** A rule id that another rule names. */
    record Reference(YamlNode at, String key, String id) {}

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
        rule.process = fields.text("process", "");
        rule.from = fields.need("from").map(node -> roles(fields, node, "from")).orElse(List.of());
        rule.to = fields.need("to").map(node -> roles(fields, node, "to")).orElse(List.of());
        rule.protocols =
                fields.need("protocol").map(node -> protocols(fields, node)).orElse(List.of());
        ports(fields, rule);
        rule.requirement = fields.need("requirement")
                .flatMap(node -> fields.asWord(node, "requirement", Requirement.class))
                .orElse(Requirement.UNSTATED);
        source(fields, rule);
        conditions(fields, rule);
        relations(fields, rule);
        facts(fields, rule);
        parts(fields, rule);
        return rule.build();
    }

    /** What a part does not give it has from its rule. */
    private void parts(Fields fields, Rule.Builder rule) {
        List<RulePart> parts = new ArrayList<>();
        List<YamlNode> items = fields.find("parts")
                .map(node -> node instanceof YamlNode.Sequence ? fields.asItems(node, "parts") : List.of(node))
                .orElse(List.of());
        for (YamlNode item : items) {
            fields.asInner(item, "parts", "a part of " + fields.owner(), PackFormat.PART)
                    .ifPresent(inner -> parts.add(part(inner, rule)));
        }
        rule.parts = parts;
    }

    private RulePart part(Fields fields, Rule.Builder rule) {
        List<String> protocols =
                fields.find("protocol").map(node -> protocols(fields, node)).orElse(rule.protocols);
        PortReader reader = portReader(protocols);
        Optional<YamlNode> ports = fields.find("ports");
        PortKind kind = ports.map(node -> portKind(node, protocols)).orElse(rule.portKind);
        boolean listed = kind == PortKind.LISTED;
        return new RulePart(
                fields.find("from").map(node -> roles(fields, node, "from")).orElse(rule.from),
                fields.find("to").map(node -> roles(fields, node, "to")).orElse(rule.to),
                protocols,
                kind,
                listed ? ports.map(node -> reader.set(node, true)).orElse(rule.ports) : PortSet.EMPTY,
                range(fields, reader, kind),
                single(fields, "control").or(() -> kind == PortKind.DYNAMIC ? rule.control : Optional.empty()),
                fields.text("application").or(() -> rule.application),
                fields.inner("when", PackFormat.WHEN).map(this::features).orElse(Map.of()),
                fields.text("note", ""));
    }

    private List<String> roles(Fields fields, YamlNode value, String key) {
        List<String> roles = new ArrayList<>();
        for (YamlNode item : fields.asItems(value, key)) {
            fields.asText(item, key).ifPresent(word -> {
                PackRole role = rolesByName.get(word);
                if (word.equals(Rule.ANY)) {
                    roles.add(word);
                } else if (role == null) {
                    String remedy =
                            Text.didYouMean(word, rolesByName.keySet(), "declare it under 'roles', or write any");
                    problems.add(item, "unknown role '" + Text.clip(word) + "' in '" + key + "'", remedy);
                } else if (!roles.contains(role.id())) {
                    roles.add(role.id());
                }
            });
        }
        if (roles.contains(Rule.ANY) && roles.size() > 1) {
            problems.add(value, "'" + key + "' names any beside roles", "write one or the other");
        }
        if (value instanceof YamlNode.Sequence list && list.items().isEmpty()) {
            problems.add(list, "'" + key + "' of " + fields.owner() + " is empty", "name a role, or write any");
        }
        return roles;
    }

    private List<String> protocols(Fields fields, YamlNode value) {
        List<String> protocols = new ArrayList<>();
        for (YamlNode item : fields.asItems(value, "protocol")) {
            fields.asText(item, "protocol").ifPresent(word -> {
                if (IpProtocols.number(word) >= 0 || word.equals("any") || word.equals("unknown")) {
                    protocols.add(word);
                } else {
                    String remedy =
                            Text.didYouMean(word, PackFormat.protocols(), "write an IANA keyword, any or unknown");
                    problems.add(item, "unknown protocol '" + Text.clip(word) + "'", remedy);
                }
            });
        }
        return protocols;
    }

    private PortReader portReader(List<String> protocols) {
        boolean types = !protocols.isEmpty()
                && protocols.stream().allMatch(word -> IpProtocol.isIcmp(IpProtocols.number(word)));
        return types ? PortReader.types(problems) : PortReader.ports(problems);
    }

    private void ports(Fields fields, Rule.Builder rule) {
        PortReader reader = portReader(rule.protocols);
        fields.need("ports").ifPresent(value -> {
            rule.portKind = portKind(value, rule.protocols);
            rule.ports = rule.portKind == PortKind.LISTED ? reader.set(value, true) : PortSet.EMPTY;
        });
        fields.find("source_ports").ifPresent(value -> {
            rule.sourceDynamic = PortReader.kind(value) == PortKind.DYNAMIC;
            rule.sourcePorts = rule.sourceDynamic ? PortSet.EMPTY : reader.set(value, false);
        });
        rule.range = range(fields, reader, rule.portKind);
        fields.find("combine")
                .ifPresent(value -> rule.combineAll =
                        oneOf(fields, value, "combine", PackFormat.COMBINE).equals("all"));
        fields.find("initiator")
                .ifPresent(value -> rule.eitherInitiator =
                        oneOf(fields, value, "initiator", PackFormat.INITIATOR).equals("either"));
        for (YamlNode item : fields.items("multicast")) {
            fields.asText(item, "multicast")
                    .ifPresent(text -> group(item, text).ifPresent(group -> {
                        List<AddressRange> groups = new ArrayList<>(rule.multicast);
                        groups.add(group);
                        rule.multicast = groups;
                    }));
        }
        rule.broadcast = fields.word("broadcast", Broadcast.class);
    }

    private PortKind portKind(YamlNode value, List<String> protocols) {
        PortKind kind = PortReader.kind(value);
        if (kind == PortKind.ANY && protocols.stream().anyMatch(RuleReader::hasPorts)) {
            problems.add(
                    value,
                    "'ports: any' for a protocol with ports",
                    "list the ports; any is for protocols without them");
        }
        return kind;
    }

    private static boolean hasPorts(String protocol) {
        int number = IpProtocols.number(protocol);
        return number < 0 || IpProtocol.hasPorts(number) || IpProtocol.isIcmp(number);
    }

    private Optional<PortRange> range(Fields fields, PortReader reader, PortKind kind) {
        Optional<YamlNode> node = fields.find("range");
        if (node.isPresent() && kind != PortKind.DYNAMIC) {
            problems.add(node.get(), "'range' without dynamic ports", "write 'ports: dynamic', or remove it");
        }
        return node.flatMap(value -> reader.range(value, false));
    }

    private Optional<AddressRange> group(YamlNode item, String text) {
        try {
            AddressRange range = AddressRange.parse(text);
            if (range.first().isGroup() && range.last().isGroup() && !text.equals("255.255.255.255")) {
                return Optional.of(range);
            }
            problems.add(item, "'" + text + "' is no multicast group", "groups lie in 224.0.0.0/4 and ff00::/8");
        } catch (IllegalArgumentException invalid) {
            problems.add(item, invalid.getMessage(), "write a multicast group, or a prefix of groups");
        }
        return Optional.empty();
    }

    private void source(Fields fields, Rule.Builder rule) {
        Optional<Fields> source = fields.need("source")
                .flatMap(node -> fields.asInner(node, "source", "source of " + fields.owner(), PackFormat.SOURCE));
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
            rule.when = features(when);
        });
        rule.mandatoryWhen = fields.text("mandatory_when", "");
        rule.since = version(fields, "since");
        rule.until = version(fields, "until");
        rule.defaultOffSince = version(fields, "default_off_since");
        if (rule.since.isPresent()
                && rule.until.isPresent()
                && Versions.compare(rule.since.get(), rule.until.get()) >= 0) {
            String interval = "'since' " + rule.since.get() + " is not before 'until' " + rule.until.get();
            problems.add(fields.find("until").orElseThrow(), interval, "the row would hold for no version");
        }
    }

    private Map<String, Boolean> features(Fields when) {
        Map<String, Boolean> states = new LinkedHashMap<>();
        when.each("features", (key, value) -> {
            feature(key, key.text());
            when.asSwitch(value, key.text()).ifPresent(on -> states.put(key.text(), on));
        });
        return states;
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
        inner.each(
                "choices",
                (key, value) ->
                        choices.put(key.text(), portReader(rule.protocols).set(value, false)));
        rule.choices = choices;
        if (inner.has("choice") == inner.has("choices")) {
            String both = inner.has("choice") ? "'choice' and 'choices'" : "neither 'choice' nor 'choices'";
            problems.add(
                    inner.position(),
                    both + " in " + inner.owner(),
                    "write 'choice' for the whole row, or 'choices' with the ports of each");
        }
        for (PortSet ports : choices.values()) {
            if (rule.portKind == PortKind.LISTED && !rule.ports.containsAll(ports)) {
                problems.add(
                        inner.position(),
                        "choice ports " + ports + " are not among 'ports'",
                        "list them in 'ports' too");
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
                String remedy = Text.didYouMean(
                        key.text(), PackFormat.BASIS_FIELDS, "write " + Text.or(PackFormat.BASIS_FIELDS));
                problems.add(key, "unknown key '" + Text.clip(key.text()) + "' in 'basis'", remedy);
            }
        });
        rule.basis = basis;
        Map<String, String> printed = new LinkedHashMap<>();
        fields.each(
                "printed",
                (key, value) -> fields.asText(value, key.text()).ifPresent(text -> printed.put(key.text(), text)));
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
            rule.attribution =
                    inner.need("confidence").flatMap(node -> inner.asWord(node, "confidence", Confidence.class));
        });
    }

    private void configurable(Fields fields, YamlNode node, Rule.Builder rule) {
        Consumer<Configurable> set = value -> rule.configurable = value;
        if (!(node instanceof YamlNode.Mapping)) {
            configurable(fields, node).ifPresent(set);
            return;
        }
        fields.inner("configurable", PackFormat.CONFIGURABLE).ifPresent(inner -> {
            inner.need("value").flatMap(value -> configurable(inner, value)).ifPresent(set);
            rule.setting = inner.text("setting", "");
            inner.find("kind")
                    .ifPresent(kind -> rule.settingKind = oneOf(inner, kind, "kind", PackFormat.SETTING_KINDS));
        });
    }

    /** Editors write yes and no as true and false. */
    private static Optional<Configurable> configurable(Fields fields, YamlNode node) {
        String word = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        return switch (word) {
            case "true" -> Optional.of(Configurable.YES);
            case "false" -> Optional.of(Configurable.NO);
            default -> fields.asWord(node, "configurable", Configurable.class);
        };
    }

    private String oneOf(Fields fields, YamlNode node, String key, List<String> words) {
        String word = fields.asText(node, key).orElse("");
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(
                    node, "'" + key + "' is " + node.kind(), Text.didYouMean(word, words, "write " + Text.or(words)));
        }
        return word;
    }
}
