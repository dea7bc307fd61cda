package org.wirewarrant.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where tests find the project's own files and the captures by others, which the project does not ship. */
public final class Corpus {
    private static final String CAPTURES_VARIABLE = "WIREWARRANT_CORPUS";
    private static final String BROKEN = "broken/";

    private Corpus() {}

    /** The repository root, which holds {@code rules} and {@code samples}. */
    public static Path root() {
        String root = System.getProperty("wirewarrant.root");
        return root != null ? Path.of(root) : rootAbove(Path.of("").toAbsolutePath());
    }

    /**
     * The folder of captures by others: {@code WIREWARRANT_CORPUS}, else {@code ../shared/captures} beside the root.
     * Aborts the test where the default is absent; fails it where the variable names a folder that is not there.
     */
    public static Path captures() {
        String named = System.getenv(CAPTURES_VARIABLE);
        if (named != null && !named.isEmpty()) {
            Path folder = Path.of(named);
            assertTrue(Files.isDirectory(folder), () -> CAPTURES_VARIABLE + " names no folder: " + folder);
            return folder;
        }
        Path folder = root().resolveSibling("shared").resolve("captures");
        assumeTrue(
                Files.isDirectory(folder),
                () -> "no captures by others at " + folder + " (set " + CAPTURES_VARIABLE + " to their folder)");
        return folder;
    }

    /** The captures that are whole, in the order of the corpus's index. */
    public static Stream<Path> nonBroken() {
        return indexed(name -> !name.startsWith(BROKEN));
    }

    /** The captures damaged on purpose, in the order of the corpus's index. */
    public static Stream<Path> broken() {
        return indexed(name -> name.startsWith(BROKEN));
    }

    private static Stream<Path> indexed(Predicate<String> wanted) {
        Path folder = captures();
        try {
            List<Path> captures = Files.readAllLines(folder.resolve("INDEX.csv")).stream()
                    .skip(1)
                    .map(row -> row.substring(0, row.indexOf(',')))
                    .filter(wanted)
                    .map(folder::resolve)
                    .toList();
            assertFalse(captures.isEmpty(), () -> "no captures in the index of " + folder);
            return captures.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path rootAbove(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no repository root above " + start);
    }
}
