package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.ConversationJudge;
import org.wirewarrant.policy.PolicyException;

/**
 * Milliseconds to judge every conversation of a capture with all shipped packs and a site of ten thousand hosts, and to add the
 * conversations up without judging them: the difference is what matching costs. The capture is a synthetic one, or the file that the
 * property {@code bench.capture} names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MatchBenchmark {
    private CompiledPolicy policy;
    private Conversations conversations;

    /** Makes the policy and reads the capture. */
    @Setup
    public void read() throws IOException, PolicyException {
        policy = LargeSite.policy(Path.of(System.getProperty("wirewarrant.home", ".")));
        String capture = System.getProperty("bench.capture", "");
        Path file = capture.isEmpty() ? SyntheticCapture.write(600_000, 200_000) : Path.of(capture);
        conversations = Observations.of(file, 2).orient(policy::directionHint).conversations();
        System.out.println(conversations.size() + " conversations");
    }

    /** Totals alone. */
    @Benchmark
    public long total() {
        ConversationView view = new ConversationView();
        long bytes = 0;
        for (int i = 0; i < conversations.size(); i++) {
            bytes += conversations.view(i, view).bytes();
        }
        return bytes;
    }

    /** Totals and verdicts. */
    @Benchmark
    public long totalAndJudge() {
        ConversationView view = new ConversationView();
        ConversationJudge judge = policy.conversationJudge();
        long documented = 0;
        for (int i = 0; i < conversations.size(); i++) {
            judge.judge(conversations.view(i, view), conversations, i);
            documented += judge.verdict().rules().size();
        }
        return documented;
    }
}
