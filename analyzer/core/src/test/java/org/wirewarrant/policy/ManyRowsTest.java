package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.flow.Conversation;

/** Packs as large as a file may be, and many threads. */
class ManyRowsTest {
    private static final int ROWS = 100_000;
    private static final String HEAD =
            "pack: big\ntitle: Big\ndocument: { title: Big }\nroles: { a: {}, b: {} }\nrules:\n";

    @TempDir
    Path folder;

    private static String rows(int count, String role) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < count; i++) {
            text.append("  - { id: r")
                    .append(i)
                    .append(", service: s, from: [a], to: [")
                    .append(role);
            text.append("], protocol: tcp, ports: [").append(1 + i % 65535);
            text.append("], requirement: unstated, source: { lines: [1, 1] } }\n");
        }
        return text.toString();
    }

    @Test
    void shouldReadAndJudgeByAHundredThousandRows() {
        CompiledPolicy policy = new Workbench(folder).withoutSite(rows(ROWS, "b"));
        assertEquals(ROWS, policy.rules().size());
        assertEquals(
                "[r442, r65977]",
                policy.judge(Talk.tcp("10.0.0.1", "10.0.0.2", 443).conversation())
                        .rules()
                        .toString());
    }

    @Test
    void shouldBoundTheProblemsOfAFileThatIsWrongThroughout() {
        List<String> problems = new Workbench(folder).packProblems(rows(20_000, "c"));
        assertEquals(Problems.MOST + 1, problems.size());
        assertEquals(
                "big.yaml:6:43: unknown role 'c' in 'to' (declare it under 'roles', or write any)", problems.get(0));
        assertEquals("big.yaml: 19000 more problems (mend these first)", problems.get(Problems.MOST));
    }

    @Test
    void shouldGiveEveryThreadTheSameVerdicts() {
        List<Conversation> talks = new ArrayList<>();
        JudgementTest.cases().forEach(each -> talks.add(each.talk().conversation()));
        for (int port = 1; port < 20_000; port += 7) {
            talks.add(Talk.tcp(Shop.WEB, Shop.APP, port).conversation());
            talks.add(Talk.udp(Shop.AGENT, Shop.DB, port).conversation());
        }
        CompiledPolicy alone = new Workbench(folder).policy(Shop.SITE, Shop.PACK);
        List<String> expected =
                talks.stream().map(talk -> words(alone.judge(talk))).toList();
        CompiledPolicy shared = new Workbench(folder).policy(Shop.SITE, Shop.PACK);
        List<List<String>> results = IntStream.range(0, 8)
                .parallel()
                .mapToObj(thread ->
                        talks.stream().map(talk -> words(shared.judge(talk))).toList())
                .toList();
        results.forEach(result -> assertEquals(expected, result));
    }

    private static String words(Verdict verdict) {
        return verdict.reason() + " " + verdict.rules() + " " + verdict.nearMiss();
    }
}
