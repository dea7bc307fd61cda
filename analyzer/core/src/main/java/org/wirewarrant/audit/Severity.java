package org.wirewarrant.audit;

import java.util.Locale;

/** Severity of a finding, worst first. */
public enum Severity {
    /** Needs action now. */
    HIGH,
    /** Needs an explanation or a change. */
    MEDIUM,
    /** Worth knowing. */
    LOW,
    /** For the record. */
    INFO;

    /** The word used in the {@code severity} column. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
