package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of a pack file. {@code pack.schema.json} says the same to editors. */
final class PackFormat {
    static final List<String> PACK = List.of("pack", "title", "document", "product", "roles", "features", "rules");
    static final List<String> PACK_NEEDS = List.of("pack", "title", "document", "roles", "rules");
    static final List<String> DOCUMENT =
            List.of("title", "publisher", "edition", "sha256", "lines", "statements", "notes", "gaps");
    static final List<String> ROLE = List.of("title", "kind", "aliases", "members", "hosts", "note");
    static final List<String> FEATURE = List.of("title", "default");
    static final List<String> RULE = List.of(
            "id",
            "service",
            "process",
            "section",
            "from",
            "to",
            "protocol",
            "ports",
            "requirement",
            "source",
            "scope",
            "opened_by",
            "when",
            "mandatory_when",
            "since",
            "until",
            "default_off_since",
            "combine",
            "alternatives",
            "derived",
            "fallback_of",
            "prefer",
            "control",
            "range",
            "source_ports",
            "multicast",
            "broadcast",
            "initiator",
            "basis",
            "printed",
            "application",
            "configurable",
            "firewall",
            "program",
            "windows_service",
            "same_as",
            "repeats",
            "mirror_of",
            "note",
            "defects",
            "attribution",
            "parts");
    static final List<String> RULE_NEEDS =
            List.of("id", "service", "from", "to", "protocol", "ports", "requirement", "source");
    static final List<String> PART =
            List.of("from", "to", "protocol", "ports", "range", "control", "application", "when", "note");
    static final List<String> SOURCE = List.of("lines");
    static final List<String> WHEN = List.of("features", "note");
    static final List<String> ALTERNATIVES = List.of("group", "choice", "choices");
    static final List<String> DERIVED = List.of("from", "offset");
    static final List<String> CONFIGURABLE = List.of("value", "setting", "kind");
    static final List<String> ATTRIBUTION = List.of("printed_under", "confidence");
    static final List<String> BASIS_FIELDS =
            List.of("protocol", "from", "to", "direction", "ports", "section", "scope");
    static final List<String> SETTING_KINDS = List.of("port", "address", "other");
    static final List<String> COMBINE = List.of("all", "any");
    static final List<String> INITIATOR = List.of("from", "either");

    static final List<String> SCOPES = List.of("host-local", "host-local-by-default");

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    static final Pattern VERSION = Pattern.compile("[0-9]+([.][0-9A-Za-z]+)*");

    private PackFormat() {}

    /** Words of {@code protocol}, the two that are no IANA keyword last. */
    static List<String> protocols() {
        List<String> words = new ArrayList<>(IpProtocols.keywords());
        words.sort(null);
        words.add("unknown");
        words.add("any");
        return words;
    }
}
