package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTest {
    /** FIPS 180-4, example B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private Path bundle;

    @BeforeEach
    void write() throws IOException {
        bundle = Files.createDirectories(folder.resolve("bundle"));
        Files.createDirectory(bundle.resolve("charts"));
        Files.writeString(bundle.resolve("a.csv"), "abc");
        Files.writeString(bundle.resolve("charts/b.svg"), "abc");
        manifest("a.csv", "charts/b.svg");
    }

    private void manifest(String... outputs) throws IOException {
        String entry = "{\"name\": \"%s\", \"size\": 3, \"sha256\": \"" + ABC + "\"}";
        String files = String.join(
                ", ", List.of(outputs).stream().map(entry::formatted).toList());
        Files.writeString(bundle.resolve("manifest.json"), """
                {"format": "wirewarrant-manifest-1", "inputs": [
                  {"kind": "capture", "name": "/far/away/c.pcap", "size": 3, "sha256": "%s"},
                  {"kind": "capture", "name": "d.pcap", "size": 3, "sha256": null},
                  {"kind": "capture", "name": "-", "size": 3, "sha256": "%s"},
                  {"kind": "pack", "name": "rules/zimbra.yaml", "size": 1, "sha256": "0"}
                ], "outputs": [%s]}
                """.formatted(ABC, ABC, files));
    }

    @Test
    void shouldFindNothingInASoundBundle() throws Exception {
        assertEquals(List.of(), differences());
    }

    @Test
    void shouldSayExactlyWhatDiffers() throws Exception {
        Files.writeString(bundle.resolve("a.csv"), "abd");
        Files.writeString(bundle.resolve("charts/b.svg"), "abcd");
        Files.writeString(bundle.resolve("charts/new.svg"), "");
        assertEquals(
                List.of(
                        "a.csv: has the same size and other content (SHA-256"
                                + " a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9, the manifest says "
                                + ABC + ")",
                        "charts/b.svg: has 4 bytes, the manifest says 3",
                        "charts/new.svg: is not in the manifest"),
                differences());
    }

    @Test
    void shouldMissFiles() throws Exception {
        Files.delete(bundle.resolve("charts/b.svg"));

        assertEquals(List.of("charts/b.svg: is missing"), differences());
    }

    @Test
    void shouldNotLeaveTheBundle() throws Exception {
        Files.writeString(folder.resolve("outside"), "abc");
        manifest("a.csv", "charts/b.svg", "../outside", "/etc/passwd", ".");

        assertEquals(
                List.of(
                        "../outside: the manifest names a file outside of the bundle",
                        "/etc/passwd: the manifest names a file outside of the bundle",
                        ".: the manifest names a file outside of the bundle"),
                differences());
    }

    @Test
    void shouldFindCapturesByTheirNames() throws Exception {
        BundleCheck check = BundleCheck.open(bundle);
        Path captures = Files.createDirectory(folder.resolve("captures"));
        Files.writeString(captures.resolve("c.pcap"), "abc");

        check.checkCaptures(captures);

        assertEquals(1, check.checked());
        assertEquals(
                List.of(
                        "d.pcap: the manifest has no SHA-256 of it, because hashing was off",
                        "-: was read from a stream, so there is no file to compare"),
                check.differences());
    }

    @Test
    void shouldRefuseWhatIsNoBundle() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("manifest.json"), "{}");
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("manifest.json"), "{\"format\":\n \"wire");

        assertEquals(
                folder.resolve("none") + ": no such folder (name the folder of a bundle)",
                refusal(folder.resolve("none")));
        assertEquals(empty + ": is no bundle: it has no manifest.json (name the folder of a bundle)", refusal(empty));
        assertEquals(other + "/manifest.json: is not a manifest of this program (restore the bundle)", refusal(other));
        assertEquals(broken + "/manifest.json:2:7: is not JSON (restore the bundle)", refusal(broken));
    }

    private static String refusal(Path folder) {
        return assertThrows(BundleException.class, () -> BundleCheck.open(folder))
                .getMessage();
    }

    private List<String> differences() throws Exception {
        BundleCheck check = BundleCheck.open(bundle);
        check.checkOutputs();
        return check.differences();
    }
}
