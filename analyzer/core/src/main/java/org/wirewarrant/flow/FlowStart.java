package org.wirewarrant.flow;

/** Tells a SYN or SYN+ACK that opens a new flow on a known 5-tuple from one that belongs to the flow already there. */
final class FlowStart {
    private FlowStart() {}

    /**
     * Whether the packet starts a new flow.
     *
     * @param history what the flow so far has shown
     * @param sequences first sequence number of A above, of B below
     * @param event SYN or SYN+ACK, with its side
     * @param sequence its sequence number
     */
    static boolean isNew(long history, long sequences, int event, int sequence) {
        int side = event & Event.FROM_B;
        int otherSide = side ^ Event.FROM_B;
        boolean opened = Event.has(history, Event.SYN | side) || Event.has(history, Event.SYN_ACK | side);
        if (opened) {
            int initial = (int) (side == 0 ? sequences >>> 32 : sequences);
            return initial != sequence;
        }
        boolean spoken = Event.has(history, Event.DATA | side)
                || Event.has(history, Event.ACK | side)
                || Event.has(history, Event.FIN | side);
        // When the other side alone has opened, this answers it, opens simultaneously, or is the SYN that comes late.
        boolean otherOpened =
                Event.has(history, Event.SYN | otherSide) || Event.has(history, Event.SYN_ACK | otherSide);
        return spoken || !otherOpened;
    }
}
