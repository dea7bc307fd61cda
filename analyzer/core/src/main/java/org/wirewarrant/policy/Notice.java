package org.wirewarrant.policy;

import java.util.Optional;

/**
 * Something odd in packs or a site that can be used all the same.
 *
 * @param kind what sort of thing
 * @param position where it stands, absent when no one place is meant
 * @param what one clause without a full stop
 * @param whatToDo the remedy, one clause; may be empty
 */
public record Notice(Kind kind, Optional<Position> position, String what, String whatToDo) {
    /** Sorts of notices. */
    public enum Kind implements Keyword {
        /** One address has several roles. */
        ADDRESS_IN_TWO_ROLES("address-in-two-roles"),
        /** A role names every address there is. */
        ROLE_OF_EVERYONE("role-of-everyone"),
        /** No rule speaks of a role. */
        ROLE_UNUSED("role-unused"),
        /** No pack declares a feature that the site sets. */
        UNKNOWN_FEATURE("unknown-feature"),
        /** No pack is about a product that the site gives a version of. */
        UNKNOWN_PRODUCT("unknown-product"),
        /** Two exceptions approve the same traffic on the same days. */
        EXCEPTIONS_OVERLAP("exceptions-overlap"),
        /** An exception expires before it is approved. */
        EXCEPTION_NEVER_VALID("exception-never-valid"),
        /** Another row says the same and decides first. */
        SHADOWED("shadowed"),
        /** Two rows about the same traffic disagree. */
        CONTRADICTORY("contradictory"),
        /** A row explains nearly everything. */
        TOO_BROAD("too-broad"),
        /** A row is an alternative to nothing. */
        LONE_ALTERNATIVE("lone-alternative");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        /** The word used in tables. */
        @Override
        public String keyword() {
            return keyword;
        }
    }

    static Notice at(Kind kind, Position position, String what, String whatToDo) {
        return new Notice(kind, Optional.of(position), what, whatToDo);
    }

    /** {@code file:line:column: what (what to do)}. */
    @Override
    public String toString() {
        String place = position.map(at -> at + ": ").orElse("");
        return whatToDo.isEmpty() ? place + what : place + what + " (" + whatToDo + ')';
    }
}
