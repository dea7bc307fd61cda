package org.wirewarrant.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.live.FindingNews;
import org.wirewarrant.live.LiveListener;
import org.wirewarrant.live.LiveReading;
import org.wirewarrant.report.TimeText;

/**
 * New findings as JSON lines. What a full disk refuses is kept and tried again, up to a limit, so that the file never holds half a line.
 */
final class EventLog implements LiveListener, Closeable {
    private static final int MOST_FINDINGS = 100_000;
    private static final int MOST_PENDING_BYTES = 16 << 20;

    /** Where lines go: all of them, or none and an exception. */
    interface Target extends Closeable {
        void append(byte[] lines) throws IOException;
    }

    private final JsonFactory factory = new JsonFactory();
    private final FindingNews news = new FindingNews(MOST_FINDINGS);
    private final Target target;
    private final Consumer<String> messages;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean failing;
    private long lost;

    EventLog(Target target, Consumer<String> messages) {
        this.target = target;
        this.messages = messages;
    }

    /** Appends to a file. */
    static Target file(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean regular = channel.size() > 0 || path.toFile().isFile();
        if (regular) {
            channel.position(channel.size());
        }
        return new Target() {
            @Override
            public void append(byte[] lines) throws IOException {
                long before = regular ? channel.position() : 0;
                try {
                    ByteBuffer buffer = ByteBuffer.wrap(lines);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                } catch (IOException e) {
                    if (regular) {
                        channel.truncate(before);
                    }
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Prints to a stream, which stays open. */
    static Target stream(OutputStream out) {
        return new Target() {
            @Override
            public void append(byte[] lines) throws IOException {
                out.write(lines);
                out.flush();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void look(LiveReading reading) {
        FindingNews.Change change = news.update(reading.result(), reading.ended());
        long now = reading.state().nanos();
        try {
            for (Finding finding : change.added()) {
                line(json -> {
                    head(json, "finding", now);
                    fields(json, finding);
                });
            }
            for (Finding finding : change.withdrawn()) {
                line(json -> {
                    head(json, "withdrawn", now);
                    json.writeStringField("finding_id", finding.id());
                });
            }
            if (reading.ended()) {
                line(json -> {
                    head(json, "ended", now);
                    json.writeNumberField("frames", reading.state().frames());
                    json.writeNumberField("dropped", reading.counters().dropped());
                    json.writeNumberField(
                            "findings", reading.result().findings().size());
                    json.writeNumberField("events_lost", lost);
                });
            }
            flush();
        } catch (IOException e) {
            if (!failing) {
                messages.accept("events cannot be written: " + e.getMessage()
                        + "; capturing goes on, and they are tried again");
            }
            failing = true;
        }
        if (reading.ended() && pending.size() > 0) {
            long lines = lost + pending.toString(StandardCharsets.UTF_8).lines().count();
            messages.accept(lines + " events were not written; the bundle has the findings");
        }
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private void line(Body body) throws IOException {
        if (pending.size() > MOST_PENDING_BYTES) {
            lost++;
            return;
        }
        try (JsonGenerator json = factory.createGenerator(pending, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        }
        pending.write('\n');
    }

    private void flush() throws IOException {
        if (pending.size() > 0) {
            target.append(pending.toByteArray());
            pending.reset();
            if (failing) {
                messages.accept("events are written again");
            }
            failing = false;
        }
    }

    private static void head(JsonGenerator json, String event, long nanos) throws IOException {
        json.writeStringField("event", event);
        json.writeStringField("time", TimeText.rfc3339(nanos));
    }

    /** The columns of {@code findings.csv}. */
    private static void fields(JsonGenerator json, Finding finding) throws IOException {
        json.writeStringField("finding_id", finding.id());
        json.writeStringField("severity", finding.severity().keyword());
        json.writeStringField("kind", finding.kind());
        json.writeStringField("pack", finding.pack());
        json.writeStringField("rule_id", finding.ruleId());
        json.writeStringField("client_ip", finding.clientIp());
        words(json, "client_role", finding.clientRoles());
        json.writeStringField("server_ip", finding.serverIp());
        words(json, "server_role", finding.serverRoles());
        json.writeStringField("protocol", finding.protocol());
        json.writeStringField("server_port", finding.serverPort());
        json.writeNumberField("flows", finding.flows());
        json.writeNumberField("answered_flows", finding.answeredFlows());
        json.writeNumberField("packets", finding.packets());
        json.writeNumberField("bytes", finding.bytes());
        time(json, "first_seen", finding.firstNanos());
        time(json, "last_seen", finding.lastNanos());
        json.writeStringField("summary", finding.summary());
        json.writeStringField("near_miss", finding.nearMiss());
    }

    private static void words(JsonGenerator json, String name, List<String> words) throws IOException {
        json.writeStringField(name, String.join(" ", words));
    }

    private static void time(JsonGenerator json, String name, OptionalLong nanos) throws IOException {
        json.writeStringField(name, nanos.isPresent() ? TimeText.rfc3339(nanos.getAsLong()) : null);
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
