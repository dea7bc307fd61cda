package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;

/**
 * Zeek's {@code conn_state} from a history. A TCP history is run through the endpoint states of Zeek's TCP analyzer, and the two states
 * that come out are told apart in the order of its base/protocols/conn. Unlike Zeek, a SYN+ACK that was overtaken by its sender's or
 * receiver's next packets still establishes the connection, so that reordering changes nothing.
 */
final class ConnStates {
    /** Endpoint states of Zeek's TCP analyzer. */
    private enum Endpoint {
        INACTIVE,
        SYN_SENT,
        SYN_ACK_SENT,
        PARTIAL,
        ESTABLISHED,
        CLOSED,
        RESET;

        /** Whether the endpoint has shown nothing of a connection: it was not seen, or only from the middle. */
        boolean isSilent() {
            return this == INACTIVE || this == PARTIAL;
        }
    }

    private final long history;
    private Endpoint originator = Endpoint.INACTIVE;
    private Endpoint responder = Endpoint.INACTIVE;

    private ConnStates(long history) {
        this.history = history;
    }

    /**
     * The state of a flow.
     *
     * @param protocol IANA protocol number
     * @param history its events, with the originator as the first side
     * @param payload whether any payload was sent
     */
    static ConnState of(int protocol, long history, boolean payload) {
        if (protocol == IpProtocol.UDP || protocol == IpProtocol.UDP_LITE) {
            boolean originator = Event.has(history, Event.DATA);
            boolean responder = Event.has(history, Event.DATA | Event.FROM_B);
            if (originator) {
                return responder ? ConnState.SF : ConnState.S0;
            }
            return responder ? ConnState.SHR : ConnState.OTH;
        }
        if (!Event.hasStates(protocol)) {
            return ConnState.OTH;
        }
        ConnStates states = new ConnStates(history);
        states.run();
        return states.verdict(payload);
    }

    private void run() {
        for (int i = 0; i < Event.count(history); i++) {
            int event = Event.at(history, i);
            int kind = event & ~Event.FROM_B;
            if ((event & Event.FROM_B) == 0) {
                if (originator == Endpoint.CLOSED || originator == Endpoint.RESET || kind > Event.DATA) {
                    originator = ended(kind, originator, responder);
                    responder = mended(kind, responder, Event.FROM_B, i);
                } else {
                    originatorGoesOn(kind);
                }
            } else if (responder == Endpoint.CLOSED || responder == Endpoint.RESET || kind > Event.DATA) {
                responder = ended(kind, responder, originator);
                originator = mended(kind, originator, 0, i);
            } else {
                responderGoesOn(kind);
            }
        }
    }

    /** State of an endpoint after its FIN or RST, or any event when it had ended before. */
    private static Endpoint ended(int kind, Endpoint endpoint, Endpoint peer) {
        if (endpoint == Endpoint.RESET) {
            return endpoint;
        }
        if (endpoint == Endpoint.CLOSED) {
            return kind == Event.RST && peer != Endpoint.CLOSED ? Endpoint.RESET : endpoint;
        }
        return kind == Event.RST ? Endpoint.RESET : Endpoint.CLOSED;
    }

    /** A peer that had sent a FIN before its RST counts as closed once this endpoint sends its own FIN: a normal termination. */
    private Endpoint mended(int kind, Endpoint peer, int peerSide, int position) {
        boolean finished = kind == Event.FIN && peer == Endpoint.RESET;
        int fin = Event.position(history, Event.FIN | peerSide);
        int reset = Event.position(history, Event.RST | peerSide);
        return finished && fin >= 0 && fin < reset && reset < position ? Endpoint.CLOSED : peer;
    }

    private void originatorGoesOn(int kind) {
        boolean open = originator == Endpoint.INACTIVE || originator == Endpoint.PARTIAL;
        if (!open) {
            return;
        }
        switch (kind) {
            case Event.SYN ->
                // After the responder's SYN+ACK this is the SYN that came late.
                originator = responder == Endpoint.ESTABLISHED ? Endpoint.ESTABLISHED : Endpoint.SYN_SENT;
            case Event.SYN_ACK -> originator = Endpoint.SYN_ACK_SENT;
            default -> originator = responder == Endpoint.ESTABLISHED ? Endpoint.ESTABLISHED : Endpoint.PARTIAL;
        }
    }

    private void responderGoesOn(int kind) {
        boolean open = responder == Endpoint.INACTIVE || responder == Endpoint.PARTIAL;
        if (!open) {
            return;
        }
        if (kind <= Event.SYN_ACK) {
            boolean meets =
                    originator == Endpoint.SYN_SENT || (kind == Event.SYN_ACK && originator == Endpoint.PARTIAL);
            originator = meets ? Endpoint.ESTABLISHED : originator;
            responder = Endpoint.ESTABLISHED;
        } else if (originator == Endpoint.ESTABLISHED) {
            responder = Endpoint.ESTABLISHED;
        } else if (kind == Event.DATA || originator != Endpoint.SYN_SENT) {
            // A bare ACK of a SYN is no part of a connection yet.
            responder = Endpoint.PARTIAL;
        }
    }

    private ConnState verdict(boolean payload) {
        if (responder == Endpoint.RESET) {
            boolean rejected = originator == Endpoint.SYN_SENT || originator == Endpoint.SYN_ACK_SENT;
            if (rejected || (originator == Endpoint.RESET && !payload)) {
                return ConnState.REJ;
            }
            return originator.isSilent() ? ConnState.RSTRH : ConnState.RSTR;
        }
        if (originator == Endpoint.RESET) {
            if (!responder.isSilent()) {
                return ConnState.RSTO;
            }
            return onlySynBeforeReset() ? ConnState.RSTOS0 : ConnState.OTH;
        }
        if (originator == Endpoint.CLOSED) {
            if (responder == Endpoint.CLOSED) {
                return ConnState.SF;
            }
            return responder.isSilent() ? ConnState.SH : ConnState.S2;
        }
        if (responder == Endpoint.CLOSED) {
            return originator.isSilent() ? ConnState.SHR : ConnState.S3;
        }
        if (originator == Endpoint.SYN_SENT && responder == Endpoint.INACTIVE) {
            return ConnState.S0;
        }
        boolean established = originator == Endpoint.ESTABLISHED && responder == Endpoint.ESTABLISHED;
        return established ? ConnState.S1 : ConnState.OTH;
    }

    private boolean onlySynBeforeReset() {
        for (int i = 0; i < Event.count(history); i++) {
            int event = Event.at(history, i);
            if (event == Event.RST) {
                return i > 0;
            }
            boolean spoils = event == Event.SYN_ACK || event == Event.ACK || event == Event.FIN;
            if (spoils || (i == 0 && event != Event.SYN)) {
                return false;
            }
        }
        return false;
    }
}
