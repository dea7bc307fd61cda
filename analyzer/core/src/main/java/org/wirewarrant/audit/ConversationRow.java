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
 * @param findingIds the findings it belongs to, separated by one space, that of its verdict first; or empty
 */
public record ConversationRow(
        Conversation conversation,
        List<String> clientRoles,
        List<String> serverRoles,
        Verdict verdict,
        String findingIds) {}
