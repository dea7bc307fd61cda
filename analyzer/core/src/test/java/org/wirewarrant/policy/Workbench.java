package org.wirewarrant.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes packs and sites given as text into a folder and reads them back; messages name the files without the folder. */
final class Workbench {
    private static final Pattern PACK = Pattern.compile("(?m)^pack: *(\\S+)");

    private final Path folder;

    Workbench(Path folder) {
        this.folder = folder;
    }

    Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a pack under the name that it gives itself. */
    Path packFile(String text) {
        Matcher name = PACK.matcher(text);
        return file((name.find() ? name.group(1) : "pack") + ".yaml", text);
    }

    RuleLibrary library() {
        return new RuleLibrary(folder);
    }

    RulePack pack(String text) {
        try {
            return RulePacks.load(packFile(text));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    Site site(String text) {
        try {
            return Site.load(file("site.yml", text), library());
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    CompiledPolicy policy(String site, String... packs) {
        for (String pack : packs) {
            packFile(pack);
        }
        try {
            return CompiledPolicy.compile(List.of(), Optional.of(site(site)));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    CompiledPolicy withoutSite(String... packs) {
        List<RulePack> loaded = new ArrayList<>();
        for (String pack : packs) {
            loaded.add(pack(pack));
        }
        try {
            return CompiledPolicy.compile(loaded, Optional.empty());
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    List<String> packProblems(String text) {
        return problems(() -> RulePacks.load(packFile(text)));
    }

    List<String> siteProblems(String text) {
        return problems(() -> Site.load(file("site.yml", text), library()));
    }

    interface Reading {
        Object read() throws PolicyException;
    }

    List<String> problems(Reading reading) {
        try {
            return List.of("read: " + Text.clip(String.valueOf(reading.read())));
        } catch (PolicyException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(folder + "/", ""))
                    .toList();
        }
    }
}
