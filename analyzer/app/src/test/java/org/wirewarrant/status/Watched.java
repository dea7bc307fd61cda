package org.wirewarrant.status;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.HeaderDecoder;

/** A run as it is seen by those who watch it. */
final class Watched {
    static final long T = 1_795_222_923_000_000_000L;
    static final long SECOND = 1_000_000_000L;

    private Watched() {}

    /** The judgement of a sample, with a gap. */
    static AuditResult sample() throws Exception {
        RuleLibrary library = new RuleLibrary(Corpus.root().resolve("rules"));
        Site site = Site.load(Corpus.root().resolve("samples/zimbra-lab.yaml"), library, List.of());
        String capture = Corpus.root().resolve("samples/pcap/zimbra-lab.pcapng").toString();
        try (CaptureSet set = CaptureFiles.open(List.of(capture), CaptureOptions.defaults())) {
            Observation observation = new FlowMeter(
                            new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false)
                    .observe(set);
            return Audit.of(
                    observation,
                    set.summaries(),
                    List.of(new CaptureGap("eth1", T, T + 90 * SECOND, "was <b>down</b>")),
                    CompiledPolicy.compile(site.packs(), Optional.of(site)),
                    1);
        }
    }

    static Status status(Optional<AuditResult> result, boolean capturing, String... problems) {
        CaptureSummary port = new CaptureSummary(
                "eth\"1\\",
                "interface",
                List.of(1),
                6000,
                100,
                OptionalLong.of(T),
                OptionalLong.of(T),
                0,
                OptionalLong.of(7),
                Optional.empty(),
                Optional.empty());
        return new Status(
                T,
                T + 600 * SECOND,
                capturing,
                123_456,
                7_890_123,
                7,
                205.76,
                List.of(port),
                List.of(problems),
                OptionalLong.of(T + 540 * SECOND),
                result);
    }
}
