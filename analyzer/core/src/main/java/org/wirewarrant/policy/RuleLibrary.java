package org.wirewarrant.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shipped packs, by name.
 *
 * @param directory where their files lie
 */
public record RuleLibrary(Path directory) {
    /** Names of the packs, sorted; empty when the directory cannot be listed. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        } catch (IOException unlisted) {
            return List.of();
        }
    }

    /**
     * Loads a pack by name, or by path when the reference holds a {@code /} or ends in {@code .yaml}; paths are relative to the working
     * directory.
     *
     * @throws PolicyException when there is no such pack, or with every problem of its file
     */
    public RulePack load(String reference) throws PolicyException {
        return load(reference, Path.of(""));
    }

    /** Whether a reference is a path rather than a name. */
    static boolean isPath(String reference) {
        return reference.indexOf('/') >= 0 || reference.endsWith(".yaml") || reference.endsWith(".yml");
    }

    RulePack load(String reference, Path base) throws PolicyException {
        if (isPath(reference)) {
            return RulePacks.load(base.resolve(reference).normalize());
        }
        List<String> names = names();
        if (!names.contains(reference)) {
            throw new PolicyException(reference, "no such pack", unknown(reference, names));
        }
        return RulePacks.load(directory.resolve(reference + ".yaml"));
    }

    String unknown(String reference, List<String> names) {
        String known = names.isEmpty() ? "no packs in " + directory : "packs are " + Text.and(names);
        return Text.didYouMean(reference, names, known + "; a file is named with a '/' or .yaml");
    }
}
