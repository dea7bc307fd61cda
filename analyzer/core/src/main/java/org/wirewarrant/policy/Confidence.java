package org.wirewarrant.policy;

/** How sure the attribution of a displaced row is. */
public enum Confidence implements Keyword {
    /** Certain for practical purposes. */
    HIGH("high"),
    /** Likely. */
    MEDIUM("medium"),
    /** A guess with reasons. */
    LOW("low");

    private final String keyword;

    Confidence(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
