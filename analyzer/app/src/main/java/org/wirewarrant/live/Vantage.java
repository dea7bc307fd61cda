package org.wirewarrant.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;
import org.wirewarrant.capture.Frame;

/**
 * One interface over the whole run: what it gave, what was lost, and when it could not be captured from. The device behind it may vanish
 * and be opened again.
 */
final class Vantage {
    final String name;
    /** Null when it was given up. */
    Device device;

    private boolean gone;

    /** The frame read ahead while several interfaces are merged. */
    final Frame ahead = new Frame();

    boolean hasAhead;
    /** When it was read ahead, {@link System#nanoTime}. */
    long aheadSince;

    private final TreeSet<Integer> linkTypes = new TreeSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private DeviceCounters total = DeviceCounters.NONE;
    private DeviceCounters lastRead = DeviceCounters.NONE;
    private long frames;
    /** The counters, and what was given since, of when the device was opened. */
    private DeviceCounters attached = DeviceCounters.NONE;

    private long readOfDevice;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long previous = Long.MIN_VALUE;
    private long timeSteps;
    private long gapSince = Long.MIN_VALUE;
    private String gapReason = "";
    private long bytesAtGap;
    private String refusal = "";

    Vantage(Device device) {
        this.name = device.name();
        attach(device);
    }

    /** Goes on with a newly opened device. */
    void attach(Device opened) {
        device = opened;
        gone = false;
        linkTypes.add(opened.linkType());
        lastRead = DeviceCounters.NONE;
        attached = total;
        readOfDevice = 0;
        hasAhead = false;
        refusal = "";
    }

    /** Lets go of a device that is no more. */
    void detach() {
        readCounters();
        device.close();
        device = null;
    }

    /** What waits is given up, and counted as dropped. */
    void letGo() {
        readCounters();
        long unread = total.received() - attached.received() - (total.dropped() - attached.dropped()) - readOfDevice;
        total = total.plus(new DeviceCounters(0, Math.max(0, unread), 0));
    }

    /** The interface is no more; its device is kept, because it may be all that can still be captured with. */
    void lose() {
        readCounters();
        gone = true;
        hasAhead = false;
    }

    /** Whether nothing can be read from it now. */
    boolean isGone() {
        return gone || device == null;
    }

    /** Goes on with the device of before, where that can be done; else lets go of it. */
    boolean revive() {
        if (device != null && device.revive()) {
            gone = false;
            refusal = "";
            return true;
        }
        if (device != null) {
            detach();
        }
        return false;
    }

    /** Notes why it cannot be opened again; whether that was not known. */
    boolean isNewRefusal(String why) {
        boolean isNew = !why.equals(refusal);
        refusal = why;
        return isNew;
    }

    /** Whether it is gone and cannot be opened again. */
    boolean isRefused() {
        return device == null && !refusal.isEmpty();
    }

    /** Counts a frame that was given. */
    void count(Frame frame) {
        frames++;
        readOfDevice++;
        bytes += frame.capturedLength();
        long time = frame.nanos();
        if (time < previous) {
            timeSteps++;
        }
        previous = time;
        first = Math.min(first, time);
        last = Math.max(last, time);
    }

    void readCounters() {
        if (device != null) {
            DeviceCounters now = device.counters();
            total = total.plus(now.since(lastRead));
            lastRead = now;
        }
    }

    boolean isInGap() {
        return gapSince != Long.MIN_VALUE;
    }

    void beginGap(long now, String reason) {
        if (!isInGap()) {
            gapSince = now;
            gapReason = reason;
            if (gaps.isEmpty()) {
                bytesAtGap = bytes;
            }
        }
    }

    /** The gap that ends now, if there was one. */
    Optional<Gap> endGap(long now) {
        if (!isInGap()) {
            return Optional.empty();
        }
        Gap gap = new Gap(name, gapSince, now, gapReason, false);
        gaps.add(gap);
        gapSince = Long.MIN_VALUE;
        return Optional.of(gap);
    }

    long frames() {
        return frames;
    }

    DeviceCounters counters() {
        return total;
    }

    /** Gaps so far, a gap that goes on included. */
    List<Gap> gaps(long now) {
        List<Gap> all = new ArrayList<>(gaps);
        if (isInGap()) {
            all.add(new Gap(name, gapSince, now, gapReason, true));
        }
        return all;
    }

    CaptureSummary summary(long now) {
        boolean timed = first <= last;
        return new CaptureSummary(
                name,
                CaptureSummary.INTERFACE,
                List.copyOf(linkTypes),
                bytes,
                frames,
                timed ? OptionalLong.of(first) : OptionalLong.empty(),
                timed ? OptionalLong.of(last) : OptionalLong.empty(),
                timeSteps,
                OptionalLong.of(total.dropped() + total.droppedByInterface()),
                damage(gaps(now)),
                Optional.empty());
    }

    private Optional<Damage> damage(List<Gap> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String rest =
                all.size() == 1 ? "" : ", and " + (all.size() - 1) + (all.size() == 2 ? " more time" : " more times");
        return Optional.of(new Damage(bytesAtGap, "the interface " + all.get(0) + rest));
    }
}
