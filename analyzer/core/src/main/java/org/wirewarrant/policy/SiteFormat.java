package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;

/** The keys of a site file. {@code site.schema.json} says the same to editors. */
final class SiteFormat {
    static final List<String> SITE = List.of(
            "site", "packs", "roles", "features", "versions", "ports", "required", "exceptions", "scope", "severity");
    static final List<String> SITE_NEEDS = List.of("site", "packs", "roles");
    static final List<String> EXCEPTION =
            List.of("from", "to", "protocol", "ports", "reason", "approved_by", "approved_on", "expires", "ticket");
    static final List<String> EXCEPTION_NEEDS =
            List.of("from", "to", "protocol", "ports", "reason", "approved_by", "approved_on");
    static final List<String> SEVERITIES = List.of("high", "medium", "low", "info");

    private SiteFormat() {}

    /** Kinds of findings whose severity a site may set. */
    static List<String> findingKinds() {
        List<String> kinds = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (reason.kind() == VerdictKind.UNDOCUMENTED || reason.kind() == VerdictKind.UNDECIDED) {
                kinds.add(reason.keyword());
                kinds.add(reason.keyword() + "-attempt");
            }
        }
        kinds.addAll(List.of(
                Reason.BROAD_RANGE.keyword(),
                "required-unseen",
                "required-attempted",
                "scan",
                "insecure-protocol",
                "alternatives-mixed",
                "exception-expiring",
                "exception-unused",
                "capture-quality"));
        return kinds;
    }
}
