package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launcher's directives for the JVM's compilers, which would go unheeded in silence when a class is renamed. */
class CompilerDirectivesTest {
    private static final Pattern NAME = Pattern.compile("\"(org/wirewarrant/[^\"]*)\"");

    private static boolean exists(String pattern) {
        String type = pattern.endsWith("/*.*")
                ? pattern.replace("/*.*", "/package-info.class")
                : pattern.replace(".*", ".class");
        return CompilerDirectivesTest.class.getClassLoader().getResource(type) != null;
    }

    @Test
    void shouldNameClassesAndPackagesThatExist() throws IOException {
        List<String> names = NAME.matcher(Files.readString(Path.of("../compiler.json")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertFalse(names.isEmpty());
        assertEquals(List.of(), names.stream().filter(name -> !exists(name)).toList());
    }
}
