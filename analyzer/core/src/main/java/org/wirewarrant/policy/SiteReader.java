package org.wirewarrant.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wirewarrant.wire.IpProtocol;

/** Walks one site file from its root, against the packs that it names. */
final class SiteReader {
    private final YamlFile file;
    private final RuleLibrary library;
    private final List<RulePack> beside;
    private final Problems problems;
    private final List<Problem> packProblems = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private boolean packsWhole = true;

    SiteReader(YamlFile file, RuleLibrary library, List<RulePack> beside) {
        this.file = file;
        this.library = library;
        this.beside = beside;
        this.problems = new Problems(file.path().toString());
    }

    Site read() throws PolicyException {
        Optional<YamlNode.Mapping> root = YamlTree.parse(file, problems);
        Site site = root.map(this::site).orElse(null);
        List<Problem> all = new ArrayList<>(problems.list());
        all.addAll(packProblems);
        if (!all.isEmpty()) {
            throw new PolicyException(all);
        }
        return site;
    }

    private Site site(YamlNode.Mapping root) {
        Fields fields = new Fields(root, "the site", SiteFormat.SITE, problems);
        String name = fields.needText("site");
        List<RulePack> packs = packs(fields);
        Optional<PackSet> set = Optional.empty();
        if (packsWhole) {
            try {
                set = Optional.of(new PackSet(packs));
            } catch (PolicyException clash) {
                packProblems.addAll(clash.problems());
            }
        }
        SiteNames names = new SiteNames(set, problems, notices);
        return new Site(
                name,
                file.path(),
                file.sha256(),
                set.map(PackSet::packs).orElse(List.of()),
                roles(fields, names),
                features(fields, names),
                versions(fields, names),
                ports(fields, names),
                required(fields, names),
                exceptions(fields, names),
                ranges(fields.items("scope"), fields, "scope"),
                severity(fields),
                notices);
    }

    private List<RulePack> packs(Fields fields) {
        List<RulePack> packs = new ArrayList<>();
        Path folder = file.path().toAbsolutePath().getParent();
        Optional<YamlNode> node = beside.isEmpty() ? fields.need("packs") : fields.find("packs");
        for (YamlNode item : node.map(value -> fields.asItems(value, "packs")).orElse(List.of())) {
            fields.asText(item, "packs").ifPresent(reference -> {
                List<String> known = library.names();
                if (!RuleLibrary.isPath(reference) && !known.contains(reference)) {
                    problems.add(
                            item, "no such pack '" + Text.clip(reference) + "'", library.unknown(reference, known));
                    packsWhole = false;
                    return;
                }
                try {
                    packs.add(library.load(reference, folder == null ? Path.of("") : folder));
                } catch (PolicyException broken) {
                    packProblems.addAll(broken.problems());
                    packsWhole = false;
                }
            });
        }
        packs.addAll(beside);
        return packs;
    }

    private List<SiteRole> roles(Fields fields, SiteNames names) {
        List<SiteRole> roles = new ArrayList<>();
        Map<PackRole, Position> given = new LinkedHashMap<>();
        fields.need("roles");
        fields.each("roles", (key, value) -> {
            Set<PackRole> named = names.roles(key, key.text());
            List<YamlNode> items = value instanceof YamlNode.Scalar scalar && scalar.isNull()
                    ? List.of()
                    : fields.asItems(value, key.text());
            List<AddressRange> addresses = ranges(items, fields, key.text());
            for (PackRole known : named) {
                Position position = new Position(problems.file(), key.line(), key.column());
                Position first = given.putIfAbsent(known, position);
                if (first != null) {
                    String what = "'" + key.text() + "' is the role that line " + first.line() + " gives already";
                    problems.add(key, what, "join the two lists");
                }
                roles.add(new SiteRole(names.display(key.text(), known), known, addresses, position));
            }
        });
        return roles;
    }

    private List<AddressRange> ranges(List<YamlNode> items, Fields fields, String key) {
        List<AddressRange> ranges = new ArrayList<>();
        for (YamlNode item : items) {
            fields.asText(item, key).flatMap(text -> range(item, text)).ifPresent(ranges::add);
        }
        return ranges;
    }

    private Optional<AddressRange> range(YamlNode at, String text) {
        try {
            return Optional.of(AddressRange.parse(text));
        } catch (IllegalArgumentException invalid) {
            problems.add(
                    at,
                    Text.clip(String.valueOf(invalid.getMessage())),
                    "write an address, a CIDR prefix or first-last");
            return Optional.empty();
        }
    }

    private Map<String, Boolean> features(Fields fields, SiteNames names) {
        Map<String, Boolean> features = new TreeMap<>();
        fields.each(
                "features",
                (key, value) -> fields.asSwitch(value, key.text())
                        .ifPresent(on -> names.feature(key)
                                .ifPresent(feature -> features.put(feature.pack() + '/' + feature.id(), on))));
        return features;
    }

