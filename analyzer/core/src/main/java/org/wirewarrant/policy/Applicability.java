package org.wirewarrant.policy;

/**
 * Whether traffic can match a row at this site.
 *
 * @param state the answer
 * @param detail why not, one clause; empty when active
 */
public record Applicability(State state, String detail) {
    static final Applicability ACTIVE = new Applicability(State.ACTIVE, "");

    /** The answers; the words are those of the {@code reason} column of coverage. */
    public enum State implements Keyword {
        /** It can. */
        ACTIVE("active"),
        /** A feature that it needs is off, or one that excludes it is on. */
        FEATURE_OFF("feature-off"),
        /** The site's version is outside its interval. */
        VERSION("version"),
        /** It never leaves its host. */
        HOST_LOCAL("host-local"),
        /** It has no port that could be seen. */
        NOT_A_PORT("not-a-port"),
        /** The site gives no address to one of its ends. */
        ROLE_NOT_IN_SITE("role-not-in-site");

        private final String keyword;

        State(String keyword) {
            this.keyword = keyword;
        }

        /** The word used in tables. */
        @Override
        public String keyword() {
            return keyword;
        }
    }
}
