package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.wirewarrant.audit.AuditResult;

/**
 * {@code manifest.json}: what went in, what came out, and by which program and arguments. Only its {@code run} object differs between
 * two runs of the same audit.
 */
final class Manifest {
    static final String FILE = "manifest.json";
    static final String FORMAT = "wirewarrant-manifest-1";

    private final AuditResult result;
    private final Tally tally;
    private final BundleOptions options;
    private final Evidence evidence;
    private final List<FileDigest> outputs;

    Manifest(AuditResult result, Tally tally, BundleOptions options, Evidence evidence, List<FileDigest> outputs) {
        this.result = result;
        this.tally = tally;
        this.options = options;
        this.evidence = evidence;
        this.outputs =
                outputs.stream().sorted(Comparator.comparing(FileDigest::name)).toList();
    }

    void write(OutputStream out, Instant finished) throws IOException {
        SummaryJson totals = new SummaryJson(result, tally);
        Json.write(out, json -> {
            json.writeStringField("format", FORMAT);
            json.writeStringField("program", "wirewarrant");
            json.writeStringField("version", ProgramVersion.text());
            json.writeStringField("title", result.title());
            arguments(json);
            SummaryJson.window(json, result);
            Json.object(json, "counters", counters -> {
                SummaryJson.frames(counters, result.frames());
                counters.writeNumberField("flows", tally.all().flows);
                Json.counts(counters, "conversations", totals.conversations());
                Json.counts(counters, "rules", totals.rules());
                Json.counts(counters, "findings", totals.severities());
                Json.object(counters, "evidence", packets -> {
                    packets.writeNumberField("findings", evidence.byFinding().size());
                    packets.writeNumberField("packets", evidence.packets());
                    packets.writeNumberField("frames_read_again", evidence.framesRead());
                });
            });
            json.writeArrayFieldStart("inputs");
            for (Map.Entry<String, List<FileDigest>> kind : options.inputs().entrySet()) {
                for (FileDigest input : kind.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("kind", kind.getKey());
                    digest(json, input);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            for (FileDigest output : outputs) {
                json.writeStartObject();
                digest(json, output);
                json.writeEndObject();
            }
            json.writeEndArray();
            run(json, finished);
        });
    }

    private void arguments(JsonGenerator json) throws IOException {
        Json.object(json, "arguments", arguments -> {
            for (Map.Entry<String, List<String>> argument : options.arguments().entrySet()) {
                Json.strings(arguments, argument.getKey(), argument.getValue());
            }
        });
    }

    private void run(JsonGenerator json, Instant finished) throws IOException {
        BundleOptions.Run run = options.run();
        Json.object(json, "run", fields -> {
            fields.writeStringField("started", run.started().toString());
            fields.writeStringField("finished", finished.toString());
            fields.writeNumberField(
                    "seconds",
                    Quantities.rounded(Duration.between(run.started(), finished).toMillis() / 1000.0, 3));
            Json.strings(fields, "command", run.command());
            fields.writeNumberField("threads", run.threads());
            fields.writeStringField("java", System.getProperty("java.vendor") + " " + Runtime.version());
            fields.writeStringField("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        });
    }

    private static void digest(JsonGenerator json, FileDigest digest) throws IOException {
        json.writeStringField("name", digest.name());
        json.writeNumberField("size", digest.size());
        json.writeStringField("sha256", digest.sha256().orElse(null));
    }
}
