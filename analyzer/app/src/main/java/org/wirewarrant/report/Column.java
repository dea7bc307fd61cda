package org.wirewarrant.report;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A column of a CSV file.
 *
 * @param name its header
 * @param cell the cell of a row: a number or boolean as it is, text already made harmless
 * @param <T> the row
 */
record Column<T>(String name, Function<T, Object> cell) {
    static <T> Column<T> text(String name, Function<T, String> value) {
        return new Column<>(name, row -> FormulaGuard.guard(value.apply(row)));
    }

    /** Several words in one cell, separated by one space. */
    static <T> Column<T> words(String name, Function<T, List<String>> value) {
        return text(name, row -> String.join(" ", value.apply(row)));
    }

    static <T> Column<T> number(String name, ToLongFunction<T> value) {
        return new Column<>(name, value::applyAsLong);
    }

    /** A port; negative means that the protocol has none, and leaves the cell empty. */
    static <T> Column<T> port(String name, ToLongFunction<T> value) {
        return new Column<>(name, row -> {
            long port = value.applyAsLong(row);
            return port < 0 ? "" : port;
        });
    }

    static <T> Column<T> flag(String name, Predicate<T> value) {
        return new Column<>(name, value::test);
    }

    static <T> Column<T> time(String name, ToLongFunction<T> nanos) {
        return new Column<>(name, row -> TimeText.rfc3339(nanos.applyAsLong(row)));
    }

    static <T> Column<T> maybeTime(String name, Function<T, OptionalLong> nanos) {
        return new Column<>(name, row -> TimeText.rfc3339(nanos.apply(row)));
    }
}
