package org.wirewarrant.policy;

/** What a document says of the need for a row. */
public enum Requirement implements Keyword {
    /** Printed as needed. */
    MANDATORY("mandatory"),
    /** Printed as optional. */
    OPTIONAL("optional"),
    /** The document does not say. */
    UNSTATED("unstated");

    private final String keyword;

    Requirement(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
