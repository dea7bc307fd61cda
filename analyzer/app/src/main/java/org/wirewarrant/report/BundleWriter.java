package org.wirewarrant.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.report.BundleOptions.FlowsFormat;
import org.wirewarrant.report.BundleOptions.View;

/** Writes all files of a bundle, several at a time, and publishes the folder. */
public final class BundleWriter {
    private static final int BUFFER = 1 << 16;

    private final BundleFolder folder;
    private final AuditResult result;
    private final Tally tally;
    private final BundleOptions options;

    /** Makes a writer of one bundle. */
    public BundleWriter(BundleFolder folder, AuditResult result, Tally tally, BundleOptions options) {
        this.folder = folder;
        this.result = result;
        this.tally = tally;
        this.options = options;
    }

    /** Fills one file. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    private record NamedContent(String name, Content content) {}

    /**
     * Writes and publishes.
     *
     * @param threads files written at the same time, at least 1
     * @param clock for the manifest's {@code run} object
     * @throws IOException if the medium refuses; then nothing is published
     */
    public void write(int threads, Clock clock) throws IOException, InterruptedException {
        List<FileDigest> outputs = writeAll(files(), threads);
        writeFile(Manifest.FILE, out -> new Manifest(result, tally, options, outputs).write(out, clock.instant()));
        folder.publish();
    }

    /**
     * Makes all files and keeps none: afterwards everything that making them needs is loaded, whatever rights the process gives up.
     *
     * @throws IOException if one cannot be made
     */
    public static void rehearse(AuditResult result, Tally tally, BundleOptions options) throws IOException {
        for (NamedContent file : new BundleWriter(null, result, tally, options).files()) {
            file.content().write(OutputStream.nullOutputStream());
        }
        new Manifest(result, tally, options, List.of())
                .write(OutputStream.nullOutputStream(), options.run().started());
    }

    private List<NamedContent> files() {
        List<NamedContent> files = new ArrayList<>();
        if (options.flows() == FlowsFormat.CSV) {
            files.add(csv("flows.csv", CsvTables.FLOWS, result.flows()));
        } else if (options.flows() == FlowsFormat.CSV_GZ) {
            Content flows = csv("flows.csv", CsvTables.FLOWS, result.flows()).content();
            files.add(new NamedContent("flows.csv.gz", out -> {
                try (OutputStream packed = new FastGzip(out)) {
                    flows.write(packed);
                }
            }));
        }
        addViews(files);
        files.add(csv("conversations.csv", CsvTables.CONVERSATIONS, result.conversations()));
        files.add(csv("findings.csv", CsvTables.FINDINGS, result.findings()));
        files.add(csv("coverage.csv", CsvTables.coverage(result), result.coverage()));
        files.add(csv("coverage-hosts.csv", CsvTables.HOSTS, result.hostCoverage()));
        files.add(csv("ranges.csv", CsvTables.RANGES, result.ranges()));
        files.add(new NamedContent("summary.json", new SummaryJson(result, tally)::write));
        return files;
    }

    /** The slowest first, so that no thread is left with it at the end. */
    private void addViews(List<NamedContent> files) {
        if (options.views().isEmpty()) {
            return;
        }
        List<Chart> charts = Charts.of(result, tally);
        PageOnce page = new PageOnce(new PageMaker(result, tally, options, charts));
        if (options.views().contains(View.PDF)) {
            files.add(new NamedContent(
                    "report.pdf", out -> PdfReport.write(page.get(), charts, result.lastNanos(), out)));
        }
        if (options.views().contains(View.HTML)) {
            files.add(new NamedContent("report.html", out -> HtmlReport.write(page.get(), out)));
        }
        if (options.views().contains(View.CHARTS)) {
            for (Chart chart : charts) {
                files.add(new NamedContent("charts/" + chart.name() + ".png", chart::writePng));
                files.add(new NamedContent("charts/" + chart.name() + ".svg", chart::writeSvg));
            }
        }
    }

    /** The page of both reports, made by the first that needs it. */
    private static final class PageOnce {
        private final PageMaker maker;
        private ReportPage page;

        PageOnce(PageMaker maker) {
            this.maker = maker;
        }

        synchronized ReportPage get() {
            if (page == null) {
                page = maker.page();
            }
            return page;
        }
    }

    private static <T> NamedContent csv(String name, CsvTable<T> table, Iterable<T> rows) {
        return new NamedContent(name, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
            table.write(rows, writer);
            writer.flush();
        });
    }

    private List<FileDigest> writeAll(List<NamedContent> files, int threads) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "bundle"));
        try {
            List<Future<FileDigest>> pending = new ArrayList<>();
            for (NamedContent file : files) {
                pending.add(pool.submit(() -> writeFile(file.name(), file.content())));
            }
            List<FileDigest> written = new ArrayList<>();
            for (Future<FileDigest> file : pending) {
                written.add(file.get());
            }
            return written;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw new IllegalStateException("a file of the bundle could not be made", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private FileDigest writeFile(String name, Content content) throws IOException {
        Path file = folder.part().resolve(name);
        Files.createDirectories(file.getParent());
        try (Sha256.Sink sink = new Sha256.Sink(Files.newOutputStream(file))) {
            OutputStream buffered = new BufferedOutputStream(sink, BUFFER);
            content.write(buffered);
            buffered.flush();
            return sink.result(name);
        }
    }

    /** The JDK's gzip writes no time, so equal input gives equal bytes; level 6 of zlib is too slow for flows. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
