package org.wirewarrant.policy;

/** The five verdicts of a conversation. */
public enum VerdictKind {
    /** A rule explains it. */
    DOCUMENTED("documented"),
    /** A site exception in force allows it. */
    APPROVED("approved"),
    /** Nothing explains it. */
    UNDOCUMENTED("undocumented"),
    /** Client and server could not be told apart, and the two ways are judged differently. */
    UNDECIDED("undecided"),
    /** Neither end belongs to the site. */
    OUT_OF_SCOPE("out-of-scope");

    private final String keyword;

    VerdictKind(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in the {@code verdict} column. */
    public String keyword() {
        return keyword;
    }
}
