package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/** JSON as every output has it: UTF-8, two spaces, LF, keys in a fixed order, a line feed at the end. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** Writes one object and leaves the stream open. */
    static void write(OutputStream out, Body fields) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        // Through a writer, which has a replacement for half a surrogate pair, where Jackson's own encoder throws.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        JsonGenerator json = FACTORY.createGenerator(writer)
                .setPrettyPrinter(printer)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        fields.write(json);
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        writer.flush();
    }

    static void object(JsonGenerator json, String name, Body fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.write(json);
        json.writeEndObject();
    }

    static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    static void strings(JsonGenerator json, String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Numbers on one line. */
    static void numbers(JsonGenerator json, String name, long[] values) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(Arrays.toString(values));
    }

    /** A time, or null. */
    static void time(JsonGenerator json, String name, OptionalLong nanos) throws IOException {
        if (nanos.isPresent()) {
            json.writeStringField(name, TimeText.rfc3339(nanos.getAsLong()));
        } else {
            json.writeNullField(name);
        }
    }

    /** A number, or null. */
    static void number(JsonGenerator json, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }

    /** A share of 0 to 1 with six decimals. */
    static void share(JsonGenerator json, String name, double share) throws IOException {
        json.writeNumberField(name, Quantities.rounded(share, 6));
    }
}
