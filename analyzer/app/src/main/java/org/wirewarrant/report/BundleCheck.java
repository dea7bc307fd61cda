package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a bundle, and the captures it was made from, against its manifest. */
public final class BundleCheck {
    private static final int LONGEST_SIGNATURE = 1024;

    private final Path bundle;
    private final JsonNode manifest;
    private final List<String> differences = new ArrayList<>();
    private int checked;

    private BundleCheck(Path bundle, JsonNode manifest) {
        this.bundle = bundle;
        this.manifest = manifest;
    }

    /**
     * Reads the manifest.
     *
     * @throws BundleException if the folder is no bundle
     */
    public static BundleCheck open(Path bundle) throws BundleException {
        return new BundleCheck(bundle, manifest(bundle));
    }

    /**
     * The manifest of a bundle.
     *
     * @throws BundleException if the folder is no bundle
     */
    static JsonNode manifest(Path bundle) throws BundleException {
        Path file = bundle.resolve(Manifest.FILE);
        if (!Files.isDirectory(bundle)) {
            throw new BundleException(bundle.toString(), "no such folder", "name the folder of a bundle");
        }
        if (!Files.isRegularFile(file)) {
            throw new BundleException(
                    bundle.toString(), "is no bundle: it has no " + Manifest.FILE, "name the folder of a bundle");
        }
        try {
            JsonNode manifest = new ObjectMapper().readTree(file.toFile());
            if (!manifest.path("format").asText().equals(Manifest.FORMAT)
                    || !manifest.path("outputs").isArray()
                    || !manifest.path("inputs").isArray()) {
                throw new BundleException(file.toString(), "is not a manifest of this program", "restore the bundle");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new BundleException(file + place, "is not JSON", "restore the bundle");
        } catch (IOException e) {
            throw new BundleException(file.toString(), "cannot be read: " + e.getMessage(), "check its permissions");
        }
    }

    /** Hashes every file of the bundle, and looks for files that the manifest does not name. */
    public void checkOutputs() throws IOException {
        Set<Path> known = new HashSet<>(Set.of(bundle.resolve(Manifest.FILE), bundle.resolve(BundleSignature.FILE)));
        for (JsonNode output : manifest.path("outputs")) {
            Optional<Path> file = inside(bundle, output.path("name").asText());
            if (file.isEmpty()) {
                differences.add(output.path("name").asText() + ": the manifest names a file outside of the bundle");
            } else {
                known.add(file.get());
                compare(output, file.get());
            }
        }
        List<Path> present;
        Path folder = bundle.toRealPath();
        try (Stream<Path> tree = Files.walk(folder)) {
            present = tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> bundle.resolve(folder.relativize(path)))
                    .sorted()
                    .toList();
        }
        for (Path file : present) {
            if (!known.contains(file)) {
                differences.add(bundle.relativize(file) + ": is not in the manifest");
            }
        }
    }

    /** Whether there is a signature to check. */
    public boolean isSigned() {
        return Files.isRegularFile(bundle.resolve(BundleSignature.FILE));
    }

    /**
     * Checks the signature of the manifest.
     *
     * @param publicKey Ed25519 public key in PEM
     */
    public void checkSignature(Path publicKey) throws BundleException, IOException {
        checked++;
        Path file = bundle.resolve(BundleSignature.FILE);
        byte[] signed = isSigned() && Files.size(file) <= LONGEST_SIGNATURE ? Files.readAllBytes(file) : new byte[0];
        boolean fits = BundleSignature.fits(Files.readAllBytes(bundle.resolve(Manifest.FILE)), signed, publicKey);
        if (!isSigned()) {
            differences.add(BundleSignature.FILE + ": is missing, so nobody signed the manifest");
        } else if (!fits) {
            differences.add(Manifest.FILE + ": was not signed so with the key of " + publicKey
                    + " (the manifest or its signature was changed, or it is another key)");
        }
    }

    /** Version of the program that made it. */
    public String version() {
        return manifest.path("version").asText();
    }

    /** What decided its content, by option name. */
    public Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        manifest.path("arguments").properties().forEach(argument -> {
            List<String> values = new ArrayList<>();
            argument.getValue().forEach(value -> values.add(value.asText()));
            arguments.put(argument.getKey(), values);
        });
        return arguments;
    }

    /** Names of the captures, in the order in which they were read. */
    public List<String> captureNames() {
        List<String> names = new ArrayList<>();
        for (JsonNode input : manifest.path("inputs")) {
            if (input.path("kind").asText().equals("capture")) {
                names.add(input.path("name").asText());
            }
        }
        return names;
    }

    /** One line for each input or output that another bundle has otherwise. */
    public List<String> differencesOf(BundleCheck again) {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("inputs", "outputs")) {
            Map<String, String> mine = digests(part);
            Map<String, String> others = again.digests(part);
            mine.forEach((name, digest) -> {
                if (!others.containsKey(name)) {
                    lines.add(name + ": was not made again");
                } else if (!others.get(name).equals(digest)) {
                    lines.add(name + (part.equals("inputs") ? ": has other content now" : ": came out otherwise"));
                }
            });
            others.keySet().stream()
                    .filter(name -> !mine.containsKey(name))
                    .forEach(name -> lines.add(name + ": is new"));
        }
        return lines;
    }

    private Map<String, String> digests(String part) {
        Map<String, String> digests = new LinkedHashMap<>();
        manifest.path(part)
                .forEach(file -> digests.put(
                        file.path("name").asText(),
                        file.path("size") + " " + file.path("sha256").asText()));
        return digests;
    }

    /** Hashes the captures, found by their file names in a folder. */
    public void checkCaptures(Path folder) throws IOException {
        for (JsonNode input : manifest.path("inputs")) {
            if (input.path("kind").asText().equals("capture")) {
                String name = input.path("name").asText();
                Optional<Path> file = fileName(name).map(folder::resolve);
                if (input.path("sha256").isNull()) {
                    differences.add(name + ": the manifest has no SHA-256 of it, because hashing was off");
                } else if (file.isEmpty()) {
                    differences.add(name + ": was read from a stream, so there is no file to compare");
                } else {
                    compare(input, file.get());
                }
            }
        }
    }

    private void compare(JsonNode expected, Path file) throws IOException {
        String name = expected.path("name").asText();
        checked++;
        if (!Files.isRegularFile(file)) {
            differences.add(name + ": is missing");
            return;
        }
        FileDigest actual = Sha256.of(name, file);
        long size = expected.path("size").asLong();
        String sha256 = expected.path("sha256").asText();
        if (actual.size() != size) {
            differences.add(name + ": has " + Quantities.of(actual.size(), "byte") + ", the manifest says "
                    + Quantities.count(size));
        } else if (!actual.sha256().orElse("").equals(sha256)) {
            differences.add(name + ": has the same size and other content (SHA-256 "
                    + actual.sha256().orElse("") + ", the manifest says " + sha256 + ")");
        }
    }

    private static Optional<Path> inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder.normalize()) && !file.equals(folder.normalize())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> fileName(String name) {
        try {
            return name.equals("-")
                    ? Optional.empty()
                    : Optional.ofNullable(Path.of(name).getFileName());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Files that were hashed, or should have been. */
    public int checked() {
        return checked;
    }

    /** One line for each file that differs; empty for a sound bundle. */
    public List<String> differences() {
        return List.copyOf(differences);
    }
}
