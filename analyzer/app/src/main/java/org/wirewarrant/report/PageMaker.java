package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.report.ReportPage.Bar;
import org.wirewarrant.report.ReportPage.CaptureLine;
import org.wirewarrant.report.ReportPage.Fact;
import org.wirewarrant.report.ReportPage.Figure;
import org.wirewarrant.report.ReportPage.FindingLine;
import org.wirewarrant.report.ReportPage.HostLine;
import org.wirewarrant.report.ReportPage.InputLine;

/** Turns a result into what the templates show. */
final class PageMaker {
    private static final int MOST_GAPS = 10;
    private static final int MOST_FINDINGS = 10_000;
    private static final int MOST_HOSTS = 500;
    private static final int LONGEST_TEXT = 1000;
    /** Millimetres. */
    private static final double PRINT_WIDTH = 180;

    private final AuditResult result;
    private final Tally tally;
    private final BundleOptions options;
    private final List<Chart> charts;
    private final Evidence evidence;

    PageMaker(AuditResult result, Tally tally, BundleOptions options, List<Chart> charts, Evidence evidence) {
        this.result = result;
        this.tally = tally;
        this.options = options;
        this.charts = charts;
        this.evidence = evidence;
    }

    ReportPage page() {
        ConversationData conversations = new ConversationData(result.conversations(), tally);
        HostTally hosts = HostTally.of(result.conversations());
        RuleLines rules = new RuleLines(result);
        RangeLines ranges = new RangeLines(result);
        return new ReportPage(
                safe(result.title()),
                ProgramVersion.text(),
                Answer.of(result, tally),
                facts(),
                verdicts(),
                statuses(),
                severities(),
                charts.stream().map(PageMaker::figure).toList(),
                findings(),
                result.findings().size(),
                evidenceInWords(),
                rules.required(),
                rules.packs(),
                ranges.lines(),
                ranges.withoutBroad(),
                conversations,
                conversations.note(),
                hosts.first(MOST_HOSTS).stream().map(PageMaker::host).toList(),
                hosts.count(),
                frames(result.frames()),
                quality(result.quality()),
                result.captures().stream().map(PageMaker::capture).toList(),
                result.notices().stream().map(notice -> safe(notice.toString())).toList(),
                Glossary.limits(),
                Glossary.terms(),
                arguments(),
                inputs());
    }

