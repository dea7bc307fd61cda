package org.wirewarrant.policy;

import java.util.BitSet;

/**
 * Puts ports that no rule and no service name tells apart into one class, so that one judgement serves all of them. Each class is
 * represented by its lowest port.
 */
final class PortClasses {
    private final char[] lowest = new char[65536];

    /** Starts a class at every edge. */
    private PortClasses(BitSet edges) {
        int current = 0;
        for (int port = 0; port < lowest.length; port++) {
            if (edges.get(port)) {
                current = port;
            }
            lowest[port] = (char) current;
        }
    }

    /** The lowest port of the class of a port. */
    int lowest(int port) {
        return lowest[port & 0xffff];
    }

    /** Gathers what tells ports apart. */
    static final class Builder {
        private final BitSet edges = new BitSet(65537);

        /** Ports that are listed, and, for single ones, their neighbours. */
        void add(PortSet ports) {
            for (PortRange range : ports.ranges()) {
                edges.set(range.first());
                edges.set(range.last() + 1);
                if (range.size() == 1) {
                    edges.set(Math.max(0, range.first() - 1));
                    edges.set(range.last() + 2);
                }
            }
        }

        void add(int port) {
            edges.set(port);
            edges.set(port + 1);
        }

        PortClasses build() {
            edges.set(0);
            return new PortClasses(edges);
        }
    }
}
