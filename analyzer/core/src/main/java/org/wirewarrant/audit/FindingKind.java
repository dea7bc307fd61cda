package org.wirewarrant.audit;

import java.util.Map;
import org.wirewarrant.policy.Reason;

/** Kinds of findings and how severe each is unless the site says otherwise. */
final class FindingKind {
    static final String SCAN = "scan";
    static final String REQUIRED_UNSEEN = "required-unseen";
    static final String REQUIRED_ATTEMPTED = "required-attempted";
    static final String INSECURE_PROTOCOL = "insecure-protocol";
    static final String ALTERNATIVES_MIXED = "alternatives-mixed";
    static final String BROAD_RANGE = Reason.BROAD_RANGE.keyword();
    static final String EXCEPTION_EXPIRING = "exception-expiring";
    static final String EXCEPTION_UNUSED = "exception-unused";
    static final String CAPTURE_QUALITY = "capture-quality";

    private static final String ATTEMPT = "-attempt";

    /**
     * Services that answered outside the documents, and host-local ports that are open, come first; what was merely tried, or may be
     * explained, comes later.
     */
    private static final Map<String, Severity> DEFAULTS = Map.ofEntries(
            Map.entry(Reason.LOCAL_ONLY.keyword(), Severity.HIGH),
            Map.entry(Reason.NO_RULE.keyword(), Severity.HIGH),
            Map.entry(Reason.WRONG_ROLE.keyword(), Severity.HIGH),
            Map.entry(Reason.WRONG_DIRECTION.keyword(), Severity.MEDIUM),
            Map.entry(Reason.WRONG_PROTOCOL.keyword(), Severity.MEDIUM),
            Map.entry(Reason.INACTIVE_RULE.keyword(), Severity.MEDIUM),
            Map.entry(Reason.EXPIRED_EXCEPTION.keyword(), Severity.HIGH),
            Map.entry(Reason.ORIENTATION.keyword(), Severity.LOW),
            Map.entry(SCAN, Severity.HIGH),
            Map.entry(REQUIRED_ATTEMPTED, Severity.HIGH),
            Map.entry(REQUIRED_UNSEEN, Severity.MEDIUM),
            Map.entry(INSECURE_PROTOCOL, Severity.MEDIUM),
            Map.entry(ALTERNATIVES_MIXED, Severity.MEDIUM),
            Map.entry(BROAD_RANGE, Severity.LOW),
            Map.entry(EXCEPTION_EXPIRING, Severity.LOW),
            Map.entry(EXCEPTION_UNUSED, Severity.INFO),
            Map.entry(CAPTURE_QUALITY, Severity.MEDIUM));

    private FindingKind() {}

    static String ofTraffic(Reason reason, boolean answered) {
        return answered ? reason.keyword() : reason.keyword() + ATTEMPT;
    }

    /** The default severity: an attempt is one step milder than the same thing answered. */
    static Severity severity(String kind) {
        if (kind.endsWith(ATTEMPT)) {
            return severity(kind.substring(0, kind.length() - ATTEMPT.length())).milder();
        }
        return DEFAULTS.getOrDefault(kind, Severity.INFO);
    }
}
