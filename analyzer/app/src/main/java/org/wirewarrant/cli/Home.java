package org.wirewarrant.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wirewarrant.policy.RuleLibrary;

/** Where the program is installed: the folder that holds {@code rules}. */
final class Home {
    private Home() {}

    /** The shipped packs. */
    static RuleLibrary library() {
        return new RuleLibrary(folder().resolve("rules"));
    }

    /** As the launcher says, else the nearest folder above the program that has rules. */
    static Path folder() {
        String told = System.getProperty("wirewarrant.home");
        if (told != null) {
            return Path.of(told);
        }
        try {
            Path program = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = program; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve("rules"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Path.of("");
    }
}
