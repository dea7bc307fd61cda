package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;

/** The commands by which the guide explains and compares bundles, through the launcher as they are printed, with what it prints after them. */
class GuideIT {
    private static final Path GUIDE = Corpus.root().resolve("src/site/markdown/guide.md");
    private static final String INDENT = "    ";
    private static final String PROGRAM = "analyzer/wirewarrant ";

    /** A folder that looks like the root of the project, in which bundles may be written. */
    @TempDir
    private Path folder;

    /**
     * A command.
     *
     * @param command as the guide prints it
     * @param lines what the guide says that it prints, without empty ones; none where the guide shows no output
     */
    private record Example(String command, List<String> lines) {}

    /** Indented lines of two sections; one that is no command is printed by the command before it. */
    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        boolean wanted = false;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("## ")) {
                wanted = line.equals("## Explaining a verdict") || line.equals("## Comparing two bundles");
            }
            if (wanted && line.startsWith(INDENT)) {
                String text = line.substring(INDENT.length());
                if (text.startsWith(PROGRAM)) {
                    examples.add(new Example(text, new ArrayList<>()));
                } else {
                    examples.get(examples.size() - 1).lines().add(text);
                }
            }
        }
        return examples;
    }

    @Test
    void shouldPrintWhatTheGuideShows() throws Exception {
        for (String name : List.of("analyzer", "samples", "rules")) {
            Files.createSymbolicLink(folder.resolve(name), Corpus.root().resolve(name));
        }
        Files.createDirectory(folder.resolve("reports"));
        Files.createSymbolicLink(
                folder.resolve("reports/example"), Corpus.root().resolve("reports/example"));

        List<Example> examples = examples();

        assertEquals(
                List.of("explain", "explain", "explain", "analyze", "analyze", "diff"),
                examples.stream()
                        .map(example -> example.command().split(" ", -1)[1])
                        .toList());
        for (Example example : examples) {
            String printed = run(example.command());
            if (!example.lines().isEmpty()) {
                assertEquals(
                        example.lines(),
                        printed.lines().filter(line -> !line.isEmpty()).toList());
            }
        }
    }

    private String run(String command) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int exit = new ProcessBuilder(command.split(" ", -1))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertEquals("", Files.readString(err), command);
        assertEquals(command.startsWith(PROGRAM + "diff ") ? 1 : 0, exit, command);
        return Files.readString(out);
    }
}
