package org.wirewarrant.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;

/**
 * Interfaces as one source, merged by time. It ends when it is stopped, and then gives first what came before the stop. An interface
 * that goes down or vanishes is waited for, and its absence is kept as a gap. Used by one thread, except for {@link #stop}.
 */
public final class LiveSource implements CaptureSource {
    private static final int POLL_MILLIS = 50;
    private static final long POLL_ENTRY = 8;
    private static final short POLL_IN = 1;
    private static final int CLOCK_CHECK = 1024;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;
    /** A block of another interface's ring may be on its way for this long. */
    private static final long MERGE_DELAY = 3 * FastDevice.BLOCK_MILLIS * MILLI;

    /** A frame that waits longer is given before earlier ones: after the clock was set back, its time may be long in coming. */
    private static final long LONGEST_MERGE = SECOND;

    private static final long DRAIN = 3 * FastDevice.BLOCK_MILLIS * MILLI;
    private static final long LONGEST_DRAIN = SECOND;

    /** Told what happens to interfaces; called on the thread that reads. */
    public interface Watcher {
        /** Something the user should know, as one line. */
        void message(String line);

        /** Nothing waits, or a moment has passed: whatever is due may be done, quickly. */
        void idle();
    }

    private final List<Vantage> vantages;
    private final DeviceOptions options;
    private final Opener opener;
    private final Watcher watcher;
    private final Pointer polled;
    private final long limit;

    private long frames;
    private long bytes;
    private long latest = Long.MIN_VALUE;
    private long nextCare = System.nanoTime() + SECOND;
    private int untilClock = CLOCK_CHECK;
    private volatile boolean stopped;
    private volatile long stopAt = Long.MAX_VALUE;
    private volatile long stopSince;
    private Vantage current;

    /** How an interface is opened. */
    @FunctionalInterface
    interface Opener {
        Device open(String name, DeviceOptions options) throws CaptureException;
    }

    private LiveSource(List<Vantage> vantages, DeviceOptions options, Opener opener, long limit, Watcher watcher) {
        this.vantages = vantages;
        this.options = options;
        this.opener = opener;
        this.watcher = watcher;
        this.limit = limit;
        this.polled = vantages.stream().allMatch(vantage -> vantage.device.descriptor() >= 0)
                ? Memory.allocateDirect(Libpcap.runtime(), (int) POLL_ENTRY * vantages.size(), true)
                : null;
    }

    /**
     * Opens interfaces.
     *
     * @param names at least one
     * @param portable whether pcap4j captures, instead of the faster way that needs a 64-bit Linux
     * @param limit frames after which it ends
     * @throws CaptureException if one cannot be opened; then none stays open
     */
    public static LiveSource open(
            List<String> names, DeviceOptions options, boolean portable, long limit, Watcher watcher)
            throws CaptureException {
        return open(names, options, portable ? PortableDevice::open : FastDevice::open, limit, watcher);
    }

