package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowNothingAtItsPlaceUntilPublished() throws Exception {
        Path place = folder.resolve("reports/one");
        try (BundleFolder bundle = BundleFolder.claim(place, false)) {
            Files.writeString(bundle.part().resolve("a"), "1");
            assertFalse(Files.exists(place));
            bundle.publish();
        }

        assertEquals(List.of("reports/one/a"), files());
    }

    @Test
    void shouldLeaveNothingBehindWhenNotPublished() throws Exception {
        try (BundleFolder bundle = BundleFolder.claim(folder.resolve("reports/deep/one"), false)) {
            Files.createDirectories(bundle.part().resolve("charts"));
            Files.writeString(bundle.part().resolve("charts/a"), "1");
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldKeepFoldersThatOthersUseMeanwhile() throws Exception {
        try (BundleFolder bundle = BundleFolder.claim(folder.resolve("reports/one"), false)) {
            Files.writeString(bundle.part().resolveSibling("other"), "1");
        }

        assertEquals(List.of("reports/other"), files());
    }

    @Test
    void shouldRefuseAnExistingBundleWithoutForce() throws Exception {
        Path place = bundle("one");

        BundleException refusal = assertThrows(BundleException.class, () -> BundleFolder.claim(place, false));

        assertEquals(
                place + ": already exists (replace it with --force, or choose another folder with --out)",
                refusal.getMessage());
    }

    @Test
    void shouldReplaceABundleByForce() throws Exception {
        Path place = bundle("one");
        try (BundleFolder bundle = BundleFolder.claim(place, true)) {
            Files.writeString(bundle.part().resolve("new"), "1");
            bundle.publish();
        }

        assertEquals(List.of("one/new"), files());
    }

    @Test
    void shouldKeepTheOldBundleWhenTheNewOneIsNotPublished() throws Exception {
        Path place = bundle("one");
        try (BundleFolder bundle = BundleFolder.claim(place, true)) {
            Files.writeString(bundle.part().resolve("new"), "1");
        }

        assertEquals(List.of("one/manifest.json"), files());
    }

    @Test
    void shouldNotReplaceWhatIsNoBundleEvenByForce() throws Exception {
        Path place = Files.createDirectory(folder.resolve("thesis"));
        Files.writeString(place.resolve("chapter"), "1");

        BundleException refusal = assertThrows(BundleException.class, () -> BundleFolder.claim(place, true));

        assertEquals(
                place + ": is not a bundle, so --force does not replace it (choose another folder with --out)",
                refusal.getMessage());
        assertEquals(List.of("thesis/chapter"), files());
    }

    @Test
    void shouldReplaceTheTargetOfALinkAndKeepTheLink() throws Exception {
        Path place = bundle("real");
        Path link = Files.createSymbolicLink(folder.resolve("link"), place);
        try (BundleFolder bundle = BundleFolder.claim(link, true)) {
            Files.writeString(bundle.part().resolve("new"), "1");
            bundle.publish();
        }

        assertEquals(place, Files.readSymbolicLink(link));
        assertEquals(List.of("link", "real/new"), files());
    }

    @Test
    void shouldSayThatAFileIsInTheWay() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "1");

        BundleException itself = assertThrows(BundleException.class, () -> BundleFolder.claim(file, true));
        BundleException below =
                assertThrows(BundleException.class, () -> BundleFolder.claim(file.resolve("below"), false));

        assertEquals(file + ": exists and is no folder (choose another name with --out)", itself.getMessage());
        assertEquals(
                file
                        + "/below: cannot be written: a file is in the way (choose a writable folder with --out, or --out none)",
                below.getMessage());
    }

    private Path bundle(String name) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        Files.writeString(place.resolve("manifest.json"), "{}");
        return place;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
