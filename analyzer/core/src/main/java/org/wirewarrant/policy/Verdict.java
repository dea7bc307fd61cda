package org.wirewarrant.policy;

import java.util.List;
import java.util.Optional;

/**
 * The judgement of a conversation.
 *
 * @param reason why
 * @param rules the rows that decided, strongest first and equals in pack and document order; for undocumented traffic the nearest rows
 *     (those that {@link #nearMiss} speaks of), empty for {@code no-rule} without any near row
 * @param nearMiss one line that names the one thing that differs, empty when documented or nothing is near
 * @param exception the site exception that approved it, or that expired
 */
public record Verdict(Reason reason, List<Rule> rules, String nearMiss, Optional<SiteException> exception) {
    /** Copies the list. */
    public Verdict {
        rules = List.copyOf(rules);
    }

    /** The verdict the reason belongs to. */
    public VerdictKind kind() {
        return reason.kind();
    }

    /** Whether several rows explain it equally well. */
    public boolean ambiguous() {
        return kind() == VerdictKind.DOCUMENTED && rules.size() > 1;
    }
}
