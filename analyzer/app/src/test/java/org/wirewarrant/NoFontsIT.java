package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/** On a machine without a font the pictures are the same to the last bit. */
class NoFontsIT {
    /** Where Debian's fonts, and what says where they are, would be. */
    private static final String HIDE = "for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts"
            + " /usr/share/fontconfig /var/cache/fontconfig; do"
            + " [ ! -d $folder ] || mount -t tmpfs none $folder || exit 9; done; exec \"$@\"";

    @TempDir
    private Path folder;

    @Test
    void shouldDrawTheSameWithoutFonts() throws Exception {
        Tools.requireRoot();
        String unshare = Tools.require("unshare").toString();
        Path with = analyze(List.of(), "with");
        Path without = analyze(List.of(unshare, "--mount", "sh", "-c", HIDE, "sh"), "without");

        try (Stream<Path> files = Files.walk(with)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("manifest.json"))
                    .toList()) {
                String name = with.relativize(file).toString();
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(without.resolve(name)), name);
            }
        }
    }

    private Path analyze(List<String> inside, String name) throws Exception {
        Path out = folder.resolve(name);
        List<String> command = Stream.concat(
                        inside.stream(),
                        Stream.of(
                                Corpus.root().resolve("analyzer/wirewarrant").toString(),
                                "analyze",
                                "samples/pcap/openuem-lab.pcapng",
                                "--site",
                                "samples/openuem-lab.yaml",
                                "--out",
                                out.toString(),
                                "--quiet"))
                .toList();
        Path said = folder.resolve(name + ".err");
        int exit = new ProcessBuilder(command)
                .directory(Corpus.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertEquals(0, exit, Files.readString(said));
        return out;
    }
}
