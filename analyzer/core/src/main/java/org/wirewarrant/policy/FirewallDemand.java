package org.wirewarrant.policy;

/** What a document demands of a firewall. */
public enum FirewallDemand implements Keyword {
    /** The firewall must be opened. */
    OPEN("open"),
    /** No opening is needed. */
    NONE("none"),
    /** The product opens the host's firewall. */
    AUTOMATIC("automatic"),
    /** The administrator opens the host's firewall. */
    MANUAL("manual"),
    /** The document does not say. */
    UNSTATED("unstated");

    private final String keyword;

    FirewallDemand(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
