package org.wirewarrant.policy;

import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.Orientation;

/**
 * Judges conversations one after another: the same verdicts as {@link CompiledPolicy#judge(Conversation)}, without an object for each
 * conversation where its kind decides, which is nearly always. One thread.
 */
public final class ConversationJudge {
    private final CompiledPolicy policy;
    private ControlFlows controls = ControlFlows.NONE;
    private boolean waits;
    private Verdict verdict;
    private Judgement judgement;
    private HostClass client;
    private HostClass server;

    ConversationJudge(CompiledPolicy policy) {
        this.policy = policy;
    }

    /** From now on judges by the control conversations that were seen. */
    public void know(ControlFlows seen) {
        controls = seen;
    }

    /** Loads what {@link #judge} will look up, so that the waits of several calls overlap; a number without meaning. */
    public int touch(ConversationView view) {
        HostClass from = policy.hostClass(view.version(), view.clientHigh(), view.clientLow());
        HostClass to = policy.hostClass(view.version(), view.serverHigh(), view.serverLow());
        return policy.touch(from, to, view.protocol(), view.serverPort());
    }

    /**
     * Judges one conversation.
     *
     * @param view its totals
     * @param conversations what it is one of
     * @param index its number
     */
    public void judge(ConversationView view, Conversations conversations, int index) {
        client = policy.hostClass(view.version(), view.clientHigh(), view.clientLow());
        server = policy.hostClass(view.version(), view.serverHigh(), view.serverLow());
        boolean local = (client.isLoopback() && server.isLoopback())
                || (view.clientLow() == view.serverLow() && view.clientHigh() == view.serverHigh());
        judgement = policy.judgement(client, server, local, view.protocol(), view.serverPort());
        Verdict byKind = judgement.verdict();
        boolean decided = view.orientation() != Orientation.UNDECIDED
                || view.reversePort() < 0
                || policy.judgement(server, client, local, view.protocol(), view.reversePort())
                                .verdict()
                                .reason()
                        == byKind.reason();
        boolean negotiable = !judgement.negotiated().isEmpty();
        boolean alone = decided && !policy.dependsOnMore(byKind) && !conversations.hasControl(index);
        boolean byControls = negotiable && !controls.isEmpty();
        verdict = alone && !byControls ? byKind : policy.judge(conversations.conversation(index), controls);
        boolean unexplained = verdict.kind() != VerdictKind.DOCUMENTED || verdict.reason() == Reason.BROAD_RANGE;
        waits = unexplained && (negotiable || !decided);
    }

    /** Whether the verdict may be another once all control conversations are known. */
    public boolean waits() {
        return waits;
    }

    /** Notes a conversation, the one judged last, on which ports may be negotiated. */
    public void noteControl(ControlFlows seen, ConversationView view) {
        for (Rule rule : judgement.controls()) {
            seen.add(view.client(), view.server(), view.firstNanos(), rule.id());
        }
    }

    /** The verdict. */
    public Verdict verdict() {
        return verdict;
    }

    /** All rows that fit, as {@link CompiledPolicy#fitting} gives them. */
    public List<Rule> fitting() {
        return judgement.fitting();
    }

    /** What the site says of the client: a number below {@link CompiledPolicy#hostKinds()}. */
    public int clientKind() {
        return client.id();
    }

    /** What the site says of the server. */
    public int serverKind() {
        return server.id();
    }
}
