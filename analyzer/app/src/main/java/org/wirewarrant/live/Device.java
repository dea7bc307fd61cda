package org.wirewarrant.live;

import java.io.Closeable;
import java.util.List;
import org.wirewarrant.capture.Frame;

/** An open interface that gives the frames that wait, and never waits itself. One thread. */
interface Device extends Closeable {
    /** Its name. */
    String name();

    /** LINKTYPE_ of its frames. */
    int linkType();

    /**
     * The next frame, if one waits; valid until the next call.
     *
     * @param ordinal its number
     * @return false when none waits
     * @throws DeviceGoneException if the interface is no more
     */
    boolean next(Frame frame, long ordinal) throws DeviceGoneException;

    /**
     * Goes on with an interface of the same name that came back after this one vanished. Needs no right beyond what it was opened with.
     *
     * @return whether it could; if not, it must be opened anew
     */
    boolean revive();

    /** A descriptor for poll(2), or -1. */
    int descriptor();

    /** What libpcap counted since it was opened, as far as it could last be asked. */
    DeviceCounters counters();

    /** What the user should know about how it was opened. */
    List<String> warnings();

    @Override
    void close();
}
