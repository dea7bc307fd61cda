package org.wirewarrant.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs and rights a test needs: a test without them is skipped on a developer's machine and fails where CI=true. */
public final class Tools {
    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Tools() {}

    /** The program of this name on PATH. */
    public static Path require(String name) {
        return PATH_SEPARATOR
                .splitAsStream(System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin")
                .flatMap(folder -> folder.isEmpty() ? Stream.empty() : Stream.of(Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(name + " is not installed"));
    }

    /** Goes on only as root, which network namespaces and live capture need. */
    public static void requireRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            missing("not running as root");
        }
    }

    private static Path missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(what + " (CI=true, so this is a failure)");
        }
        return abort(what);
    }
}
