package org.wirewarrant.live;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;

/** An interface that gives frames of set times as soon as it is asked. */
final class FakeDevice implements Device {
    private final String name;
    private final PrimitiveIterator.OfLong times;
    private final byte[] bytes = new byte[60];

    FakeDevice(String name, LongStream times) {
        this.name = name;
        this.times = times.iterator();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int linkType() {
        return LinkTypes.ETHERNET;
    }

    @Override
    public boolean next(Frame frame, long ordinal) {
        if (!times.hasNext()) {
            return false;
        }
        frame.wrap(bytes, 0, bytes.length, bytes.length, times.nextLong(), LinkTypes.ETHERNET, ordinal);
        return true;
    }

    @Override
    public boolean revive() {
        return false;
    }

    @Override
    public int descriptor() {
        return -1;
    }

    @Override
    public DeviceCounters counters() {
        return DeviceCounters.NONE;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
