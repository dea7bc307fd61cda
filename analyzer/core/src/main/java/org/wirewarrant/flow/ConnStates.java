package org.wirewarrant.flow;

import org.wirewarrant.wire.IpProtocol;

/**
 * Zeek's {@code conn_state} from a history. The tests stand in Zeek's order (base/protocols/conn/main.zeek); the endpoint states they
 * speak of are those of its TCP analyzer: an endpoint is silent when it sent nothing or only mid-stream packets.
 */
final class ConnStates {
    private ConnStates() {}

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
        return Event.hasStates(protocol) ? ofTcp(history, payload) : ConnState.OTH;
    }

    private static ConnState ofTcp(long history, boolean payload) {
        boolean originatorSyn = Event.has(history, Event.SYN);
        boolean originatorSynAck = Event.has(history, Event.SYN_ACK);
        boolean responderSynAck = Event.has(history, Event.SYN_ACK | Event.FROM_B);
        boolean responderSyn = Event.has(history, Event.SYN | Event.FROM_B);
        boolean established = originatorSyn && (responderSynAck || responderSyn) || originatorSynAck && responderSyn;

        int bothFins = Math.max(Event.position(history, Event.FIN), Event.position(history, Event.FIN | Event.FROM_B));
        boolean closedBoth = Event.has(history, Event.FIN) && Event.has(history, Event.FIN | Event.FROM_B);
        boolean originatorReset = resetBefore(history, Event.RST, closedBoth, bothFins);
        boolean responderReset = resetBefore(history, Event.RST | Event.FROM_B, closedBoth, bothFins);
        boolean originatorClosed = !originatorReset && Event.has(history, Event.FIN);
        boolean responderClosed = !responderReset && Event.has(history, Event.FIN | Event.FROM_B);

        boolean originatorSent = originatorSyn || originatorSynAck;
        boolean originatorSilent = !originatorSent && !originatorClosed && !originatorReset;
        boolean responderSilent = !responderSynAck && !responderSyn && !responderClosed && !responderReset;

        if (responderReset) {
            boolean rejected = originatorSent && !established && !originatorClosed && !originatorReset;
            if (rejected || originatorReset && !payload) {
                return ConnState.REJ;
            }
            return originatorSilent ? ConnState.RSTRH : ConnState.RSTR;
        }
        if (originatorReset) {
            if (!responderSilent) {
                return ConnState.RSTO;
            }
            return onlySynBeforeReset(history) ? ConnState.RSTOS0 : ConnState.OTH;
        }
        if (originatorClosed && responderClosed) {
            return ConnState.SF;
        }
        if (originatorClosed) {
            return responderSilent ? ConnState.SH : ConnState.S2;
        }
        if (responderClosed) {
            return originatorSilent ? ConnState.SHR : ConnState.S3;
        }
        if (originatorSyn && responderSilent) {
            return ConnState.S0;
        }
        return established ? ConnState.S1 : ConnState.OTH;
    }

    /** A RST after both FINs leaves the connection closed. */
    private static boolean resetBefore(long history, int reset, boolean closedBoth, int bothFins) {
        int position = Event.position(history, reset);
        return position >= 0 && !(closedBoth && position > bothFins);
    }

    private static boolean onlySynBeforeReset(long history) {
        for (int i = 0; i < Event.count(history); i++) {
            int event = Event.at(history, i);
            if (event == Event.RST) {
                return i > 0;
            }
            boolean spoils = event == Event.SYN_ACK || event == Event.ACK || event == Event.FIN;
            if (spoils || i == 0 && event != Event.SYN) {
                return false;
            }
        }
        return false;
    }
}
