package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** What goes wrong while a bundle is written leaves no folder that looks like one. */
class BundleSafetyIT {
    private static final Path SAMPLES = Corpus.root().resolve("samples");

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingOnAFullDisk() throws Exception {
        Tools.requireRoot();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        run(Tools.require("mount"), "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk.toString());
        try {
            Path errors = folder.resolve("errors");

            int code = analyze(disk.resolve("bundle"), errors).waitFor();

            String said = said(errors);
            assertEquals(2, code, said);
            assertTrue(
                    said.matches("wirewarrant: \\S+/bundle: cannot be written: No space left on device"
                            + " \\(choose a writable folder with --out, or --out none\\)\n"),
                    said);
            assertEquals(List.of(), names(disk));
        } finally {
            run(Tools.require("umount"), disk.toString());
        }
    }

    @Test
    void shouldSayThatAFolderIsReadOnly() throws Exception {
        Tools.requireRoot();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        run(Tools.require("mount"), "-t", "tmpfs", "-o", "ro", "tmpfs", disk.toString());
        try {
            Path errors = folder.resolve("errors");

            int code = analyze(disk.resolve("bundle"), errors).waitFor();

            String said = said(errors);
            assertEquals(2, code, said);
            assertTrue(
                    said.matches("wirewarrant: \\S+/bundle: cannot be written: Read-only file system \\(.*\\)\n"),
                    said);
        } finally {
            run(Tools.require("umount"), disk.toString());
        }
    }

    @Test
    void shouldLeaveNoBundleWhenItIsKilledWhileItWrites() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Process process = analyze(out.resolve("bundle"), folder.resolve("errors"));
        // The hidden folder is there before the captures are read; its first file, while others are still written.
        while (process.isAlive()
                && names(out).stream().noneMatch(name -> name.contains(".part-") && name.contains("/"))) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        process.destroyForcibly();

        assertNotEquals(0, process.waitFor(), "it was killed before its end");
        assertFalse(Files.exists(out.resolve("bundle")));
        assertTrue(
                names(out).stream()
                        .allMatch(name -> name.startsWith(".bundle.part-") && !name.endsWith("manifest.json")),
                () -> "what is left: " + out);

        assertEquals(0, analyze(out.resolve("bundle"), folder.resolve("errors")).waitFor());
        assertTrue(Files.exists(out.resolve("bundle/manifest.json")));
    }

    /** What the program said; the launcher may have built it first. */
    private static String said(Path errors) throws IOException {
        return Files.readString(errors).replaceFirst("wirewarrant: building the program .*\n", "");
    }

    private static Process analyze(Path out, Path errors) throws IOException {
        List<String> command = List.of(
                Corpus.root().resolve("analyzer/wirewarrant").toString(),
                "analyze",
                SAMPLES.resolve("pcap/zimbra-lab.pcapng").toString(),
                "--site",
                SAMPLES.resolve("zimbra-lab.yaml").toString(),
                "--out",
                out.toString(),
                "--quiet");
        return new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
    }

    /** Every file and folder below a folder. */
    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
