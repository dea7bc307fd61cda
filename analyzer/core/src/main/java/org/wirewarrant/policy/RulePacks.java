package org.wirewarrant.policy;

import java.nio.file.Path;

/** Reads rule packs. */
public final class RulePacks {
    private RulePacks() {}

    /**
     * Reads a pack.
     *
     * @throws PolicyException with every problem of the file
     */
    public static RulePack load(Path file) throws PolicyException {
        return new PackReader(YamlFile.read(file)).read();
    }
}
