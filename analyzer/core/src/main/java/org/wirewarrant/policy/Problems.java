package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file; bounded, so that a file of errors is still an answer. */
final class Problems {
    /** Problems of one file that are kept; the rest are counted. */
    static final int MOST = 1000;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int beyond;

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(YamlNode at, String what, String whatToDo) {
        add(at.line(), at.column(), what, whatToDo);
    }

    void add(Position at, String what, String whatToDo) {
        add(at.line(), at.column(), what, whatToDo);
    }

    void add(int line, int column, String what, String whatToDo) {
        if (found.size() < MOST) {
            found.add(new Problem(file, line, column, what, whatToDo));
        } else {
            beyond++;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> list() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        if (beyond > 0) {
            sorted.add(new Problem(file, 0, 0, beyond + " more problems", "mend these first"));
        }
        return sorted;
    }

    void throwIfAny() throws PolicyException {
        if (!found.isEmpty()) {
            throw new PolicyException(list());
        }
    }
}
