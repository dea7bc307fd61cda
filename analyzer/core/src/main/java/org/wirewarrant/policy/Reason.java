package org.wirewarrant.policy;

/** Why a verdict was reached; each reason belongs to one verdict. */
public enum Reason {
    /** A row names this port. */
    EXACT("exact", VerdictKind.DOCUMENTED),
    /** A row's range of at most 1024 ports holds this port. */
    RANGE("range", VerdictKind.DOCUMENTED),
    /** Only a range of more than 1024 ports explains it. */
    BROAD_RANGE("broad-range", VerdictKind.DOCUMENTED),
    /** A dynamic port negotiated on a documented control flow. */
    RELATED("related", VerdictKind.DOCUMENTED),
    /** No site was given: the port is documented, the roles are not verified. */
    PORT_ONLY("port-only", VerdictKind.DOCUMENTED),
    /** A site exception in force. */
    EXCEPTION("exception", VerdictKind.APPROVED),
    /** No row names it. */
    NO_RULE("no-rule", VerdictKind.UNDOCUMENTED),
    /** A row names the port, between other roles. */
    WRONG_ROLE("wrong-role", VerdictKind.UNDOCUMENTED),
    /** A row documents the same port between these roles, opened from the other end. */
    WRONG_DIRECTION("wrong-direction", VerdictKind.UNDOCUMENTED),
    /** A row documents the port between these roles with another transport. */
    WRONG_PROTOCOL("wrong-protocol", VerdictKind.UNDOCUMENTED),
    /** A port documented as host-local is reached over the network. */
    LOCAL_ONLY("local-only", VerdictKind.UNDOCUMENTED),
    /** The row's feature is off here, or the version is outside its range. */
    INACTIVE_RULE("inactive-rule", VerdictKind.UNDOCUMENTED),
    /** An exception covered it and has expired. */
    EXPIRED_EXCEPTION("expired-exception", VerdictKind.UNDOCUMENTED),
    /** The two ways give different verdicts. */
    ORIENTATION("orientation", VerdictKind.UNDECIDED),
    /** Neither end is in the site. */
    NO_SITE_HOST("no-site-host", VerdictKind.OUT_OF_SCOPE);

    private final String keyword;
    private final VerdictKind kind;

    Reason(String keyword, VerdictKind kind) {
        this.keyword = keyword;
        this.kind = kind;
    }

    /** The word used in the {@code reason} column. */
    public String keyword() {
        return keyword;
    }

    /** The verdict this reason belongs to. */
    public VerdictKind kind() {
        return kind;
    }
}
