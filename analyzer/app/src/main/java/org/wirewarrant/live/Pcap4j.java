package org.wirewarrant.live;

import com.sun.jna.Native;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pcap4j.core.Pcaps;
import org.wirewarrant.capture.CaptureException;

/** pcap4j, made quiet and asked once whether libpcap is there. Any thread. */
final class Pcap4j {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger LOGGER = Logger.getLogger("org.pcap4j");

    private static final boolean MISSING = !probe();

    private Pcap4j() {}

    private static boolean probe() {
        LOGGER.setLevel(Level.WARNING);
        try {
            Pcaps.libVersion();
            // What a callback throws is noticed by counting what came back, and told in the summary instead.
            Native.setCallbackExceptionHandler((callback, thrown) -> {});
            return true;
        } catch (LinkageError e) {
            LOGGER.log(Level.FINE, "libpcap cannot be loaded", e);
            return false;
        }
    }

    /**
     * Makes sure that libpcap can be called.
     *
     * @param wanted what it is needed for, as the user named it
     * @throws CaptureException if it cannot be loaded
     */
    static void require(String wanted) throws CaptureException {
        if (MISSING) {
            throw Libpcap.missing(wanted);
        }
    }
}
