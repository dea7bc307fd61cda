package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;

/** What a recorder says at any moment is what a meter gives for the frames until then, whatever comes later. */
class FlowRecorderTest {
    private static Trace traffic(Random random, int packets, int ends) {
        Trace trace = new Trace();
        int[] flags = {Packet.SYN, Packet.SYN | Packet.ACK, Packet.ACK, Packet.FIN | Packet.ACK, Packet.RST};
        for (int i = 0; i < packets; i++) {
            String one = "10.0.0." + (1 + random.nextInt(5)) + ":" + (40_000 + random.nextInt(ends));
            String other = "10.0.1." + (1 + random.nextInt(5)) + ":443";
            boolean forth = random.nextBoolean();
            if (random.nextInt(4) == 0) {
                trace.add(Packet.udp(forth ? one : other, forth ? other : one, random.nextInt(50)));
            } else {
                int flag = flags[random.nextInt(flags.length)];
                trace.add(Packet.tcp(forth ? one : other, forth ? other : one, flag, random.nextInt(3), 1));
            }
            trace.pause(random.nextInt(10) == 0 ? 100_000 : 0);
        }
        return trace;
    }

    private static void shouldAgreeAtAllTimes(Trace trace, int interval, int maxFlows) throws IOException {
        FlowRecorder recorder = new FlowRecorder(new HeaderDecoder(), IdleLimits.DEFAULT, maxFlows, 0);
        List<FlowRecorder.Snapshot> snapshots = new ArrayList<>();
        CaptureSource source = trace.source();
        Frame frame = new Frame();
        while (source.next(frame)) {
            recorder.add(frame);
            if (recorder.frames() % interval == 0) {
                snapshots.add(recorder.snapshot());
            }
        }
        snapshots.add(recorder.finish());
        assertEquals(trace.size(), recorder.frames());
        for (int i = 0; i < snapshots.size(); i++) {
            Observation expected = trace.observeWithin(maxFlows, Math.min(trace.size(), (i + 1) * interval));
            Observation observed = snapshots.get(i).observation();
            assertEquals(expected.frames(), observed.frames());
            assertEquals(expected.quality(OptionalLong.empty(), 0), observed.quality(OptionalLong.empty(), 0));
            assertEquals(
                    Trace.lines(expected.orient(DirectionHint.NONE)), Trace.lines(observed.orient(DirectionHint.NONE)));
        }
    }

    @Property(tries = 200)
    void shouldAgreeWithAMeterAtAllTimes(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 200) int packets,
            @ForAll @IntRange(min = 1) int ends)
            throws IOException {
        shouldAgreeAtAllTimes(traffic(random, packets, 1 + ends % 20), 1 + packets / 5, 1 << 20);
    }

    @Test
    void shouldAgreeWithAMeterWhoseTableIsFull() throws IOException {
        shouldAgreeAtAllTimes(traffic(new Random(5), 12_000, 2000), 1700, 1024);
    }

    @Test
    void shouldSpanPagesOfRecords() throws IOException {
        shouldAgreeAtAllTimes(traffic(new Random(6), 30_000, 20_000), 9000, 1 << 20);
    }

    /** Announcements of which nothing came are forgotten in the end; those of flows that are there stay. */
    @Test
    void shouldKeepRoomForAnnouncementsToCome() throws IOException {
        int announcements = 40_000;
        String client = "10.0.0.9:40000";
        String server = "10.0.0.1:21";
        Trace trace = new Trace();
        for (int i = 0; i < announcements; i++) {
            int port = 20_000 + i;
            String line = "227 ok (10,0,0,1,%d,%d)\r\n".formatted(port >> 8, port & 255);
            byte[] text = line.getBytes(StandardCharsets.US_ASCII);
            trace.add(Packet.tcp(server, client, Packet.ACK, 1 + i, 1, text));
            if (i % 8000 == 0) {
                trace.add(Packet.tcp("10.0.0.9:" + (41_000 + i / 8000), "10.0.0.1:" + port, Packet.SYN, 1, 0));
            }
            trace.pause(1000);
        }
        FlowRecorder recorder = new FlowRecorder(new HeaderDecoder(), IdleLimits.DEFAULT, 1 << 20, 0);
        CaptureSource source = trace.source();
        Frame frame = new Frame();
        long most = 0;
        while (source.next(frame)) {
            recorder.add(frame);
            if (recorder.frames() % 2000 == 0) {
                most = Math.max(most, recorder.snapshot().observation().announcedPorts());
            }
        }
        Observation observed = recorder.finish().observation();
        assertTrue(most < 20_000, "announced at a time: " + most);
        Observation whole = trace.observeWithin(1 << 20, trace.size());
        assertEquals(announcements, whole.announcedPorts());
        assertEquals(related(whole), related(observed));
        assertEquals(5, related(observed).size());
        Observation compact = whole.compact(1 << 20);
        assertEquals(related(whole), related(compact));
        assertTrue(compact.announcedPorts() < 400, "announced: " + compact.announcedPorts());
    }

    private static List<String> related(Observation observation) {
        Conversations conversations = observation.orient(DirectionHint.NONE).conversations();
        return IntStream.range(0, conversations.size())
                .mapToObj(conversations::conversation)
                .filter(conversation -> conversation.control().isPresent())
                .map(Conversation::toString)
                .toList();
    }

    @Test
    void shouldCountFragmentsThatWaitAsFoundUntilTheEnd() throws IOException {
        FlowRecorder recorder = new FlowRecorder(new HeaderDecoder(), IdleLimits.DEFAULT, 1024, 0);
        byte[] later = Packet.udp("10.0.0.9:1", "10.0.0.1:2", 64).frame();
        later[20] = 0;
        later[21] = 4;
        CaptureSource source = new Trace().addFrame(later).source();
        Frame frame = new Frame();
        source.next(frame);
        recorder.add(frame);
        assertEquals(1, recorder.snapshot().observation().frames().inFlows());
        FrameCounts counts = recorder.finish().observation().frames();
        assertEquals(0, counts.inFlows());
        assertEquals(1, counts.orphanFragments());
    }

    @Test
    void shouldRefuseATableTooSmallToWorkWith() {
        assertThrows(
                IllegalArgumentException.class, () -> new FlowRecorder(new HeaderDecoder(), IdleLimits.DEFAULT, 10, 0));
    }
}
