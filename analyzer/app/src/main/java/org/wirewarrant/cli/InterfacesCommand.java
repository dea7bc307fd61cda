package org.wirewarrant.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.live.Interface;
import org.wirewarrant.live.Interfaces;
import org.wirewarrant.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interfaces}: what {@code live} can capture from, and why not. */
@Command(
        name = "interfaces",
        header = "List what can be captured from, and why not.",
        footer = {"  wirewarrant interfaces", "  sudo wirewarrant interfaces --format json"})
final class InterfacesCommand implements Callable<Integer> {
    /** Formats of the list. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Console console;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Format format;

    InterfacesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException {
        List<Interface> found;
        try {
            found = Interfaces.find();
        } catch (CaptureException e) {
            throw Failure.of(e);
        }
        if (format == Format.JSON) {
            json(found);
        } else {
            text(found);
        }
        return ExitCode.OK;
    }

    private void text(List<Interface> found) {
        TextTable table = new TextTable("INTERFACE", "STATE", "LINK TYPE", "ADDRESSES", "CAPTURE", "DESCRIPTION");
        for (Interface one : found) {
            table.row(
                    one.name(),
                    one.state(),
                    linkType(one).map(name -> name.replaceFirst(" \\(.*", "")).orElse(""),
                    String.join(" ", one.addresses()),
                    one.obstacle().map(Interface.Obstacle::what).orElse("yes"),
                    one.description());
        }
        console.out().print(table.text(console.style()));
        found.stream()
                .flatMap(one -> one.obstacle().stream())
                .distinct()
                .filter(obstacle -> !obstacle.remedy().startsWith("see "))
                .forEach(obstacle -> console.out().println(obstacle.what() + ": " + obstacle.remedy()));
    }

    private static Optional<String> linkType(Interface one) {
        return one.linkType().isPresent()
                ? Optional.of(LinkTypes.name(one.linkType().getAsInt()))
                : Optional.empty();
    }

    private void json(List<Interface> found) throws IOException {
        JsonGenerator json = new JsonFactory()
                .createGenerator(console.out())
                .useDefaultPrettyPrinter()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartArray();
        for (Interface one : found) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeStringField("description", one.description());
            json.writeArrayFieldStart("addresses");
            for (String address : one.addresses()) {
                json.writeString(address);
            }
            json.writeEndArray();
            json.writeStringField("link_type", linkType(one).orElse(null));
            json.writeStringField("state", one.state());
            json.writeBooleanField("usable", one.obstacle().isEmpty());
            if (one.obstacle().isPresent()) {
                json.writeStringField("why_not", one.obstacle().get().what());
                json.writeStringField("remedy", one.obstacle().get().remedy());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeRaw('\n');
        json.flush();
    }
}
