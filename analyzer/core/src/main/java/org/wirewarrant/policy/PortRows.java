package org.wirewarrant.policy;

import java.util.List;

/**
 * Everything that rows say of one port, whoever uses it. One object serves a whole class of ports.
 *
 * @param protocol IANA protocol number
 * @param port lowest port of the class
 * @param candidates rows that hold the port here
 * @param narrow those of the candidates that do not hold it by a broad range only
 * @param otherTransports rows that hold it with another transport, broad ranges left out
 * @param moved rows that document it, and are configured to another port here
 * @param oneOff rows that name one of its neighbours
 * @param negotiated rows of this protocol whose port is negotiated
 * @param service its registered name as a message adds it, or empty
 */
record PortRows(
        int protocol,
        int port,
        List<CompiledRule> candidates,
        List<CompiledRule> narrow,
        List<CompiledRule> otherTransports,
        List<CompiledRule> moved,
        List<CompiledRule> oneOff,
        List<CompiledRule> negotiated,
        String service) {
    /** How many rows it holds on to. */
    int weight() {
        return candidates.size()
                + narrow.size()
                + otherTransports.size()
                + moved.size()
                + oneOff.size()
                + negotiated.size();
    }
}
