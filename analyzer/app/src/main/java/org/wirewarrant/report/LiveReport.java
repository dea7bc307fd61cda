package org.wirewarrant.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.report.ReportPage.Fact;

/** Pages of a run that goes on, made of the latest judgement. */
public final class LiveReport {
    private static final int MOST_FINDINGS = 50;
    private static final int MOST_GAPS = 20;

    private final AuditResult result;
    private final Tally tally;

    /** Pages of a judgement, of which the totals are known. */
    public LiveReport(AuditResult result, Tally tally) {
        this.result = result;
        this.tally = tally;
    }

    /** Makes the pages of a judgement once, so that later nothing has to be loaded, which a program that gave up its rights may not. */
    public static void rehearse(AuditResult result) throws IOException {
        LiveReport pages = new LiveReport(result, Tally.of(result));
        pages.report();
        dashboard(Optional.of(pages), List.of(), List.of(), "");
    }

    /** {@code report.html} of all that was observed so far. */
    public byte[] report() throws IOException {
        List<Chart> charts = Charts.of(result, tally);
        BundleOptions options = new BundleOptions(
                BundleOptions.FlowsFormat.NONE,
                Set.of(),
                Map.of(),
                Map.of(),
                new BundleOptions.Run(Instant.EPOCH, List.of(), 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(new PageMaker(result, tally, options, charts, Evidence.NONE).page(), out);
        return out.toByteArray();
    }

    /**
     * The page that refreshes itself.
     *
     * @param judgement the latest one, absent before the first
     * @param head how far the run is
     * @param problems what is wrong with it
     * @param nonce that allows the page's script to run
     */
    public static byte[] dashboard(Optional<LiveReport> judgement, List<Fact> head, List<String> problems, String nonce)
            throws IOException {
        LivePage page = judgement
                .map(latest -> latest.page(head, problems, nonce))
                .orElseGet(() -> new LivePage(
                        "Live audit",
                        ProgramVersion.text(),
                        PageAssets.liveScript(),
                        nonce,
                        "Nothing was judged yet.",
                        problems,
                        head,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        List.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        TemplateEngine.createPrecompiled(ContentType.Html).render("live.jte", page, new WriterOutput(writer));
        writer.flush();
        return out.toByteArray();
    }

    private LivePage page(List<Fact> head, List<String> problems, String nonce) {
        BundleOptions none = new BundleOptions(
                BundleOptions.FlowsFormat.NONE,
                Set.of(),
                Map.of(),
                Map.of(),
                new BundleOptions.Run(Instant.EPOCH, List.of(), 1));
        PageMaker maker = new PageMaker(result, tally, none, List.of(), Evidence.NONE);
        List<Fact> facts = new ArrayList<>(head);
        facts.add(new Fact("Conversations", Quantities.count(tally.all().conversations)));
        facts.add(new Fact("Flows", Quantities.count(tally.all().flows)));
        facts.add(new Fact(
                "TCP seen one way only", Quantities.percent(result.quality().oneSidedShare())));
        facts.add(new Fact(
                "TCP payload estimated lost",
                Quantities.percent(result.quality().estimatedLoss())));
        return new LivePage(
                SafeText.line(result.title()),
                ProgramVersion.text(),
                PageAssets.liveScript(),
                nonce,
                Answer.of(result, tally),
                problems,
                facts,
                maker.verdicts(),
                maker.statuses(),
                maker.severities(),
                maker.findings(MOST_FINDINGS),
                result.findings().size(),
                new RuleLines(result).required(),
                Gaps.lines(result.gaps(), MOST_GAPS));
    }

    /** How many, with thousands apart. */
    public static String count(long value) {
        return Quantities.count(value);
    }

    /** An amount of bytes. */
    public static String bytes(long value) {
        return Quantities.bytes(value);
    }

    /** A moment, to the second, in UTC. */
    public static String moment(long nanos) {
        return TimeText.seconds(nanos) + " UTC";
    }

    /** How long. */
    public static String length(long nanos) {
        return TimeText.duration(nanos);
    }
}
