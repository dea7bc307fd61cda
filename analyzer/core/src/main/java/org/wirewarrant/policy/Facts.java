package org.wirewarrant.policy;

/**
 * A kind of conversation, as the rows are asked about it.
 *
 * @param client what the site says of the client
 * @param server what the site says of the server
 * @param local whether both ends are the same host: one address, or the loopback network
 * @param rows what the rows say of the port
 */
record Facts(HostClass client, HostClass server, boolean local, PortRows rows) {
    int protocol() {
        return rows.protocol();
    }

    /** The lowest port of the class that is judged. */
    int port() {
        return rows.port();
    }
}
