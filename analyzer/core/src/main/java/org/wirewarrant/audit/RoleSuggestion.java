package org.wirewarrant.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirewarrant.wire.IpAddress;

/**
 * A host that looks like a role, with the reasons.
 *
 * @param host its address
 * @param role name of the role
 * @param confidence how sure
 * @param own whether the address can be told to be the site's; false for a public one beside private ones
 * @param answers documented services that it answered on, with the number of peers
 * @param calls documented services that it called
 * @param rules ids of the rows that these fit
 * @param near other roles that fit nearly as well
 * @param deciding what would tell the role from those near; empty where nothing is near
 * @param further services that it also called and that another role is documented for, with those roles
 */
public record RoleSuggestion(
        IpAddress host,
        String role,
        Confidence confidence,
        boolean own,
        Map<Service, Integer> answers,
        Set<Service> calls,
        Set<String> rules,
        List<String> near,
        String deciding,
        Map<Service, List<String>> further) {
    /** How sure a suggestion is. */
    public enum Confidence {
        /** Several ports that are this role's, or one that many use, and nothing near. */
        STRONG("strong"),
        /** A port that is mostly this role's, or several calls, and nothing near. */
        LIKELY("likely"),
        /** Little was seen, or another role is near. */
        WEAK("weak");

        private final String word;

        Confidence(String word) {
            this.word = word;
        }

        /** The word used in drafts. */
        public String word() {
            return word;
        }
    }
}
