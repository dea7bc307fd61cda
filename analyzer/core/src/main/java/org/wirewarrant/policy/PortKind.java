package org.wirewarrant.policy;

/** In what form a row gives its ports. */
public enum PortKind implements Keyword {
    /** Numbers are printed. */
    LISTED("listed"),
    /** Negotiated or random. */
    DYNAMIC("dynamic"),
    /** The document says no more than "various". */
    VARIOUS("various"),
    /** A port exists, and the source of the text lost it. */
    UNKNOWN("unknown"),
    /** All of a protocol that has no ports. */
    ANY("any"),
    /** The statement has no port: a program, a Windows service, a protocol without ports. */
    NONE("none"),
    /** The ports are those of other rows. */
    REFERENCE("reference");

    private final String keyword;

    PortKind(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
