package org.wirewarrant.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalLong;
import org.wirewarrant.report.ProgramVersion;
import org.wirewarrant.report.TimeText;

/** A status as JSON, for whoever asks whether the run is well. */
final class Health {
    private Health() {}

    /** Whether all is well. */
    static boolean isWell(Status status) {
        return status.capturing() && status.problems().isEmpty();
    }

    static byte[] json(Status status) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("status", isWell(status) ? "ok" : status.capturing() ? "degraded" : "ended");
            json.writeStringField("version", ProgramVersion.text());
            time(json, "started", OptionalLong.of(status.startedNanos()));
            time(json, "now", OptionalLong.of(status.nowNanos()));
            json.writeNumberField("packets", status.frames());
            json.writeNumberField("dropped", status.dropped());
            time(json, "last_checkpoint", status.keptNanos());
            time(json, "last_packet", status.result().map(r -> r.lastNanos()).orElse(OptionalLong.empty()));
            json.writeNumberField(
                    "findings", status.result().map(r -> r.findings().size()).orElse(0));
            json.writeNumberField(
                    "gaps", status.result().map(r -> r.gaps().size()).orElse(0));
            json.writeArrayFieldStart("problems");
            for (String problem : status.problems()) {
                json.writeString(problem);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void time(JsonGenerator json, String name, OptionalLong nanos) throws IOException {
        if (nanos.isPresent()) {
            json.writeStringField(name, TimeText.rfc3339(nanos.getAsLong()));
        } else {
            json.writeNullField(name);
        }
    }
}
