package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.RangeUse;
import org.wirewarrant.audit.RuleCoverage;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.TextStyle.Ink;

/** What {@code analyze} prints at the end. */
public final class TerminalSummary {
    private static final int MOST_CAPTURES = 5;
    private static final int MOST_FINDINGS = 10;
    private static final int MOST_REQUIRED = 10;
    private static final int MOST_NOTICES = 5;
    private static final int MOST_RANGES = 5;
    private static final int LABEL = 11;
    private static final int INDENT = 2;

    private final AuditResult result;
    private final Tally tally;
    private final TextStyle style;
    private final StringBuilder text = new StringBuilder();

    private TerminalSummary(AuditResult result, Tally tally, TextStyle style) {
        this.result = result;
        this.tally = tally;
        this.style = style;
    }

    /**
     * Writes the summary.
     *
     * @param bundle the folder as the user knows it, absent when none was written
     */
    public static String of(AuditResult result, Tally tally, Optional<String> bundle, TextStyle style) {
        TerminalSummary summary = new TerminalSummary(result, tally, style);
        summary.write(bundle);
        return summary.text.toString();
    }

    private void write(Optional<String> bundle) {
        heading();
        captures();
        quality();
        conversations();
        rules();
        findings();
        required();
        ranges();
        notices();
        bundle.ifPresent(folder -> {
            blank();
            labelled("Report", folder);
        });
    }

    private void heading() {
        String packs = result.packs().stream().map(RulePack::name).collect(Collectors.joining(", "));
        String against = result.site().isPresent() ? "against " + packs : "no site given, so roles are not verified";
        String title = SafeText.line(result.title());
        wrap("", 0, title, Ink.BOLD);
        wrap("", 0, against, Ink.PLAIN);
        blank();
    }

    private void captures() {
        List<CaptureSummary> captures = result.captures();
        if (captures.size() == 1) {
            labelled("Capture", capture(captures.get(0)));
        } else {
            long frames = captures.stream().mapToLong(CaptureSummary::frames).sum();
            long bytes = captures.stream().mapToLong(CaptureSummary::bytes).sum();
            labelled(
                    "Captures",
                    Quantities.of(captures.size(), captures.get(0).isLive() ? "interface" : "file")
                            + style.dot()
                            + Quantities.of(frames, "frame")
                            + style.dot()
                            + Quantities.bytes(bytes));
            captures.stream().limit(MOST_CAPTURES).forEach(capture -> labelled("", capture(capture)));
            more(captures.size() - MOST_CAPTURES, "capture", "summary.json");
        }
        labelled("Window", window());
        List<String> gaps = Gaps.lines(result.gaps(), MOST_CAPTURES);
        for (int i = 0; i < gaps.size(); i++) {
            labelled(i == 0 ? "Gaps" : "", Ink.RED, gaps.get(i));
        }
        for (CaptureSummary capture : captures) {
            capture.damage()
                    .ifPresent(damage -> labelled(
                            "Damage",
                            Ink.RED,
                            capture.name() + ": " + damage.reason()
                                    + (capture.isLive()
                                            ? "; all else is in the report"
                                            : " (byte " + Quantities.count(damage.offset())
                                                    + "); all before it is in the report")));
        }
    }

    private String capture(CaptureSummary capture) {
        return String.join(
                style.dot(),
                capture.name(),
                capture.format(),
                Quantities.of(capture.frames(), "frame"),
                Quantities.bytes(capture.bytes()));
    }

    private String window() {
        if (result.firstNanos().isEmpty() || result.lastNanos().isEmpty()) {
            return "no frame carries a time";
        }
        long first = result.firstNanos().getAsLong();
        long last = result.lastNanos().getAsLong();
        String to = TimeText.seconds(last);
        if (TimeText.seconds(first).startsWith(to.substring(0, 10))) {
            to = to.substring(11);
        }
        return TimeText.seconds(first) + " to " + to + " UTC (" + TimeText.duration(last - first) + ")";
    }