    private static Figure figure(Chart chart) {
        String printHeight = Quantities.decimal(PRINT_WIDTH * chart.height() / Chart.WIDTH, 2);
        return new Figure(chart.name(), chart.title(), safe(chart.text()), chart.svg(), printHeight);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Held against",
                safe(result.packs().stream().map(RulePack::title).collect(Collectors.joining("; ")))
                        + (result.site().isPresent() ? "" : " (no site was given, so roles are not verified)")));
        facts.add(new Fact("Window", window()));
        if (!result.gaps().isEmpty()) {
            facts.add(new Fact("Not captured", safe(String.join("; ", Gaps.lines(result.gaps(), MOST_GAPS)))));
        }
        long frames = result.frames().offered();
        facts.add(new Fact(
                "Captured",
                Quantities.of(result.captures().size(), "capture") + ", " + Quantities.of(frames, "frame") + ", "
                        + Quantities.of(tally.all().flows, "flow") + " in "
                        + Quantities.of(tally.all().conversations, "conversation")));
        facts.add(new Fact("Quality", qualityInWords()));
        return facts;
    }

    private String window() {
        if (result.firstNanos().isEmpty() || result.lastNanos().isEmpty()) {
            return "no frame carries a time";
        }
        long first = result.firstNanos().getAsLong();
        long last = result.lastNanos().getAsLong();
        return TimeText.seconds(first) + " to " + TimeText.seconds(last) + " UTC (" + TimeText.duration(last - first)
                + ")";
    }

    private String qualityInWords() {
        Quality quality = result.quality();
        String dropped = quality.dropped().isPresent()
                ? Quantities.of(quality.dropped().getAsLong(), "frame") + " dropped"
                : "drops not recorded";
        long damaged = result.captures().stream()
                .filter(capture -> capture.damage().isPresent())
                .count();
        return dropped + ", " + Quantities.percent(quality.estimatedLoss()) + " of TCP payload estimated lost, "
                + Quantities.percent(quality.oneSidedShare()) + " of TCP flows one-sided"
                + (damaged == 0 ? "" : ", " + Quantities.of(damaged, "capture") + " damaged or cut short");
    }

    List<Bar> verdicts() {
        List<Bar> bars = new ArrayList<>();
        for (VerdictKind kind : VerdictKind.values()) {
            bars.add(bar(
                    kind.keyword(),
                    Palette.of(kind),
                    tally.byVerdict().get(kind).conversations,
                    tally.all().conversations));
        }
        return bars;
    }

    List<Bar> statuses() {
        List<Bar> bars = new ArrayList<>();
        for (RuleStatus status : RuleStatus.values()) {
            bars.add(bar(
                    status.keyword(),
                    Palette.of(status),
                    tally.rulesByStatus().get(status),
                    result.coverage().size()));
        }
        return bars;
    }

    List<Bar> severities() {
        List<Bar> bars = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            bars.add(bar(
                    severity.keyword(),
                    Palette.of(severity),
                    tally.findingsBySeverity().get(severity),
                    result.findings().size()));
        }
        return bars;
    }

    private static Bar bar(String name, Palette colour, long count, long all) {
        double share = all == 0 ? 0 : count / (double) all;
        return new Bar(
                name,
                css(colour),
                colour.css(),
                Quantities.count(count),
                Quantities.percent(share),
                Quantities.decimal(count == 0 ? 0 : Math.max(0.5, share * 100), 1));
    }

    /** The class of what has this colour. */
    static String css(Palette colour) {
        return colour.name().toLowerCase(Locale.ROOT);
    }

    private List<FindingLine> findings() {
        return findings(MOST_FINDINGS);
    }

    List<FindingLine> findings(int most) {
        List<FindingLine> lines = new ArrayList<>();
        for (Finding finding : result.findings()) {
            if (lines.size() == most) {
                break;
            }
            lines.add(finding(finding));
        }
        return lines;
    }

    private String evidenceInWords() {
        if (evidence.byFinding().isEmpty()) {
            return safe(String.join("; ", evidence.notes()));
        }
        String kept =
                "The folder evidence has the first packets (at most %d) behind %s, to be opened with Wireshark; frames are numbered as in the capture they come from"
                        .formatted(
                                EvidenceCollector.MOST_PACKETS,
                                Quantities.of(evidence.byFinding().size(), "finding"));
        return safe(evidence.notes().isEmpty() ? kept + "." : kept + "; " + String.join("; ", evidence.notes()) + ".");
    }

    private FindingLine finding(Finding finding) {
        String service =
                finding.serverPort().isEmpty() ? finding.protocol() : finding.protocol() + "/" + finding.serverPort();
        return new FindingLine(
                finding.id(),
                finding.severity().keyword(),
                css(Palette.of(finding.severity())),
                Palette.of(finding.severity()).css(),
                List.of(Severity.values()).indexOf(finding.severity()),
                finding.kind(),
                end(finding.clientIp(), finding.clientRoles()),
                end(finding.serverIp(), finding.serverRoles()),
                service,
                safe(finding.summary()),
                safe(finding.nearMiss()),
                finding.ruleId(),
                evidence.files(finding.id()),
                safe(evidence.where(finding.id())),
                finding.flows(),
                finding.bytes(),
                finding.flows() == 0 ? "" : Quantities.bytes(finding.bytes()),
                TimeText.seconds(finding.firstNanos()),
                TimeText.seconds(finding.lastNanos()));
    }

    private static String end(String address, List<String> roles) {
        String names = safe(String.join(", ", roles));
        if (address.isEmpty()) {
            return names;
        }
        return names.isEmpty() ? address : address + " (" + names + ")";
    }

    private static HostLine host(HostTally.Host host) {
        return new HostLine(
                host.address.toString(),
                safe(String.join(", ", host.roles)),
                host.asClient,
                host.asServer,
                host.undocumented,
                host.bytes,
                Quantities.bytes(host.bytes));
    }

    private static List<Fact> frames(FrameCounts frames) {
        List<Fact> facts = new ArrayList<>();
        facts.add(count("offered: frames read", frames.offered()));
        facts.add(count("in flows", frames.inFlows()));
        facts.add(count("not IP", frames.notIp()));
        facts.add(count("fragments whose first one is missing", frames.orphanFragments()));
        facts.add(count("cut too short by the capture", frames.snapped()));
        facts.add(count("malformed: a header lies", frames.malformed()));
        facts.add(count("unsupported link types or encapsulations", frames.unsupported()));
        facts.add(count("of those in flows, repeated by a mirror", frames.duplicate()));
        for (Map.Entry<String, Long> type :
                FrameTypes.names(frames.notIpTypes()).entrySet()) {
            facts.add(count("not IP, type " + type.getKey(), type.getValue()));
        }
        return facts;
    }

    private static List<Fact> quality(Quality quality) {
        OptionalLong dropped = quality.dropped();
        return List.of(
                new Fact(
                        "frames dropped by the capturing system",
                        dropped.isPresent() ? Quantities.count(dropped.getAsLong()) : "not recorded"),
                new Fact(
                        "TCP flows seen in one direction only",
                        Quantities.count(quality.oneSidedTcpFlows()) + " of " + Quantities.count(quality.tcpFlows())
                                + " (" + Quantities.percent(quality.oneSidedShare()) + ")"),
                new Fact(
                        "pairs of hosts seen one way only",
                        Quantities.count(quality.oneSidedHostPairs()) + " of "
                                + Quantities.count(quality.tcpHostPairs())),
                new Fact(
                        "acknowledged TCP payload that was never captured",
                        Quantities.bytes(quality.lostBytes()) + " of " + Quantities.bytes(quality.ackedBytes()) + " ("
                                + Quantities.percent(quality.estimatedLoss()) + ")"),
                count("frames that a mirror repeated", quality.duplicateFrames()),
                count("steps back in time", quality.timeSteps()),
                count("flow records written early because the table was full", quality.partialRecords()));
    }

    private static Fact count(String label, long value) {
        return new Fact(label, Quantities.count(value));
    }

    private static CaptureLine capture(CaptureSummary capture) {
        String window = capture.firstNanos().isPresent()
                ? TimeText.rfc3339(capture.firstNanos()) + " to " + TimeText.rfc3339(capture.lastNanos())
                : "no times";
        return new CaptureLine(
                safe(capture.name()),
                safe(capture.format()),
                Quantities.count(capture.frames()),
                Quantities.bytes(capture.bytes()),
                window,
                capture.damage()
                        .map(damage -> safe(damage.reason())
                                + (capture.isLive() ? "" : " (byte " + Quantities.count(damage.offset()) + ")"))
                        .orElse("none"),
                capture.sha256().orElse("not taken"));
    }

    private List<Fact> arguments() {
        List<Fact> facts = new ArrayList<>();
        options.arguments().forEach((name, values) -> {
            if (!values.isEmpty()) {
                facts.add(new Fact(name, safe(String.join(", ", values))));
            }
        });
        return facts;
    }

    private List<InputLine> inputs() {
        List<InputLine> lines = new ArrayList<>();
        options.inputs()
                .forEach((kind, digests) -> digests.forEach(digest -> lines.add(new InputLine(
                        kind,
                        safe(digest.name()),
                        Quantities.bytes(digest.size()),
                        digest.sha256().orElse("not taken")))));
        return lines;
    }

    /** Text from captures, rules and file names: on one line, harmless, and not endless. */
    static String safe(String text) {
        String line = SafeText.line(text);
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "\u2026";
    }
}
