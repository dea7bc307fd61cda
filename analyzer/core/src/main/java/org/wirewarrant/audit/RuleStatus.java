package org.wirewarrant.audit;

import java.util.Locale;

/** What the capture showed of a rule. */
public enum RuleStatus {
    /** An answered conversation matched. */
    SEEN,
    /** Only conversations that several rows explain equally. */
    SEEN_AMBIGUOUS,
    /** Tried, never answered. */
    ATTEMPTED,
    /** Nothing matched. */
    UNSEEN,
    /** A capture cannot show it, or this one could not. */
    NOT_OBSERVABLE,
    /** Switched off, another version, or another alternative in use. */
    NOT_APPLICABLE;

    /** The word used in the {@code status} column. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
