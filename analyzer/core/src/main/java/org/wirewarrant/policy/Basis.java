package org.wirewarrant.policy;

/** How sure a field of a row is. */
public enum Basis implements Keyword {
    /** The document prints it. */
    PRINTED("printed"),
    /** Follows from what the document prints. */
    INFERRED("inferred"),
    /** Plausible, and not certain. */
    UNCONFIRMED("unconfirmed");

    private final String keyword;

    Basis(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
