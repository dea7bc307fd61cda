package org.wirewarrant.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;

/** What captures yield, and the tables that it comes to. */
record Kept(Observation observation, List<CaptureSummary> captures) {
    static Kept of(Path... files) throws IOException, CaptureException {
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            names.add(file.toString());
        }
        try (CaptureSet set = CaptureFiles.open(names, CaptureOptions.defaults())) {
            FlowMeter meter =
                    new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false);
            return new Kept(meter.observe(set), set.summaries());
        }
    }

    /** Every table of the bundle, and what stands above it. */
    List<String> tables() throws PolicyException {
        return tables(observation, captures);
    }

    static List<String> tables(Stored stored) throws PolicyException {
        return tables(stored.observation().orElseThrow(), stored.captures());
    }

    private static List<String> tables(Observation observation, List<CaptureSummary> captures) throws PolicyException {
        RulePack pack = new RuleLibrary(Corpus.root().resolve("rules")).load("zimbra");
        AuditResult result = Audit.of(observation, captures, CompiledPolicy.compile(List.of(pack), Optional.empty()));
        List<String> rows = new ArrayList<>(List.of(
                result.frames().toString(),
                result.quality().toString(),
                result.captures().toString()));
        result.flows().forEach(row -> rows.add(row.toString()));
        result.conversations().forEach(row -> rows.add(row.toString()));
        result.findings().forEach(row -> rows.add(row.toString()));
        result.coverage().forEach(row -> rows.add(row.toString()));
        return rows;
    }
}
