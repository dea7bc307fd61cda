package org.wirewarrant.live;

/** What capturing needs, as commands to type. */
final class Rights {
    private Rights() {}

    /** How the user who runs this gets the right to capture. */
    static String remedy() {
        return "run: sudo wirewarrant live ..., which gives root up as soon as the interface is open; or, without root: sudo"
                + " setpriv --reuid $(id -u) --regid $(id -g) --init-groups --inh-caps +net_raw --ambient-caps +net_raw"
                + " wirewarrant live ...";
    }
}