    private void quality() {
        Quality quality = result.quality();
        List<String> parts = new ArrayList<>();
        parts.add(
                quality.dropped().isPresent()
                        ? Quantities.count(quality.dropped().getAsLong()) + " dropped"
                        : "drops not recorded");
        parts.add(Quantities.percent(quality.oneSidedShare()) + " of TCP one-sided");
        parts.add(Quantities.percent(quality.estimatedLoss()) + " estimated loss");
        if (quality.duplicateFrames() > 0) {
            parts.add(Quantities.of(quality.duplicateFrames(), "duplicate"));
        }
        long unread = result.frames().offered()
                - result.frames().inFlows()
                - result.frames().notIp();
        if (unread > 0) {
            parts.add(Quantities.of(unread, "frame") + " not decoded");
        }
        labelled("Quality", String.join(style.dot(), parts));
    }

    private void conversations() {
        blank();
        Tally.Sum all = tally.all();
        section("Conversations", Quantities.count(all.conversations) + " in " + Quantities.of(all.flows, "flow"));
        for (VerdictKind kind : VerdictKind.values()) {
            long count = tally.byVerdict().get(kind).conversations;
            bar(kind.keyword(), count, all.conversations, ink(Palette.of(kind)));
        }
    }

    private void rules() {
        blank();
        long all = result.coverage().size();
        section("Rules", Quantities.of(all, "documented statement"));
        for (RuleStatus status : RuleStatus.values()) {
            bar(status.keyword(), tally.rulesByStatus().get(status), all, ink(Palette.of(status)));
        }
    }

