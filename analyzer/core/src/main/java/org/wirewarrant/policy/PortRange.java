package org.wirewarrant.policy;

/**
 * Ports, or ICMP types, from first to last.
 *
 * @param first 0 to 65535
 * @param last at least {@code first}
 */
public record PortRange(int first, int last) {
    /** A range of more ports than this is broad: it says little about any one of them. */
    public static final int BROAD = 1024;

    /** Checks the bounds. */
    public PortRange {
        if (first < 0 || last > 65535 || first > last) {
            throw new IllegalArgumentException("ports " + first + " to " + last);
        }
    }

    /** Number of ports. */
    public int size() {
        return last - first + 1;
    }

    /** Whether a port lies in it. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    /** Whether it is one of more than {@value #BROAD} ports. */
    public boolean broad() {
        return size() > BROAD;
    }

    /** {@code 443}, or {@code 8000-8010}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
