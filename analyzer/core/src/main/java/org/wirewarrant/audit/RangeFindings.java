package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;

/** One finding for each rule whose range of more than 1024 ports is all that documents some traffic. */
final class RangeFindings {
    private RangeFindings() {}

    static List<Finding> of(List<RangeUse> ranges, CompiledPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        for (RangeUse range : ranges) {
            if (range.broad() && range.onlyConversations() > 0) {
                findings.add(finding(range, policy));
            }
        }
        return findings;
    }

    private static Finding finding(RangeUse range, CompiledPolicy policy) {
        Rule rule = range.rule();
        String kind = FindingKind.BROAD_RANGE;
        String summary = String.format(
                Locale.ROOT,
                "nothing but the ports %s of %s documents %d conversation%s (%.1f %% of all bytes); %d of its %d ports %s in use",
                range.ports(),
                rule.service(),
                range.onlyConversations(),
                range.onlyConversations() == 1 ? "" : "s",
                range.share() * 100,
                range.distinctPorts(),
                range.listed(),
                range.distinctPorts() == 1 ? "is" : "are");
        return new Finding(
                FindingId.of(kind, rule.id()),
                new SeverityScale(policy).of(kind),
                kind,
                rule.pack(),
                rule.id(),
                "",
                rule.from(),
                "",
                rule.to(),
                String.join(" ", rule.protocols()),
                range.ports(),
                0,
                0,
                0,
                range.onlyBytes(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                summary,
                "",
                "");
    }
}
