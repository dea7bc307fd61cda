package org.wirewarrant.policy;

/** Which broadcast a row uses (RFC 919). */
public enum Broadcast implements Keyword {
    /** 255.255.255.255. */
    LIMITED("limited"),
    /** The broadcast address of a network. */
    DIRECTED("directed");

    private final String keyword;

    Broadcast(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
