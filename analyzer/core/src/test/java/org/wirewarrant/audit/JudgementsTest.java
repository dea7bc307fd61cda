package org.wirewarrant.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.HeaderDecoder;

/** Judging in one pass over primitives, against judging one conversation after another. */
class JudgementsTest {
    private static final Path HOME = Path.of("../..");

    private static Conversations conversations(String lab, CompiledPolicy policy) throws Exception {
        String capture = HOME.resolve("samples/pcap").resolve(lab + ".pcapng").toString();
        try (CaptureSet set = CaptureFiles.open(List.of(capture), CaptureOptions.defaults())) {
            return new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false)
                    .observe(set)
                    .orient(policy::directionHint)
                    .conversations();
        }
    }

    private static CompiledPolicy policy(String lab, boolean withSite) throws Exception {
        RuleLibrary library = new RuleLibrary(HOME.resolve("rules"));
        Optional<Site> site = withSite
                ? Optional.of(Site.load(HOME.resolve("samples").resolve(lab + ".yaml"), library))
                : Optional.empty();
        return CompiledPolicy.compile(withSite ? List.of() : List.of(library.load("zimbra")), site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimbra-lab", "openuem-lab"})
    void shouldJudgeAsOneAfterAnother(String lab) throws Exception {
        for (boolean withSite : new boolean[] {true, false}) {
            CompiledPolicy policy = policy(lab, withSite);
            Conversations conversations = conversations(lab, policy);
            List<Verdict> expected = new ArrayList<>();
            long documentedFlows = 0;
            for (int i = 0; i < conversations.size(); i++) {
                Conversation conversation = conversations.conversation(i);
                Verdict verdict = policy.judge(conversation);
                expected.add(verdict);
                documentedFlows += verdict.kind() == VerdictKind.DOCUMENTED ? conversation.flows() : 0;
            }

            for (int threads = 1; threads <= 3; threads++) {
                Judgements judgements = Judgements.of(conversations, policy, threads);
                assertEquals(
                        expected,
                        IntStream.range(0, judgements.size())
                                .mapToObj(judgements::verdict)
                                .toList());
                assertEquals(
                        documentedFlows,
                        judgements.credits().stream()
                                .mapToLong(credit -> credit.flows)
                                .sum());
            }
        }
    }
}