    private Map<String, String> versions(Fields fields, SiteNames names) {
        Map<String, String> versions = new TreeMap<>();
        fields.each(
                "versions",
                (key, value) -> fields.asText(value, key.text()).ifPresent(version -> {
                    if (!PackFormat.VERSION.matcher(version).matches()) {
                        fields.wrong(value, key.text(), "a version as \"8.8.15\"");
                    }
                    names.product(key);
                    versions.put(key.text(), version);
                }));
        return versions;
    }

    private Map<String, PortSet> ports(Fields fields, SiteNames names) {
        Map<String, PortSet> ports = new TreeMap<>();
        fields.each("ports", (key, value) -> {
            Optional<Rule> rule = names.rule(key, key.text());
            boolean types = rule.filter(known ->
                            known.protocols().stream().allMatch(word -> IpProtocol.isIcmp(IpProtocols.number(word))))
                    .isPresent();
            PortReader reader = types ? PortReader.types(problems) : PortReader.ports(problems);
            PortSet set = reader.set(value, false);
            rule.ifPresent(known -> ports.put(known.id(), set));
        });
        return ports;
    }

    private Set<String> required(Fields fields, SiteNames names) {
        Set<String> required = new LinkedHashSet<>();
        for (YamlNode item : fields.items("required")) {
            fields.asText(item, "required").ifPresent(text -> required.addAll(names.required(item, text)));
        }
        return required;
    }

    private List<SiteException> exceptions(Fields fields, SiteNames names) {
        List<SiteException> exceptions = new ArrayList<>();
        Optional<YamlNode> node = fields.find("exceptions");
        if (node.isPresent() && !(node.get() instanceof YamlNode.Sequence)) {
            fields.wrong(node.get(), "exceptions", "a list");
            return exceptions;
        }
        for (YamlNode item : fields.items("exceptions")) {
            fields.asInner(item, "exceptions", "the exception", SiteFormat.EXCEPTION)
                    .ifPresent(inner -> exceptions.add(exception(inner, names)));
        }
        return exceptions;
    }

    private SiteException exception(Fields fields, SiteNames names) {
        String from = end(fields, "from", names);
        String to = end(fields, "to", names);
        String protocol = fields.needText("protocol");
        int number = IpProtocols.number(protocol);
        if (!protocol.isEmpty() && number < 0 && !protocol.equals("any")) {
            String remedy = Text.didYouMean(protocol, IpProtocols.keywords(), "write an IANA keyword or any");
            problems.add(
                    fields.find("protocol").orElseThrow(), "unknown protocol '" + Text.clip(protocol) + "'", remedy);
        }
        PortReader reader = IpProtocol.isIcmp(number) ? PortReader.types(problems) : PortReader.ports(problems);
        PortSet ports = fields.need("ports")
                .filter(node -> !(node instanceof YamlNode.Scalar scalar
                        && scalar.text().equals("any")))
                .map(node -> reader.set(node, false))
                .orElse(PortSet.EMPTY);
        String reason = fields.needText("reason");
        String approvedBy = fields.needText("approved_by");
        fields.need("approved_on");
        LocalDate approvedOn = fields.date("approved_on").orElse(LocalDate.EPOCH);
        Optional<LocalDate> expires = fields.date("expires");
        String ticket = fields.text("ticket", "");
        return new SiteException(
                from, to, protocol, ports, reason, approvedBy, approvedOn, expires, ticket, fields.position());
    }

    /** A role name has neither dots nor colons, an address always has one of them. */
    private String end(Fields fields, String key, SiteNames names) {
        Optional<YamlNode> node = fields.need(key);
        String text = node.flatMap(value -> fields.asText(value, key)).orElse("");
        if (!text.isEmpty() && !text.equals(Rule.ANY)) {
            if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
                range(node.orElseThrow(), text);
            } else {
                names.roles(node.orElseThrow(), text);
            }
        }
        return text;
    }

    private Map<String, String> severity(Fields fields) {
        Map<String, String> severity = new TreeMap<>();
        List<String> kinds = SiteFormat.findingKinds();
        fields.each("severity", (key, value) -> {
            if (!kinds.contains(key.text())) {
                String remedy = Text.didYouMean(key.text(), kinds, "kinds are " + Text.and(kinds));
                problems.add(key, "unknown finding kind '" + Text.clip(key.text()) + "'", remedy);
            }
            String level = fields.asText(value, key.text()).orElse("");
            if (!SiteFormat.SEVERITIES.contains(level)) {
                String remedy =
                        Text.didYouMean(level, SiteFormat.SEVERITIES, "write " + Text.or(SiteFormat.SEVERITIES));
                problems.add(value, "'" + key.text() + "' is " + value.kind(), remedy);
            }
            severity.put(key.text(), level);
        });
        return severity;
    }
}
