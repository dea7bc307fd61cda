package org.wirewarrant.cli;

import java.util.List;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.Problem;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.store.StoreException;

/** What ends a command with exit code 2: one line for each thing wrong. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    private Failure(List<String> lines, Throwable cause) {
        super(String.join("\n", lines), cause);
        this.lines = List.copyOf(lines);
    }

    /** {@code <subject>: <what> (<what to do>)}. */
    Failure(String subject, String what, String remedy) {
        this(List.of(subject + ": " + what + " (" + remedy + ")"), null);
    }

    /** {@code <what> (<what to do>)}, where no file is meant. */
    static Failure of(String what, String remedy) {
        return new Failure(List.of(what + " (" + remedy + ")"), null);
    }

    static Failure of(PolicyException cause) {
        return new Failure(cause.problems().stream().map(Problem::toString).toList(), cause);
    }

    static Failure of(CaptureException cause) {
        return new Failure(List.of(cause.getMessage()), cause);
    }

    static Failure of(StoreException cause) {
        return new Failure(List.of(cause.getMessage()), cause);
    }

    static Failure of(BundleException cause) {
        return new Failure(List.of(cause.getMessage()), cause);
    }

    /** One for each thing wrong. */
    List<String> lines() {
        return lines;
    }
}
