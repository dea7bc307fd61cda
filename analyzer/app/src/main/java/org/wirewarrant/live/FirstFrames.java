package org.wirewarrant.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameQuota;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.flow.FirstPackets;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * Picks the first frames of every conversation, which wait in bounded memory for another thread to keep them. What comes faster than it
 * is kept is let go and counted.
 */
public final class FirstFrames implements FrameSink {
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private record Waiting(long number, int input, KeptFrame frame) {}

    private final FirstPackets first;
    private final List<String> names;
    private final long[] bases;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long lost;
    private volatile int most = FrameQuota.MOST;
    private volatile FirstPackets earlier;

    /**
     * Picks from a run that begins afresh.
     *
     * @param decoder decodes as the audit does; used by the capturing thread
     * @param names of the interfaces, in their order
     */
    public FirstFrames(HeaderDecoder decoder, List<String> names) {
        this.first = new FirstPackets(decoder, FrameQuota.MOST);
        this.names = List.copyOf(names);
        this.bases = new long[names.size()];
    }

    /** Says that earlier runs had so many frames of an interface: numbers go on from there. Before any frame is taken. */
    public synchronized void numberFrom(String name, long frames) {
        int input = names.indexOf(name);
        if (input >= 0) {
            bases[input] = frames;
        }
    }

    /** Says what earlier runs kept; the capture may be running. */
    public void resume(FirstPackets kept) {
        earlier = kept;
    }

    @Override
    public void add(Frame frame, long number, int input) {
        if (earlier != null) {
            first.resume(earlier);
            earlier = null;
        }
        int nth = first.count(frame);
        if (nth == 0 || nth > most) {
            return;
        }
        KeptFrame kept = KeptFrame.of(frame, names.get(input), first.conversation(), nth);
        synchronized (this) {
            if (waitingBytes + kept.cost() > MOST_WAITING_BYTES) {
                lost++;
            } else {
                waiting.add(new Waiting(number, input, kept));
                waitingBytes += kept.cost();
            }
        }
    }

    /**
     * The frames that wait, in the order in which they came; they go on waiting until they are {@link #release released}.
     *
     * @param until number of the frame in the whole run after which none is given
     */
    public synchronized List<KeptFrame> waiting(long until) {
        List<KeptFrame> frames = new ArrayList<>();
        for (Waiting one : waiting) {
            if (one.number() > until) {
                break;
            }
            frames.add(one.frame().numberedFrom(bases[one.input()]));
        }
        return frames;
    }

    /** Lets the first frames go that wait, as they are kept elsewhere. */
    public synchronized void release(int count) {
        for (int i = 0; i < count; i++) {
            waitingBytes -= waiting.remove().frame().cost();
        }
    }

    /** Whether the frames that wait should soon be kept, so that none are lost. */
    public synchronized boolean isPressing() {
        return waitingBytes > MOST_WAITING_BYTES / 4;
    }

    /** Frames that were let go because too many waited. */
    public synchronized long lost() {
        return lost;
    }

    /** Says how many frames of each conversation there is room for. */
    public void limit(int frames) {
        most = frames;
    }

    @Override
    public void idle() {
        // Another thread takes them.
    }

    @Override
    public void finish() {
        // What waits is taken by whoever keeps it.
    }
}
