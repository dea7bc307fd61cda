package org.wirewarrant.capture;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Frames of one capture format from a {@link ByteWindow}, with the counts that its summary needs. */
abstract class RecordReader {
    final ByteWindow in;
    final int maxFrameBytes;

    private final TreeSet<Integer> linkTypes = new TreeSet<>();
    private int lastLinkType = -1;
    private long frames;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long previous = Long.MIN_VALUE;
    private long timeSteps;
    private CaptureSummary.Damage damage;
    private CaptureSummary.Damage oddity;
    private boolean ended;

    RecordReader(ByteWindow in, int maxFrameBytes) {
        this.in = in;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Reads the next frame; false at the end, for good. */
    final boolean next(Frame frame) throws IOException {
        if (!ended && read(frame)) {
            return true;
        }
        ended = true;
        return false;
    }

    abstract boolean read(Frame frame) throws IOException;

    /** The format as people say it. */
    abstract String format();

    /** Frames the capture says it dropped, or -1 when it does not say. */
    long interfaceDrops() {
        return -1;
    }

    final void deliver(Frame frame, int start, int captured, long wire, long nanos, int linkType) {
        long ordinal = ++frames;
        if (nanos != Frame.NO_TIME) {
            if (nanos < previous) {
                timeSteps++;
            }
            previous = nanos;
            if (nanos < first) {
                first = nanos;
            }
            if (nanos > last) {
                last = nanos;
            }
        }
        if (linkType != lastLinkType) {
            sawLinkType(linkType);
        }
        int wireLength = wire > Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.max((int) wire, captured);
        frame.wrap(in.bytes, start, captured, wireLength, nanos, linkType, ordinal);
    }

    final void sawLinkType(int linkType) {
        lastLinkType = linkType;
        linkTypes.add(linkType);
    }

    /** Notes damage; the first one stands. */
    final void damage(long offset, String reason) {
        if (damage == null) {
            damage = new CaptureSummary.Damage(offset, reason);
        }
    }

    /** Notes a value that cannot be, where nothing is lost by it; it stands unless there is damage. */
    final void oddity(long offset, String reason) {
        if (oddity == null) {
            oddity = new CaptureSummary.Damage(offset, reason);
        }
    }

    /** Ends at the end of the bytes: clean between records, otherwise with damage. */
    final boolean endedInside(String what) {
        if (in.fault() != null) {
            damage(in.offset() + in.available(), in.fault());
        } else if (in.available() > 0) {
            damage(in.offset(), "cut short inside " + what + ": " + in.available() + " bytes of it are there");
        }
        return false;
    }

    final List<Integer> linkTypes() {
        return List.copyOf(linkTypes);
    }

    final long frames() {
        return frames;
    }

    /** Earliest time; meaningless unless {@link #hasTimes()}. */
    final long first() {
        return first;
    }

    final long last() {
        return last;
    }

    final boolean hasTimes() {
        return first <= last;
    }

    final long timeSteps() {
        return timeSteps;
    }

    final CaptureSummary.Damage damage() {
        return damage == null ? oddity : damage;
    }
}
