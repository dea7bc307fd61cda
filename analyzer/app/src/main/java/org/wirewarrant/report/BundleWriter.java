package org.wirewarrant.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.report.BundleOptions.FlowsFormat;
import org.wirewarrant.report.BundleOptions.View;
import org.wirewarrant.wire.HeaderDecoder;

/** Writes all files of a bundle, several at a time, and publishes the folder. */
public final class BundleWriter {
    private static final int BUFFER = 1 << 16;

    private final BundleFolder folder;
    private final AuditResult result;
    private final Tally tally;
    private final BundleOptions options;
    private final CompletableFuture<Evidence> evidence = new CompletableFuture<>();
    private Optional<FrameReplay> replay = Optional.empty();
    private HeaderDecoder decoder = new HeaderDecoder();
    private Optional<BundleSignature.Signer> signer = Optional.empty();

    /** Makes a writer of one bundle. */
    public BundleWriter(BundleFolder folder, AuditResult result, Tally tally, BundleOptions options) {
        this.folder = folder;
        this.result = result;
        this.tally = tally;
        this.options = options;
    }

    /**
     * Writes the first packets behind the findings, too.
     *
     * @param frames shows the audited frames again; not asked where no finding has packets
     * @param decoding as they were decoded when they were audited; used by one thread
     */
    public BundleWriter withEvidence(FrameReplay frames, HeaderDecoder decoding) {
        replay = Optional.of(frames);
        decoder = decoding;
        return this;
    }

    /** Signs the manifest, too. */
    public BundleWriter withSignature(BundleSignature.Signer by) {
        signer = Optional.of(by);
        return this;
    }

    /** What the reader of the evidence should know, once {@link #write} has returned; sentences without full stops. */
    public List<String> evidenceNotes() {
        return evidence.getNow(Evidence.NONE).notes();
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
        List<FileDigest> outputs = writeAll(files(threads), threads);
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        new Manifest(result, tally, options, evidence.join(), outputs).write(manifest, clock.instant());
        writeFile(Manifest.FILE, manifest::writeTo);
        if (signer.isPresent()) {
            byte[] signature = signer.get().sign(manifest.toByteArray());
            writeFile(BundleSignature.FILE, out -> out.write(signature));
        }
        folder.publish();
    }

    /**
     * Makes all files and keeps none: afterwards everything that making them needs is loaded, whatever rights the process gives up.
     *
     * @throws IOException if one cannot be made
     */
    public static void rehearse(AuditResult result, Tally tally, BundleOptions options) throws IOException {
        BundleWriter writer = new BundleWriter(null, result, tally, options);
        writer.evidence.complete(Evidence.NONE);
        for (NamedContent file : writer.files(1)) {
            file.content().write(OutputStream.nullOutputStream());
        }
        new Manifest(result, tally, options, Evidence.NONE, List.of())
                .write(OutputStream.nullOutputStream(), options.run().started());
    }

    /** All files but the manifest; tables of many rows are formatted on so many threads. */
    private List<NamedContent> files(int threads) {
        List<NamedContent> files = new ArrayList<>();
        if (options.flows() == FlowsFormat.CSV) {
            files.add(csv("flows.csv", CsvTables.FLOWS, result.flows(), threads));
        } else if (options.flows() == FlowsFormat.CSV_GZ) {
            Content flows =
                    csv("flows.csv", CsvTables.FLOWS, result.flows(), threads).content();
            files.add(new NamedContent("flows.csv.gz", out -> {
                try (OutputStream packed = new FastGzip(out)) {
                    flows.write(packed);
                }
            }));
        }
        addViews(files);
        files.add(csv("conversations.csv", CsvTables.CONVERSATIONS, result.conversations(), threads));
        files.add(new NamedContent(
                "findings.csv", out -> CsvTables.findings(evidence.join()).write(result.findings(), out, threads)));
        files.add(new NamedContent("findings.json", out -> new FindingsJson(result, evidence.join()).write(out)));
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
        PageOnce page = new PageOnce(() -> new PageMaker(result, tally, options, charts, evidence.join()).page());
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
        private final Supplier<ReportPage> maker;
        private ReportPage page;

        PageOnce(Supplier<ReportPage> maker) {
            this.maker = maker;
        }

        synchronized ReportPage get() {
            if (page == null) {
                page = maker.get();
            }
            return page;
        }
    }

    private static <T> NamedContent csv(String name, CsvTable<T> table, Rows<T> rows, int threads) {
        return new NamedContent(name, out -> table.write(rows, out, threads));
    }

    private static <T> NamedContent csv(String name, CsvTable<T> table, Iterable<T> rows) {
        return new NamedContent(name, out -> csv(table, rows, out));
    }

    private static <T> void csv(CsvTable<T> table, Iterable<T> rows, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        table.write(rows, writer);
        writer.flush();
    }

    /** Reads the captures again while other files are written; those that show evidence wait for it. */
    private List<FileDigest> writeEvidence() throws IOException {
        try {
            evidence.complete(
                    replay.isPresent() ? new EvidenceCollector(result, decoder).collect(replay.get()) : Evidence.NONE);
        } catch (RuntimeException | Error e) {
            evidence.completeExceptionally(e);
            throw e;
        }
        List<FileDigest> written = new ArrayList<>();
        for (Evidence.Packets packets : evidence.join().byFinding().values()) {
            for (Map.Entry<String, byte[]> file : packets.files().entrySet()) {
                written.add(writeFile(file.getKey(), out -> out.write(file.getValue())));
            }
        }
        return written;
    }

    private List<FileDigest> writeAll(List<NamedContent> files, int threads) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "bundle"));
        try {
            // First, so that it always has a thread: others wait for it.
            Future<List<FileDigest>> packets = pool.submit(this::writeEvidence);
            List<Future<FileDigest>> pending = new ArrayList<>();
            for (NamedContent file : files) {
                pending.add(pool.submit(() -> writeFile(file.name(), file.content())));
            }
            List<FileDigest> written = new ArrayList<>();
            for (Future<FileDigest> file : pending) {
                written.add(file.get());
            }
            written.addAll(packets.get());
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
