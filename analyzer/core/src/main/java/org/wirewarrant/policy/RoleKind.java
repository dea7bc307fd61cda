package org.wirewarrant.policy;

/** Whose host a role is. */
public enum RoleKind implements Keyword {
    /** Part of the product. */
    OWN("own"),
    /** Another product's host that talks to it. */
    FOREIGN("foreign"),
    /** A party outside, known by host names. */
    EXTERNAL("external"),
    /** Not named by the document, and needed to say what it means. */
    IMPLIED("implied");

    private final String keyword;

    RoleKind(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
