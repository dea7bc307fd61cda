package org.wirewarrant.policy;

/** Whether a port is for the network. */
public enum HostScope implements Keyword {
    /** Meant for the network. */
    NETWORK("network"),
    /** Only ever within one host. */
    HOST_LOCAL("host-local"),
    /** Within one host unless the site opens it. */
    HOST_LOCAL_BY_DEFAULT("host-local-by-default");

    private final String keyword;

    HostScope(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in packs and tables. */
    @Override
    public String keyword() {
        return keyword;
    }
}
