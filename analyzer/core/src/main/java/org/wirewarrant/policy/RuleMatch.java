package org.wirewarrant.policy;

/**
 * A row that was considered for a conversation.
 *
 * @param rule the row
 * @param fits whether it explains the conversation
 * @param decides whether it is one of the strongest that do
 * @param why how it fits, or each thing that differs
 */
public record RuleMatch(Rule rule, boolean fits, boolean decides, String why) {}
