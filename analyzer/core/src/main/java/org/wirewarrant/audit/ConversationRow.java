package org.wirewarrant.audit;

import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.policy.Verdict;

/**
 * A row of {@code conversations.csv}.
 *
 * @param conversation the oriented roll-up
 * @param clientRoles roles of the client in the site, sorted
 * @param serverRoles roles of the server in the site, sorted
 * @param verdict its judgement
 * @param findingId the finding it belongs to, or empty
 */
public record ConversationRow(
        Conversation conversation,
        List<String> clientRoles,
        List<String> serverRoles,
        Verdict verdict,
        String findingId) {}