    static LiveSource open(List<String> names, DeviceOptions options, Opener opener, long limit, Watcher watcher)
            throws CaptureException {
        List<Vantage> vantages = new ArrayList<>();
        boolean opened = false;
        try {
            for (String name : names) {
                Device device = opener.open(name, options);
                vantages.add(new Vantage(device));
                device.warnings().forEach(watcher::message);
                if (!LinkLayer.isDecoded(device.linkType())) {
                    throw LinkLayer.refused(name, device.linkType());
                }
            }
            LiveSource source = new LiveSource(vantages, options, opener, limit, watcher);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                vantages.forEach(vantage -> vantage.device.close());
            }
        }
    }

    /** Ends it: what was captured until now is still given. Any thread; the first call counts. */
    public void stop() {
        if (!stopped) {
            stopSince = System.nanoTime();
            stopAt = now();
            stopped = true;
        }
    }

    /** Nanoseconds since the epoch. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    @Override
    public boolean next(Frame frame) {
        while (frames < limit) {
            if (--untilClock <= 0) {
                untilClock = CLOCK_CHECK;
                care();
            }
            if (vantages.size() == 1 ? readOnly(frame) : readEarliest(frame)) {
                if (isAfterStop(frame)) {
                    return false;
                }
                frames++;
                latest = Math.max(latest, frame.nanos());
                bytes += frame.capturedLength();
                current.count(frame);
                return true;
            }
            if (isDrained()) {
                return false;
            }
            watcher.idle();
            untilClock = 0;
            await();
        }
        return false;
    }

    /** Where the clock was set back, times do not say what came after the stop: all that waits is given then, for a while. */
    private boolean isAfterStop(Frame frame) {
        return stopped && frame.nanos() > stopAt && (latest <= stopAt || stopAt == Long.MIN_VALUE);
    }

    private boolean isOverdue() {
        return System.nanoTime() - stopSince > LONGEST_DRAIN;
    }

    private boolean isDrained() {
        return stopped && System.nanoTime() - stopSince > DRAIN;
    }

    private boolean readOnly(Frame frame) {
        current = vantages.get(0);
        return read(current, frame);
    }

    private boolean read(Vantage vantage, Frame frame) {
        if (vantage.isGone()) {
            return false;
        }
        try {
            return vantage.device.next(frame, vantage.frames() + 1);
        } catch (DeviceGoneException e) {
            vantage.beginGap(now(), "was gone");
            watcher.message(vantage.name + ": " + e.getMessage() + "; waiting for it to come back");
            vantage.lose();
            return false;
        }
    }

    /** The earliest of all waiting frames, once no interface can come up with an earlier one. */
    private boolean readEarliest(Frame frame) {
        Vantage earliest = null;
        Vantage longest = null;
        boolean complete = true;
        for (Vantage vantage : vantages) {
            if (!vantage.hasAhead && read(vantage, vantage.ahead)) {
                vantage.hasAhead = true;
                vantage.aheadSince = System.nanoTime();
            }
            if (!vantage.hasAhead) {
                complete = false;
            } else if (earliest == null || vantage.ahead.nanos() < earliest.ahead.nanos()) {
                earliest = vantage;
            }
            if (vantage.hasAhead && (longest == null || vantage.aheadSince - longest.aheadSince < 0)) {
                longest = vantage;
            }
        }
        if (longest != null && System.nanoTime() - longest.aheadSince > LONGEST_MERGE) {
            earliest = longest;
        }
        if (earliest == null || (!complete && System.nanoTime() - earliest.aheadSince < MERGE_DELAY)) {
            return false;
        }
        earliest.hasAhead = false;
        current = earliest;
        Frame ahead = earliest.ahead;
        frame.wrap(
                ahead.bytes(),
                ahead.offset(),
                ahead.capturedLength(),
                ahead.wireLength(),
                ahead.nanos(),
                ahead.linkType(),
                ahead.ordinal());
        return true;
    }

    /** Waits until something comes, a moment at most. */
    private void await() {
        if (polled == null) {
            pause(POLL_MILLIS / 10);
            return;
        }
        int entries = 0;
        boolean ahead = false;
        for (Vantage vantage : vantages) {
            ahead |= vantage.hasAhead;
            if (!vantage.isGone() && !vantage.hasAhead && vantage.device.descriptor() >= 0) {
                polled.putInt(entries * POLL_ENTRY, vantage.device.descriptor());
                polled.putInt(entries * POLL_ENTRY + 4, POLL_IN);
                entries++;
            }
        }
        int ready = Libc.require().poll(polled, entries, ahead ? POLL_MILLIS / 5 : POLL_MILLIS);
        for (int i = 0; i < entries && ready > 0; i++) {
            if ((polled.getShort(i * POLL_ENTRY + 6) & ~POLL_IN) != 0) {
                // A downed interface reports an error at once and each time: poll(2) would not wait.
                nextCare = System.nanoTime();
                pause(POLL_MILLIS / 5);
                return;
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once a second: counters, interfaces that went or came. */
    private void care() {
        long time = System.nanoTime();
        if (time - nextCare < 0) {
            return;
        }
        nextCare = time + SECOND;
        for (Vantage vantage : vantages) {
            vantage.readCounters();
            if (vantage.isGone()) {
                reopen(vantage);
            } else if (SystemInterface.isDown(vantage.name)) {
                if (!vantage.isInGap()) {
                    watcher.message(vantage.name + ": went down; waiting for it to come up");
                }
                vantage.beginGap(now(), "was down");
            } else {
                endGap(vantage);
            }
        }
        watcher.idle();
        if (stopped && isOverdue()) {
            stopAt = Long.MIN_VALUE;
        }
    }

    private void reopen(Vantage vantage) {
        if (!SystemInterface.exists(vantage.name) || SystemInterface.isDown(vantage.name)) {
            return;
        }
        if (vantage.revive()) {
            endGap(vantage);
            return;
        }
        try {
            vantage.attach(opener.open(vantage.name, options));
            endGap(vantage);
        } catch (CaptureException e) {
            if (vantage.isNewRefusal(e.what())) {
                watcher.message(vantage.name + ": is there again and cannot be opened: " + e.what());
            }
            if (vantages.stream().allMatch(Vantage::isRefused)) {
                watcher.message("nothing is left to capture from; ending");
                stop();
            }
        }
    }

    private void endGap(Vantage vantage) {
        vantage.endGap(now()).ifPresent(gap -> watcher.message(vantage.name + ": back; it " + gap));
    }

    /** What each interface gave so far, in the order in which they were named. */
    public List<CaptureSummary> summaries() {
        return vantages.stream().map(vantage -> vantage.summary(now())).toList();
    }

    /** Times in which an interface could not be captured from, in the order in which they were named. */
    public List<Gap> gaps() {
        return vantages.stream()
                .flatMap(vantage -> vantage.gaps(now()).stream())
                .toList();
    }

    /** Index of the interface that gave the last frame; -1 before the first. */
    public int currentInput() {
        return current == null ? -1 : vantages.indexOf(current);
    }

    /** Frames that libpcap and the interfaces dropped, as of about a second ago. */
    public long dropped() {
        return vantages.stream()
                .mapToLong(vantage ->
                        vantage.counters().dropped() + vantage.counters().droppedByInterface())
                .sum();
    }

    /** All interfaces together. */
    @Override
    public CaptureSummary summary() {
        List<CaptureSummary> all = summaries();
        if (all.size() == 1) {
            return all.get(0);
        }
        TreeSet<Integer> linkTypes = new TreeSet<>();
        all.forEach(one -> linkTypes.addAll(one.linkTypes()));
        return new CaptureSummary(
                all.size() + " interfaces",
                CaptureSummary.INTERFACE,
                List.copyOf(linkTypes),
                bytes,
                frames,
                all.stream().flatMapToLong(one -> one.firstNanos().stream()).min(),
                all.stream().flatMapToLong(one -> one.lastNanos().stream()).max(),
                all.stream().mapToLong(CaptureSummary::timeSteps).sum(),
                OptionalLong.of(dropped()),
                all.stream().flatMap(one -> one.damage().stream()).findFirst(),
                Optional.empty());
    }

    @Override
    public long bytesConsumed() {
        return bytes;
    }

    /** Reads the counters a last time, and closes all interfaces. */
    @Override
    public void close() {
        for (Vantage vantage : vantages) {
            if (vantage.device != null) {
                if (stopAt == Long.MIN_VALUE) {
                    vantage.letGo();
                }
                vantage.detach();
            }
        }
    }
}
