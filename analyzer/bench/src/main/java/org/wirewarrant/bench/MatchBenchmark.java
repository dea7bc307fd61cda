package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    /** As many as the audit judges at once. */
    private static final int GROUP = 16;

    private final ConversationView[] group = new ConversationView[GROUP];
    private CompiledPolicy policy;
    private Conversations conversations;
    private int[] heads;

    /** Makes the policy and reads the capture. */
    @Setup
    public void read() throws IOException, PolicyException {
        policy = LargeSite.policy(Path.of(System.getProperty("wirewarrant.home", ".")));
        String capture = System.getProperty("bench.capture", "");
        Path file = capture.isEmpty() ? SyntheticCapture.write(600_000, 200_000) : Path.of(capture);
        conversations = Observations.of(file, 2).orient(policy::directionHint).conversations();
        Arrays.setAll(group, i -> new ConversationView());
        heads = IntStream.range(0, conversations.size())
                .map(conversations::firstFlow)
                .sorted()
                .toArray();
        System.out.println(conversations.size() + " conversations");
    }

    /** Totals alone. */
    @Benchmark
    public long total() {
        long bytes = 0;
        for (int at = 0; at < heads.length; at += GROUP) {
            for (int i = view(at) - 1; i >= 0; i--) {
                bytes += group[i].bytes();
            }
        }
        return bytes;
    }

    /** Totals and verdicts. */
    @Benchmark
    public long totalAndJudge() {
        ConversationJudge judge = policy.conversationJudge();
        long documented = 0;
        for (int at = 0; at < heads.length; at += GROUP) {
            int size = view(at);
            for (int i = 0; i < size; i++) {
                documented += judge.touch(group[i]);
            }
            for (int i = 0; i < size; i++) {
                judge.judge(group[i], conversations, conversations.ofFlow(heads[at + i]));
                documented += judge.verdict().rules().size();
            }
        }
        return documented;
    }

    /** Adds up the conversations of a group, as the audit takes them; how many there are. */
    private int view(int at) {
        int size = Math.min(GROUP, heads.length - at);
        for (int i = 0; i < size; i++) {
            conversations.viewFrom(heads[at + i], group[i]);
        }
        return size;
    }
}
