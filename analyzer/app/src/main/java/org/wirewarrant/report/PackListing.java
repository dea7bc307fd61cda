package org.wirewarrant.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirewarrant.policy.PortKind;
import org.wirewarrant.policy.Requirement;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.SourceDocument;

/** One rule pack as a table, in several formats. */
public final class PackListing {
    private static final List<String> HEADINGS =
            List.of("protocol", "ports", "from", "to", "service", "requirement", "lines", "id");

    private final RulePack pack;

    /** Lists a pack. */
    public PackListing(RulePack pack) {
        this.pack = pack;
    }

    /** A table for people, under the pack's title. */
    public void text(PrintStream out, TextStyle style) {
        SourceDocument document = pack.document();
        out.print(style.paint(TextStyle.Ink.BOLD, SafeText.line(pack.title())) + "\n");
        List<String> source = List.of(document.title(), document.publisher(), document.edition());
        out.print(SafeText.line(String.join(
                        ", ", source.stream().filter(part -> !part.isEmpty()).toList()))
                + "\n\n");
        TextTable table = new TextTable("RULE", "PORTS", "FROM", "TO", "SERVICE", "LINES");
        for (Rule rule : pack.rules()) {
            String need = rule.requirement() == Requirement.UNSTATED
                    ? ""
                    : " (" + rule.requirement().keyword() + ")";
            table.row(
                    rule.id(),
                    String.join(",", rule.protocols()) + "/" + ports(rule).replace(",", ", "),
                    String.join(" ", rule.from()),
                    String.join(" ", rule.to()),
                    rule.service() + need,
                    CsvTables.lines(rule));
        }
        out.print(table.text(style));
        document.gaps().forEach(gap -> out.print("\nnot in the document: " + SafeText.line(gap)));
        out.print(document.gaps().isEmpty() ? "" : "\n");
    }

    /** A table of GitHub's Markdown. */
    public void markdown(PrintStream out) {
        out.print("| " + String.join(" | ", HEADINGS) + " |\n");
        out.print("|" + " --- |".repeat(HEADINGS.size()) + "\n");
        for (Rule rule : pack.rules()) {
            List<String> cells = cells(rule).stream()
                    .map(cell -> SafeText.line(cell).replace("\\", "\\\\").replace("|", "\\|"))
                    .toList();
            out.print("| " + String.join(" | ", cells) + " |\n");
        }
    }

    /** RFC 4180. */
    public void csv(PrintStream out) throws IOException {
        List<Column<Rule>> columns = new ArrayList<>();
        for (int i = 0; i < HEADINGS.size(); i++) {
            int column = i;
            columns.add(Column.text(HEADINGS.get(i), rule -> cells(rule).get(column)));
        }
        new CsvTable<>(columns).write(pack.rules(), out);
    }

    /** The pack with the field names of its file. */
    public void json(PrintStream out) throws IOException {
        SourceDocument document = pack.document();
        Json.write(out, json -> {
            json.writeStringField("pack", pack.name());
            json.writeStringField("title", pack.title());
            Json.object(json, "document", fields -> {
                fields.writeStringField("title", document.title());
                fields.writeStringField("publisher", document.publisher());
                fields.writeStringField("edition", document.edition());
                fields.writeStringField("sha256", document.sha256());
                fields.writeNumberField("lines", document.lines());
                fields.writeNumberField("statements", document.statements());
                Json.strings(fields, "notes", document.notes());
                Json.strings(fields, "gaps", document.gaps());
            });
            json.writeArrayFieldStart("rules");
            for (Rule rule : pack.rules()) {
                value(json, rule.fields());
            }
            json.writeEndArray();
        });
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                value(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private static List<String> cells(Rule rule) {
        return List.of(
                String.join(" ", rule.protocols()),
                ports(rule),
                String.join(" ", rule.from()),
                String.join(" ", rule.to()),
                rule.service(),
                rule.requirement().keyword(),
                CsvTables.lines(rule),
                rule.id());
    }

    /** The listed ports, else the word that stands for them. */
    private static String ports(Rule rule) {
        return rule.portKind() == PortKind.LISTED
                ? rule.ports().toString()
                : rule.portKind().keyword();
    }
}
