package org.wirewarrant.report;

import gg.jte.Content;
import java.util.List;

/**
 * What the templates of the report show: text that is ready but not escaped, which the templates see to.
 *
 * @param title what was audited
 * @param version of the program
 * @param answer the outcome in a sentence
 * @param facts of the first screen
 * @param verdicts conversations by verdict
 * @param statuses rules by status
 * @param severities findings by severity
 * @param charts in order
 * @param findings worst first
 * @param findingCount of all, shown or not
 * @param evidence which packets are kept, a sentence; empty for none
 * @param required rules that were never answered
 * @param packs with their rules
 * @param ranges what rules that list ranges of ports let through
 * @param withoutBroadRanges what the verdicts would be without the broad ones, a sentence; empty for the same
 * @param conversations rows of JSON arrays for the script
 * @param conversationNote which conversations the page holds
 * @param hosts busiest first
 * @param hostCount of all, shown or not
 * @param frames where every frame ended
 * @param quality how far the capture can be trusted
 * @param captures with their digests
 * @param notices what is odd in packs and site
 * @param limits what the report proves, and what it cannot
 * @param terms the words it uses
 * @param arguments what decided its content
 * @param inputs with their digests
 */
public record ReportPage(
        String title,
        String version,
        String answer,
        List<Fact> facts,
        List<Bar> verdicts,
        List<Bar> statuses,
        List<Bar> severities,
        List<Figure> charts,
        List<FindingLine> findings,
        int findingCount,
        String evidence,
        List<RuleLine> required,
        List<PackPart> packs,
        List<RangeLine> ranges,
        String withoutBroadRanges,
        Content conversations,
        String conversationNote,
        List<HostLine> hosts,
        int hostCount,
        List<Fact> frames,
        List<Fact> quality,
        List<CaptureLine> captures,
        List<String> notices,
        List<Fact> limits,
        List<Term> terms,
        List<Fact> arguments,
        List<InputLine> inputs) {
    /** A label and its value. */
    public record Fact(String label, String value) {}

    /** An amount as a bar: the class and the value of its colour, and a width of 0 to 100. */
    public record Bar(String name, String colour, String css, String count, String percent, String width) {}

    /** A chart with its words; its height on paper is in millimetres. */
    public record Figure(String name, String title, String text, String svg, String printHeight) {}

    /** A finding. */
    public record FindingLine(
            String id,
            String severity,
            String colour,
            String css,
            int rank,
            String kind,
            String client,
            String server,
            String service,
            String summary,
            String nearMiss,
            String rule,
            List<String> files,
            String frames,
            long flows,
            long bytes,
            String bytesText,
            String first,
            String last) {}

    /** What became of a rule on one host. */
    public record HostState(String address, String state, String colour, String detail) {}

    /** A rule that lists a range of ports. */
    public record RangeLine(
            String rule,
            String service,
            String ports,
            int listed,
            boolean broad,
            int distinct,
            long conversations,
            long onlyConversations,
            long onlyBytes,
            String onlyText) {}

    /**
     * A rule and what the capture showed of it; where it showed nothing, what that is worth: a confidence and its reasons. Of its hosts a
     * few, their numbers by state, and a note on the others.
     */
    public record RuleLine(
            String id,
            String service,
            String from,
            String to,
            String ports,
            String need,
            String status,
            String colour,
            String css,
            String reason,
            String confidence,
            String absence,
            String hosts,
            List<HostState> hostStates,
            String hostsInWords,
            String hostNote,
            long flows,
            long bytes,
            String bytesText,
            String first,
            String last,
            String lines) {}

    /** A pack. */
    public record PackPart(String name, String title, String document, List<RuleLine> rules) {}

    /** A host. */
    public record HostLine(
            String address,
            String roles,
            long asClient,
            long asServer,
            long undocumented,
            long bytes,
            String bytesText) {}

    /** A capture. */
    public record CaptureLine(
            String name, String format, String frames, String bytes, String window, String damage, String sha256) {}

    /** A word and its meaning. */
    public record Term(String group, String word, String meaning) {}

    /** An input. */
    public record InputLine(String kind, String name, String size, String sha256) {}
}
