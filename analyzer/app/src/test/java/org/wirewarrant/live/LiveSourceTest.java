package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;

/** What becomes of times, on interfaces that give what the test says. */
class LiveSourceTest {
    private static final long T = 1_795_222_923_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final DeviceOptions OPTIONS = DeviceOptions.defaults();

    private static final LiveSource.Watcher NOBODY = new LiveSource.Watcher() {
        @Override
        public void message(String line) {
            // Nobody listens.
        }

        @Override
        public void idle() {
            // Nothing is due.
        }
    };

    private final Map<String, FakeDevice> devices = new TreeMap<>();

    private static FakeDevice device(String name, long... times) {
        return new FakeDevice(name, LongStream.of(times));
    }

    private LiveSource open(long limit, FakeDevice... all) throws Exception {
        List<String> names = new ArrayList<>();
        for (FakeDevice device : all) {
            names.add(device.name());
            devices.put(device.name(), device);
        }
        return LiveSource.open(names, OPTIONS, (name, options) -> devices.get(name), limit, NOBODY);
    }

    private static List<Long> times(LiveSource source) {
        List<Long> times = new ArrayList<>();
        Frame frame = new Frame();
        while (source.next(frame)) {
            times.add(frame.nanos() - T);
        }
        return times;
    }

    @Test
    void shouldKeepTheOrderOfArrivalWhenTheClockIsSetBack() throws Exception {
        try (LiveSource source = open(5, device("one", T, T + 1, T - HOUR, T - HOUR + 1, T + 2))) {
            assertEquals(List.of(0L, 1L, -HOUR, 1 - HOUR, 2L), times(source));
            CaptureSummary summary = source.summary();
            assertEquals(1, summary.timeSteps());
            assertEquals(T - HOUR, summary.firstNanos().orElseThrow());
            assertEquals(T + 2, summary.lastNanos().orElseThrow());
            assertEquals(List.of(), source.gaps());
        }
    }

    @Test
    void shouldGiveWhatWaitsAtTheStopWhenTheClockWasSetBack() throws Exception {
        long ahead = LiveSource.now() - T + HOUR;
        try (LiveSource source = open(Long.MAX_VALUE, device("one", T + ahead, T + ahead + 1, T + ahead + 2))) {
            Frame frame = new Frame();
            source.next(frame);
            source.stop();
            assertEquals(List.of(ahead + 1, ahead + 2), times(source));
        }
    }

    @Test
    void shouldLeaveOutWhatCameAfterTheStop() throws Exception {
        long ahead = LiveSource.now() - T + HOUR;
        try (LiveSource source = open(Long.MAX_VALUE, device("one", T, T + 1, T + ahead))) {
            source.stop();
            assertEquals(List.of(0L, 1L), times(source));
        }
    }

    @Test
    void shouldPutInterfacesInOrderOfTime() throws Exception {
        try (LiveSource source = open(5, device("one", T, T + 2, T + 4), device("two", T + 1, T + 3))) {
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L), times(source));
        }
    }

    /** One interface's frame carries the time of before the clock was set back; the other one is never idle. */
    @Test
    @Timeout(300)
    void shouldNotHoldAnInterfaceBackUntilItsTimeComesAgain() throws Exception {
        FakeDevice busy = new FakeDevice("two", LongStream.iterate(T - HOUR, time -> time + 1));
        try (LiveSource source = open(Long.MAX_VALUE, device("one", T), busy)) {
            Frame frame = new Frame();
            boolean given = false;
            while (!given && source.next(frame)) {
                given = frame.nanos() == T;
            }
            assertTrue(given);
        }
    }
}
