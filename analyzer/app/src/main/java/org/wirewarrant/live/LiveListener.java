package org.wirewarrant.live;

/** Follows a live run; called on the thread that runs its {@link LiveMonitor}, and never at the same time. */
public interface LiveListener {
    /** About once a second: how far the capture is. */
    default void tick(LiveCounters counters) {}

    /** What was seen until now was judged; the last one says that the capture has ended. */
    void look(LiveReading reading);
}
