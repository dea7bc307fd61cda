package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.report.BundleWriter;
import org.wirewarrant.report.FileDigest;
import org.wirewarrant.report.Sha256;
import org.wirewarrant.report.Tally;
import org.wirewarrant.store.StoreException;
import org.wirewarrant.store.Stored;
import org.wirewarrant.store.StoredFrames;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code report}: stores in, the same bundle and summary out as from captures. */
@Command(
        name = "report",
        header = "Audit what stores hold, of one sensor or many, and write the evidence.",
        description = {
            "",
            "Stores are what live --store and analyze --store keep. Several are one observation, whatever their order; a run"
                    + " that is in several counts once. Stores that are being written to can be reported. Exit code as of"
                    + " analyze."
        },
        sortOptions = false,
        footer = {
            "  wirewarrant report audit.db --site site.yaml --out audit",
            "  wirewarrant report north.db south.db --rules zimbra",
            "  wirewarrant report audit.db --site site.yaml --out none --fail-on high --quiet"
        })
final class ReportCommand implements Callable<Integer> {
    private final Console console;
    private final List<String> commandLine;

    @Parameters(paramLabel = "STORE", arity = "1..*", description = "A store file.")
    private List<Path> stores;

    @Mixin
    private PolicyOptions policyOptions;

    @Mixin
    private OutputOptions output;

    @Mixin
    private EvidenceOptions evidence;

    ReportCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        output.check();
        Delivery delivery = new Delivery(console, output, commandLine);
        RuleLibrary library = Home.library();
        CompiledPolicy policy = policyOptions.load(library);
        try (BundleFolder folder = folder(policy)) {
            Map<String, List<FileDigest>> digests = digests();
            Stored stored = Stored.read(stores);
            Observation observation = stored.observation()
                    .map(this::bounded)
                    .orElseThrow(() -> Failure.of("nothing was kept in the stores yet", "wait for a checkpoint"));
            AuditResult result = Audit.of(observation, stored.captures(), stored.gaps(), policy, output.workers());
            Tally tally = Tally.of(result);
            if (folder != null) {
                digests.putAll(InputDigests.of(result, library.directory()));
                BundleWriter writer = delivery.writer(folder, result, tally, digests, arguments());
                if (evidence.isWanted()) {
                    writer.withEvidence(
                            sink -> StoredFrames.replay(stores, stored.severalSensors(), sink::frame),
                            new HeaderDecoder());
                }
                delivery.write(folder, writer);
                if (!output.isQuiet()) {
                    writer.evidenceNotes().forEach(console::message);
                }
            }
            delivery.print(result, tally, folder);
            return delivery.exitCode(result);
        } catch (StoreException e) {
            throw Failure.of(e);
        } catch (BundleException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw Failure.of("a store cannot be read: " + e.getMessage(), "check the file and its disk");
        }
    }

    private BundleFolder folder(CompiledPolicy policy) throws BundleException {
        Optional<Path> place = output.place(policy, stores.get(0).toString());
        return place.isEmpty() ? null : BundleFolder.claim(place.get(), output.isForced());
    }

    /** Stores of many sensors may hold more than fits. */
    private Observation bounded(Observation observation) {
        int most = output.maxFlows().orElseGet(FlowMeter::defaultMaxFlows);
        return observation.size() > most || observation.announcedPorts() > most
                ? observation.compact(most)
                : observation;
    }

    /** A store that is being written to has no digest that would stay true. */
    private Map<String, List<FileDigest>> digests() throws IOException {
        List<FileDigest> files = new ArrayList<>();
        for (Path store : stores) {
            if (Files.isRegularFile(store)) {
                boolean still = !Files.exists(Path.of(store.toAbsolutePath() + "-wal"));
                files.add(
                        output.hashes() && still
                                ? Sha256.of(store.toString(), store)
                                : new FileDigest(store.toString(), Files.size(store), Optional.empty()));
            }
        }
        Map<String, List<FileDigest>> digests = new LinkedHashMap<>();
        digests.put("store", files);
        return digests;
    }

    /** What decides the content of the bundle; place, threads and looks do not. */
    private Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        arguments.put("stores", stores.stream().map(Path::toString).toList());
        policyOptions.describe(arguments);
        output.describe(arguments);
        evidence.describe(arguments);
        return arguments;
    }
}
