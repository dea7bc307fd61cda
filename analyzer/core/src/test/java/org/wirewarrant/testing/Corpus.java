package org.wirewarrant.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where tests find the project's own files and the captures by others, which the project does not ship. */
public final class Corpus {
    private static final String CAPTURES_VARIABLE = "WIREWARRANT_CORPUS";
    private static final Set<String> CAPTURE_EXTENSIONS = Set.of("pcap", "pcapng", "cap");

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

    /** The captures that are whole, by name; those damaged on purpose lie in {@code broken}. */
    public static Stream<Path> nonBroken() {
        return capturesIn(captures()).stream();
    }

    /** The captures damaged on purpose, by name. */
    public static Stream<Path> broken() {
        return capturesIn(captures().resolve("broken")).stream();
    }

    private static List<Path> capturesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> captures = entries.filter(Corpus::isCapture).sorted().toList();
            assertTrue(!captures.isEmpty(), () -> "no captures in " + folder);
            return captures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCapture(Path file) {
        String name = file.getFileName().toString();
        return CAPTURE_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
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
