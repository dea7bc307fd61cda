package org.wirewarrant.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.Tally.Sum;

/**
 * Conversations as rows of JSON for the page's script: at most as many as a browser handles well, of the verdicts that matter most. Safe
 * inside a script element.
 */
final class ConversationData implements Content {
    static final int MOST = 100_000;
    private static final List<VerdictKind> BY_INTEREST = List.of(
            VerdictKind.UNDOCUMENTED,
            VerdictKind.UNDECIDED,
            VerdictKind.APPROVED,
            VerdictKind.DOCUMENTED,
            VerdictKind.OUT_OF_SCOPE);

    private final Rows<ConversationRow> rows;
    private final Set<VerdictKind> kinds = EnumSet.noneOf(VerdictKind.class);
    private final long shown;

    ConversationData(Rows<ConversationRow> rows, Tally tally) {
        this.rows = rows;
        long room = MOST;
        for (VerdictKind kind : BY_INTEREST) {
            Sum sum = tally.byVerdict().get(kind);
            if (room > 0 && sum.conversations > 0) {
                kinds.add(kind);
                room -= Math.min(room, sum.conversations);
            }
        }
        this.shown = MOST - room;
    }

    String note() {
        return shown == rows.size()
                ? "All " + Quantities.of(rows.size(), "conversation") + "."
                : Quantities.count(shown) + " of " + Quantities.of(rows.size(), "conversation")
                        + ", the undocumented ones before all others; conversations.csv has every one.";
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent("[");
        long written = 0;
        for (VerdictKind kind : BY_INTEREST) {
            if (kinds.contains(kind)) {
                for (ConversationRow row : rows) {
                    if (written < shown && row.verdict().kind() == kind) {
                        output.writeContent(written++ == 0 ? "\n" : ",\n");
                        output.writeContent(row(row));
                    }
                }
            }
        }
        output.writeContent("\n]");
    }

    private static String row(ConversationRow row) {
        Conversation conversation = row.conversation();
        long bytes = conversation.clientBytes() + conversation.serverBytes();
        return "[" + quoted(conversation.client().toString()) + ","
                + quoted(String.join(" ", row.clientRoles())) + ","
                + quoted(conversation.server().toString()) + ","
                + quoted(String.join(" ", row.serverRoles())) + ","
                + quoted(ServiceName.of(conversation.protocol(), conversation.serverPort())) + ","
                + conversation.flows() + ","
                + conversation.answeredFlows() + ","
                + bytes + ","
                + quoted(TimeText.seconds(conversation.firstNanos())) + ","
                + quoted(row.verdict().kind().keyword()) + ","
                + quoted(row.verdict().reason().keyword()) + ","
                + quoted(
                        row.verdict().rules().isEmpty()
                                ? ""
                                : row.verdict().rules().get(0).id())
                + "," + quoted(row.findingIds()) + "]";
    }

    /** A JSON string that neither ends a script element nor begins a comment in one. */
    static String quoted(String text) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(SafeText.line(text)));
        return '"'
                + escaped.replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029")
                + '"';
    }
}
