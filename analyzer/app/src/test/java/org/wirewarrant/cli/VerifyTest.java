package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {
    @TempDir
    private Path folder;

    private String bundle;
    private Path capture;
    private Path privateKey;
    private Path publicKey;

    @BeforeEach
    void keys() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        privateKey = pem("key.pem", "PRIVATE KEY", pair.getPrivate());
        publicKey = pem("pub.pem", "PUBLIC KEY", pair.getPublic());
        capture = TinyCapture.write(Files.createDirectory(folder.resolve("in")).resolve("tiny.pcap"), 80, 5556);
        bundle = folder.resolve("bundle").toString();
    }

    private Path pem(String name, String label, Key key) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private Spoken analyze(String... more) {
        return run(
                List.of(
                        "analyze",
                        capture.toString(),
                        "--rules",
                        "openuem",
                        "--report",
                        "charts",
                        "--out",
                        bundle,
                        "--quiet"),
                more);
    }

    private static Spoken run(List<String> command, String... more) {
        return Spoken.by(Stream.concat(command.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private Spoken verify(String... more) {
        return run(List.of("verify", bundle), more);
    }

    @Test
    void shouldSignAndCheckTheSignature() throws IOException {
        assertEquals(new Spoken(0, "", ""), analyze("--sign", privateKey.toString()));
        assertEquals(64, Files.size(Path.of(bundle, "manifest.json.sig")));

        Spoken sound = verify("--key", publicKey.toString());
        assertEquals(0, sound.code(), sound::out);
        assertTrue(
                sound.out().endsWith("files are as the manifest says, and its signature fits the key\n"), sound.out());

        Path manifest = Path.of(bundle, "manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"threads\": ", "\"threads\": 1"));
        Spoken changed = verify("--key", publicKey.toString());
        assertEquals(1, changed.code());
        assertEquals(
                "manifest.json: was not signed so with the key of " + publicKey
                        + " (the manifest or its signature was changed, or it is another key)",
                changed.out().lines().findFirst().orElse(""));
    }

    @Test
    void shouldMissASignatureThatIsAskedFor() {
        analyze();

        Spoken unsigned = verify("--key", publicKey.toString());

        assertEquals(1, unsigned.code());
        assertTrue(unsigned.out().startsWith("manifest.json.sig: is missing, so nobody signed the manifest\n"));
    }

    @Test
    void shouldRefuseAKeyThatIsNoneBeforeAnythingIsRead() {
        Spoken wrong = analyze("--sign", publicKey.toString());

        assertEquals(2, wrong.code());
        assertEquals(
                "wirewarrant: " + publicKey + ": is no Ed25519 private key in PEM (make one: openssl genpkey -algorithm"
                        + " ed25519 -out key.pem)\n",
                wrong.err());
        assertTrue(Files.notExists(Path.of(bundle)));
    }

    @Test
    void shouldMakeTheSameBytesAgainWhereverTheCaptureIs() throws IOException {
        analyze("--threads", "1");
        Path moved = Files.createDirectory(folder.resolve("archive"));
        Files.move(capture, moved.resolve("tiny.pcap"));

        Spoken again = verify("--captures", moved.toString(), "--rerun");

        assertEquals(0, again.code(), again::toString);
        assertTrue(
                again.out().endsWith("files are as the manifest says, and a new run made the same bytes\n"),
                again.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-broad-ranges",
                "--reader=libpcap",
                "--filter=tcp port 5556 or port 80",
                "--flows=csv.gz --hash=none --evidence=none",
                "--flows=none --max-flows=1024 --idle=udp=30s --strip-mirror=vxlan --fail-on=none",
                "--rules=infrastructure --fail-on=high"
            })
    void shouldRepeatARunWithItsOptions(String options) throws IOException {
        Path second = TinyCapture.write(folder.resolve("in/second.pcap"), 443, 5556);
        List<String> command = new ArrayList<>(List.of("analyze", second.toString(), capture.toString()));
        command.addAll(List.of(options.split(" (?=--)")));
        command.addAll(List.of("--rules", "openuem", "--report", "none", "--out", bundle, "--quiet"));
        Spoken made = run(command);
        assertTrue(made.code() < 2, made::toString);

        Spoken again = verify("--rerun");

        assertEquals(new Spoken(0, again.out(), ""), again);
        assertTrue(again.out().endsWith("and a new run made the same bytes\n"), again.out());
    }

    @Test
    void shouldRepeatARunOnAFolderOfCaptures() throws IOException {
        TinyCapture.write(Files.createDirectory(folder.resolve("in/more")).resolve("other.pcap"), 22, 5557);
        run(
                List.of("analyze", capture.getParent().toString(), "--rules", "openuem", "--report", "none"),
                "--out",
                bundle);

        Spoken again = verify("--rerun");

        assertEquals(0, again.code(), again::toString);
    }

    @Test
    void shouldRepeatAReportOfAStore() {
        String store = folder.resolve("s.db").toString();
        analyze("--store", store);
        String report = folder.resolve("report").toString();
        Spoken made = Spoken.by("report", store, "--rules", "openuem", "--report", "none", "--out", report, "--quiet");
        assertEquals(0, made.code(), made::toString);

        Spoken again = Spoken.by("verify", report, "--rerun");

        assertEquals(0, again.code(), again::toString);
        assertTrue(again.out().endsWith("and a new run made the same bytes\n"), again.out());
    }

    @Test
    void shouldSayWhichFilesComeOutOtherwise() throws IOException {
        analyze();
        TinyCapture.write(capture, 80, 5557);

        Spoken again = verify("--rerun");

        assertEquals(1, again.code());
        assertTrue(again.out().contains(capture + ": has other content now\n"), again.out());
        assertTrue(again.out().contains("flows.csv: came out otherwise\n"), again.out());
        assertTrue(again.out().contains(".pcap: was not made again\n"), again.out());
        assertTrue(again.out().contains(".pcap: is new\n"), again.out());
    }
}
