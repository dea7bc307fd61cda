package org.wirewarrant.policy;

import java.util.List;

/**
 * Rows of which one choice serves.
 *
 * @param pack their pack
 * @param name the group
 * @param choices names of the choices, in document order
 * @param rules the rows, in document order
 */
public record AlternativeGroup(String pack, String name, List<String> choices, List<Rule> rules) {
    /** Copies the lists. */
    public AlternativeGroup {
        choices = List.copyOf(choices);
        rules = List.copyOf(rules);
    }
}
