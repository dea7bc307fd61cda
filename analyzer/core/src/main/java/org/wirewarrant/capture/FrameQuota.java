package org.wirewarrant.capture;

import java.util.Arrays;

/**
 * How many of the first frames of each conversation are kept, so that those of all conversations fit into a size: when it is reached,
 * half as many of each stay. One thread.
 */
public final class FrameQuota {
    /** Of each conversation while there is room. */
    public static final int MOST = 100;

    private static final int LEAST = 3;

    private final long maxBytes;
    private final long[] costs = new long[MOST + 1];
    private long total;
    private int most;
    private boolean full;

    /**
     * Nothing is kept yet.
     *
     * @param maxBytes what all frames may cost together
     */
    public FrameQuota(long maxBytes) {
        this(maxBytes, MOST);
    }

    /**
     * Goes on with what was kept of fewer frames.
     *
     * @param maxBytes what all frames may cost together
     * @param most frames of each conversation for which there was room
     */
    public FrameQuota(long maxBytes, int most) {
        this.maxBytes = maxBytes;
        this.most = Math.max(LEAST, Math.min(most, MOST));
    }

    /** Frames of each conversation that are kept: those whose number is not greater. */
    public int most() {
        return most;
    }

    /** Whether no frame is taken any more, as even the least of each conversation does not fit. */
    public boolean isFull() {
        return full;
    }

    /** What the reader of such frames should know, a clause; empty while all are kept. */
    public static String note(int most, boolean full) {
        if (most >= MOST) {
            return "";
        }
        String fewer = "for want of room, packets are kept of the first " + most + " of each conversation alone";
        return full ? fewer + ", and none of the conversations that came last" : fewer;
    }

    /** Whether a frame is to be kept. */
    public boolean admits(int nth) {
        return nth <= most && !full;
    }

    /** Counts a frame that is kept. */
    public void add(int nth, long cost) {
        costs[nth] += cost;
        total += cost;
    }

    /** Whether more is kept than may be. */
    public boolean isOver() {
        return total > maxBytes;
    }

    /** Makes room: frames whose number is greater than {@link #most} afterwards must go. */
    public void thin() {
        long enough = maxBytes / 4 * 3;
        while (total > enough && most > LEAST) {
            most = Math.max(LEAST, most / 2);
            Arrays.fill(costs, most + 1, costs.length, 0);
            total = Arrays.stream(costs).sum();
        }
        full = total > enough;
    }
}
