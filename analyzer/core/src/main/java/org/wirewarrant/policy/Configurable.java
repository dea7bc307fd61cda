package org.wirewarrant.policy;

/** Whether a port can be configured, as printed. */
public enum Configurable implements Keyword {
    /** Can be changed. */
    YES("yes"),
    /** Cannot be changed. */
    NO("no"),
    /** Can be changed, with advice against it. */
    NOT_RECOMMENDED("not-recommended"),
    /** The document does not say. */
    UNSTATED("unstated");

    private final String keyword;

    Configurable(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
