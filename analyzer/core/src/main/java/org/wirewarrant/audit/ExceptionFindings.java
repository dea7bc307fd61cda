package org.wirewarrant.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.SiteException;

/** Findings of approved exceptions: soon to expire, or approving nothing that was seen. */
final class ExceptionFindings {
    private static final int NOTICE_DAYS = 30;

    private final CompiledPolicy policy;
    private final SeverityScale scale;
    private final Window window;

    ExceptionFindings(CompiledPolicy policy, Window window) {
        this.policy = policy;
        this.scale = new SeverityScale(policy);
        this.window = window;
    }

    List<Finding> of(Judgements judgements) {
        if (policy.site().isEmpty() || window.last().isEmpty()) {
            return List.of();
        }
        Set<SiteException> used = new HashSet<>();
        judgements.forEachVerdict(
                (verdict, conversations, answered) -> verdict.exception().ifPresent(used::add));
        LocalDate today = Window.day(window.last().getAsLong());
        List<Finding> findings = new ArrayList<>();
        for (SiteException exception : policy.site().get().exceptions()) {
            boolean inForce =
                    exception.expires().map(day -> !day.isBefore(today)).orElse(true);
            boolean expiring = exception
                    .expires()
                    .map(day -> !day.isAfter(today.plusDays(NOTICE_DAYS)))
                    .orElse(false);
            if (inForce && expiring) {
                String when = exception.expires().map(LocalDate::toString).orElse("");
                findings.add(finding(FindingKind.EXCEPTION_EXPIRING, exception, "expires on " + when));
            }
            if (!used.contains(exception)) {
                findings.add(finding(FindingKind.EXCEPTION_UNUSED, exception, "matched nothing in this capture"));
            }
        }
        return findings;
    }

    private Finding finding(String kind, SiteException exception, String what) {
        String ports = exception.ports().isEmpty() ? "any" : exception.ports().toString();
        String summary = "the exception %s (%s to %s, %s %s) %s"
                .formatted(exception.label(), exception.from(), exception.to(), exception.protocol(), ports, what);
        return new Finding(
                FindingId.of(kind, exception.from(), exception.to(), exception.protocol(), ports, exception.label()),
                scale.of(kind),
                kind,
                "",
                "",
                exception.from(),
                List.of(),
                exception.to(),
                List.of(),
                exception.protocol(),
                ports,
                0,
                0,
                0,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                summary,
                "",
                "");
    }
}
