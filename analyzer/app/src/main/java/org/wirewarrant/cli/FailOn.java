package org.wirewarrant.cli;

import java.util.Locale;
import org.wirewarrant.audit.Severity;

/** From which severity on findings make the exit code 1. */
enum FailOn {
    HIGH,
    MEDIUM,
    LOW,
    NONE;

    /** Whether a finding of this severity counts. */
    boolean covers(Severity severity) {
        return this != NONE && severity.compareTo(Severity.valueOf(name())) <= 0;
    }

    /** As typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
