package org.wirewarrant.audit;

import java.util.Iterator;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.CompiledPolicy;

/** Judged conversations as rows. */
final class ConversationRows implements Rows<ConversationRow> {
    private final Conversations conversations;
    private final Judgements judgements;
    private final FindingTable findings;
    private final CompiledPolicy policy;

    ConversationRows(Conversations conversations, Judgements judgements, FindingTable findings, CompiledPolicy policy) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.findings = findings;
        this.policy = policy;
    }

    @Override
    public int size() {
        return conversations.size();
    }

    @Override
    public ConversationRow row(int index) {
        Conversation conversation = conversations.conversation(index);
        return new ConversationRow(
                conversation,
                policy.roles(conversation.client()),
                policy.roles(conversation.server()),
                judgements.verdict(index),
                findings.findingIds(index));
    }

    @Override
    public Iterator<ConversationRow> iterator() {
        return new RowIterator<>(this);
    }
}
