package org.wirewarrant.audit;

import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Site;

/** Severities by kind: the defaults, as the site may have changed them. */
final class SeverityScale {
    private final CompiledPolicy policy;

    SeverityScale(CompiledPolicy policy) {
        this.policy = policy;
    }

    Severity of(String kind) {
        return policy.site()
                .map(Site::severity)
                .map(levels -> levels.get(kind))
                .map(Severity::of)
                .orElseGet(() -> FindingKind.severity(kind));
    }
}
