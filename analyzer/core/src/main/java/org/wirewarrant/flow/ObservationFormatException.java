package org.wirewarrant.flow;

import java.io.IOException;

/** Rows that are not those of an observation; the message says in one clause what is wrong. */
public final class ObservationFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    ObservationFormatException(String message) {
        super(message);
    }
}
