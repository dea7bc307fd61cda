package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Verdict;

/** The verdict of every conversation, each distinct one kept once. */
final class Judgements {
    private final int[] verdictOf;
    private final long[] bytes;
    private final boolean[] answered;
    private final List<Verdict> verdicts;

    private Judgements(int[] verdictOf, long[] bytes, boolean[] answered, List<Verdict> verdicts) {
        this.verdictOf = verdictOf;
        this.bytes = bytes;
        this.answered = answered;
        this.verdicts = verdicts;
    }

    static Judgements of(Conversations conversations, CompiledPolicy policy) {
        int[] verdictOf = new int[conversations.size()];
        long[] bytes = new long[verdictOf.length];
        boolean[] answered = new boolean[verdictOf.length];
        List<Verdict> verdicts = new ArrayList<>();
        IdentityHashMap<Verdict, Integer> known = new IdentityHashMap<>();
        for (int i = 0; i < verdictOf.length; i++) {
            Conversation conversation = conversations.conversation(i);
            Verdict verdict = policy.judge(conversation);
            verdictOf[i] = known.computeIfAbsent(verdict, v -> {
                verdicts.add(v);
                return verdicts.size() - 1;
            });
            bytes[i] = conversation.clientBytes() + conversation.serverBytes();
            answered[i] = conversation.answeredFlows() > 0;
        }
        return new Judgements(verdictOf, bytes, answered, verdicts);
    }

    int size() {
        return verdictOf.length;
    }

    Verdict verdict(int conversation) {
        return verdicts.get(verdictOf[conversation]);
    }

    /** IP bytes both ways. */
    long bytes(int conversation) {
        return bytes[conversation];
    }

    boolean answered(int conversation) {
        return answered[conversation];
    }
}