    private void findings() {
        blank();
        String counts = tally.findingsBySeverity().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> style.paint(
                        ink(entry.getKey()),
                        Quantities.count(entry.getValue()) + " "
                                + entry.getKey().keyword()))
                .collect(Collectors.joining(", "));
        section("Findings", result.findings().size() == 0 ? "none" : counts);
        int shown = 0;
        for (int i = 0; i < result.findings().size() && shown < MOST_FINDINGS; i++) {
            Finding finding = result.findings().row(i);
            if (!isRequired(finding.kind())) {
                shown++;
                finding(finding);
            }
        }
        long others = tally.findingsByKind().entrySet().stream()
                .filter(entry -> !isRequired(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        more(others - shown, "finding", "findings.csv");
    }

    /** Those have a section of their own. */
    private static boolean isRequired(String kind) {
        return kind.startsWith("required-");
    }

    private void finding(Finding finding) {
        String severity = finding.severity().keyword();
        String label = " ".repeat(INDENT)
                + style.paint(ink(finding.severity()), severity)
                + " ".repeat(LABEL - INDENT - severity.length());
        String first = finding.summary();
        wrap(label, LABEL, first, Ink.PLAIN);
        List<String> details = new ArrayList<>();
        details.add(finding.kind());
        if (!finding.nearMiss().isEmpty()) {
            details.add(finding.nearMiss());
        }
        if (finding.flows() > 0) {
            details.add(Quantities.of(finding.flows(), "flow") + ", " + Quantities.bytes(finding.bytes()));
        }
        wrap(" ".repeat(LABEL), LABEL, String.join(style.dot(), details), Ink.FAINT);
    }

    private void required() {
        List<RuleCoverage> missing = Coverages.requiredNotSeen(result);
        long required =
                result.coverage().stream().filter(RuleCoverage::required).count();
        if (required == 0) {
            return;
        }
        blank();
        if (missing.isEmpty()) {
            section(
                    "Required",
                    "all " + Quantities.of(required, "rule") + " that had to be seen were, or could not be here");
            return;
        }
        section(
                "Required",
                missing.size() + " of " + Quantities.of(required, "rule") + " never answered in this window");
        missing.stream().limit(MOST_REQUIRED).forEach(rule -> {
            String status = rule.status().keyword();
            String ink = style.paint(ink(Palette.of(rule.status())), status);
            String label = " ".repeat(INDENT) + ink + " ".repeat(Math.max(1, LABEL - INDENT - status.length()));
            String protocols = String.join("/", rule.rule().protocols());
            String from = String.join(", ", rule.rule().from());
            String to = String.join(", ", rule.rule().to());
            String reason = rule.reason().isEmpty() ? "" : " (" + rule.reason() + ")";
            wrap(
                    label,
                    LABEL,
                    rule.rule().service() + ", " + protocols + " " + rule.ports() + ", " + from + arrow() + to + reason,
                    Ink.PLAIN);
            wrap(" ".repeat(LABEL), LABEL, rule.rule().id() + because(rule), Ink.FAINT);
        });
        more(missing.size() - MOST_REQUIRED, "rule", "coverage.csv");
    }

    private String because(RuleCoverage rule) {
        return result.absences().stream()
                .filter(absence -> absence.rule().equals(rule.rule()))
                .findFirst()
                .map(absence -> style.dot() + absence.confidence().keyword() + " confidence: " + absence.text())
                .orElse("");
    }

    /** Ranges that alone explain something, the widest open first. */
    private void ranges() {
        List<RangeUse> used = result.ranges().stream()
                .filter(range -> range.onlyConversations() > 0)
                .sorted(Comparator.comparingLong(RangeUse::onlyConversations).reversed())
                .toList();
        if (used.isEmpty()) {
            return;
        }
        blank();
        section("Ranges", Quantities.of(used.size(), "rule") + " matched by a range of ports alone");
        for (RangeUse range : used.subList(0, Math.min(MOST_RANGES, used.size()))) {
            wrap(
                    " ".repeat(INDENT),
                    INDENT,
                    range.rule().id() + " (" + range.ports() + "): "
                            + Quantities.count(range.distinctPorts()) + " of " + Quantities.of(range.listed(), "port")
                            + " used, " + Quantities.of(range.onlyConversations(), "conversation") + " and "
                            + Quantities.percent(range.share()) + " of all bytes by it alone",
                    Ink.PLAIN);
        }
        more(used.size() - MOST_RANGES, "rule", "ranges.csv");
        long lost = result.conversationsByVerdict().get(VerdictKind.DOCUMENTED)
                - result.conversationsWithoutBroadRanges().get(VerdictKind.DOCUMENTED);
        if (lost > 0) {
            wrap(
                    " ".repeat(INDENT),
                    INDENT,
                    Quantities.of(lost, "conversation")
                            + " would be undocumented without ranges of more than 1,024 ports (--no-broad-ranges)",
                    Ink.YELLOW);
        }
    }

    private void notices() {
        if (result.notices().isEmpty()) {
            return;
        }
        blank();
        section("Notices", Quantities.of(result.notices().size(), "oddity") + " in packs and site");
        result.notices().stream()
                .limit(MOST_NOTICES)
                .forEach(notice -> wrap(" ".repeat(INDENT), INDENT, notice.toString(), Ink.PLAIN));
        more(result.notices().size() - MOST_NOTICES, "notice", "summary.json");
    }

    private String arrow() {
        return style.unicode() ? " \u2192 " : " -> ";
    }

    private void bar(String name, long count, long all, Ink ink) {
        if (count == 0) {
            return;
        }
        double share = count / (double) all;
        int columns = Math.min(40, style.width() - 46);
        String number = Quantities.count(count);
        String percent = Quantities.percent(share);
        String bar = style.bar(share, columns);
        line(" ".repeat(INDENT) + pad(name, 16) + " ".repeat(Math.max(0, 11 - number.length())) + number
                + " ".repeat(Math.max(1, 9 - percent.length())) + percent + "  " + style.paint(ink, bar));
    }

    private void more(long count, String noun, String file) {
        if (count > 0) {
            line(" ".repeat(INDENT)
                    + style.paint(
                            Ink.FAINT,
                            "and " + Quantities.count(count) + " more " + noun + (count == 1 ? "" : "s") + " in "
                                    + file));
        }
    }

    private void section(String name, String text) {
        line(style.paint(Ink.BOLD, name) + "  " + text);
    }

    private void labelled(String label, String value) {
        labelled(label, Ink.BOLD, value);
    }

    private void labelled(String label, Ink ink, String value) {
        wrap(style.paint(ink, label) + " ".repeat(LABEL - label.length()), LABEL, value, Ink.PLAIN);
    }

    private void wrap(String first, int indent, String value, Ink ink) {
        String lead = first;
        for (String part : SafeText.wrap(SafeText.line(value), style.width() - indent)) {
            line(lead + style.paint(ink, part));
            lead = " ".repeat(indent);
        }
    }

    private static String pad(String value, int columns) {
        return value + " ".repeat(Math.max(0, columns - value.length()));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void blank() {
        text.append('\n');
    }

    private static Ink ink(Palette colour) {
        return switch (colour) {
            case EXPLAINED -> Ink.BLUE;
            case RESERVED -> Ink.CYAN;
            case PROBLEM -> Ink.RED;
            case OPEN -> Ink.YELLOW;
            case OUTSIDE, VOID -> Ink.FAINT;
        };
    }

    private static Ink ink(Severity severity) {
        return ink(Palette.of(severity));
    }
}
