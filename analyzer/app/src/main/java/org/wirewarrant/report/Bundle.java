package org.wirewarrant.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A bundle that was written before, as rows of words. Tables are read anew each time and one row at a time. */
public final class Bundle {
    /** What was hashed when the bundle was made: {@code pack} or {@code site}, its name and digest. */
    public record Input(String kind, String name, String sha256) {}

    private final Path folder;
    private final JsonNode manifest;

    private Bundle(Path folder, JsonNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Opens a bundle.
     *
     * @throws BundleException if the folder is none
     */
    public static Bundle open(Path folder) throws BundleException {
        return new Bundle(folder, BundleCheck.manifest(folder));
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Site name, or the packs' names. */
    public String title() {
        return manifest.path("title").asText();
    }

    /** First and last packet, as written; empty where no frame carried a time. */
    public List<String> window() {
        List<String> window = new ArrayList<>();
        for (String name : List.of("first_seen", "last_seen")) {
            JsonNode time = manifest.path("window").path(name);
            if (time.isTextual()) {
                window.add(time.asText());
            }
        }
        return window;
    }

    /** Values of an argument that decided the content; empty where it was not given. */
    public List<String> argument(String name) {
        List<String> values = new ArrayList<>();
        manifest.path("arguments").path(name).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Inputs of a kind, with their digests. */
    public List<Input> inputs(String kind) {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode input : manifest.path("inputs")) {
            if (input.path("kind").asText().equals(kind)) {
                inputs.add(new Input(
                        kind, input.path("name").asText(), input.path("sha256").asText()));
            }
        }
        return inputs;
    }

    /** What {@code summary.json} says of a rule that was not seen. */
    public Optional<JsonNode> absence(String ruleId) throws BundleException {
        Path file = folder.resolve("summary.json");
        try {
            for (JsonNode absence : new ObjectMapper().readTree(file.toFile()).path("not_seen")) {
                if (absence.path("rule_id").asText().equals(ruleId)) {
                    return Optional.of(absence);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whether the bundle has a table; a bundle may have been written without flows. */
    public boolean has(String table) {
        return file(table).isPresent();
    }

    private Optional<Path> file(String table) {
        return List.of(table, table + ".gz").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Reads a table row by row, each as column to cell, in the order of the columns.
     *
     * @throws BundleException if it is not there or no table
     */
    public void rows(String table, Consumer<Map<String, String>> each) throws BundleException {
        Path file = file(table).orElse(folder.resolve(table));
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = stream(file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(reader, format)) {
            List<String> columns = parser.getHeaderNames();
            for (CSVRecord line : parser) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), i < line.size() ? FormulaGuard.unguard(line.get(i)) : "");
                }
                each.accept(row);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        } catch (IllegalArgumentException e) {
            throw new BundleException(file.toString(), "is no table: " + e.getMessage(), "restore the bundle");
        }
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static BundleException unreadable(Path file, IOException e) {
        boolean missing = e instanceof NoSuchFileException || e instanceof FileNotFoundException;
        return new BundleException(
                file.toString(),
                missing ? "is missing" : "cannot be read: " + e.getMessage(),
                "restore the bundle; wirewarrant verify says what else differs");
    }
}
