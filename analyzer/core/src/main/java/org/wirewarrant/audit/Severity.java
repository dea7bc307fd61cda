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

    /** The severity that a keyword names. */
    static Severity of(String keyword) {
        return valueOf(keyword.toUpperCase(Locale.ROOT));
    }

    /** The next milder one; {@link #INFO} for itself. */
    Severity milder() {
        return switch (this) {
            case HIGH -> MEDIUM;
            case MEDIUM -> LOW;
            case LOW, INFO -> INFO;
        };
    }

    /** The word used in the {@code severity} column. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
