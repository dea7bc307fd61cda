package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.wire.HeaderDecoder;

/** What was added up while judging, against what the rows add up to. */
class TrafficTest {
    private static final Path HOME = Path.of("../..");

    private static AuditResult audit(String lab, int threads) throws Exception {
        RuleLibrary library = new RuleLibrary(HOME.resolve("rules"));
        Site site = Site.load(HOME.resolve("samples").resolve(lab + ".yaml"), library);
        String capture = HOME.resolve("samples/pcap").resolve(lab + ".pcapng").toString();
        try (CaptureSet set = CaptureFiles.open(List.of(capture), CaptureOptions.defaults())) {
            Observation observation = new FlowMeter(
                            new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false)
                    .observe(set);
            return Audit.of(
                    observation, set.summaries(), CompiledPolicy.compile(List.of(), Optional.of(site)), threads);
        }
    }

    private static Map<String, TrafficSum> added(Traffic traffic) {
        Map<String, TrafficSum> sums = new TreeMap<>();
        traffic.services()
                .forEach(service -> sums.merge(
                        service.reason() + " " + service.protocol() + "/" + service.serverPort(),
                        service.sum(),
                        TrafficSum::plus));
        traffic.rules().forEach(rule -> sums.merge(rule.rule().id(), rule.sum(), TrafficSum::plus));
        traffic.rolePairs()
                .forEach(pair -> sums.merge(
                        pair.clientRoles() + " > " + pair.serverRoles() + " " + pair.verdict(),
                        new TrafficSum(pair.conversations(), 0, 0, 0, 0, 0),
                        TrafficSum::plus));
        return sums;
    }

    private static Map<String, Long> counted(List<FindingCount> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach(count -> sums.merge(count.severity() + " " + count.kind(), count.count(), Long::sum));
        return sums;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimbra-lab", "openuem-lab"})
    void shouldAddUpWhatTheRowsSay(String lab) throws Exception {
        for (int threads = 1; threads <= 2; threads++) {
            AuditResult result = audit(lab, threads);
            assertEquals(added(Traffic.of(result.conversations())), added(result.traffic()));

            Map<String, Long> rows = new TreeMap<>();
            for (Finding finding : result.findings()) {
                rows.merge(finding.severity() + " " + finding.kind(), 1L, Long::sum);
            }
            assertEquals(rows, counted(result.findingCounts()));
        }
    }
}
