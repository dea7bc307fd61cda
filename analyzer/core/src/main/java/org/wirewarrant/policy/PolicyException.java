package org.wirewarrant.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Rule packs or a site that cannot be used, with every problem that was found in them, in file order. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Carries the problems.
     *
     * @param problems at least one
     */
    public PolicyException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    PolicyException(String file, String what, String whatToDo) {
        this(List.of(new Problem(file, 0, 0, what, whatToDo)));
    }

    /** Every problem, in file order. */
    public List<Problem> problems() {
        return problems;
    }
}
