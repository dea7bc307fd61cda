package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Parts that are made one say the same as before, and go on merging. */
class CompactionTest {
    private static final int MANY = 1 << 20;

    @Provide
    Arbitrary<List<SplitTest.Step>> steps() {
        return new SplitTest().steps();
    }

    @Property(tries = 2000)
    void shouldSayTheSameAsTheParts(
            @ForAll("steps") List<SplitTest.Step> steps,
            @ForAll @Size(max = 4) List<@IntRange(max = 30) Integer> cuts,
            @ForAll Random random) {
        Trace trace = SplitTest.trace(steps, null);
        List<Observation> parts = SplitTest.parts(trace, cuts, false);
        Collections.shuffle(parts, random);
        Observation compact = SplitTest.merge(parts).compact(MANY);
        SplitTest.same(trace.observe(), compact);
        assertEquals(1, compact.parts().size());
    }

    @Property(tries = 1000)
    void shouldGoOnMerging(
            @ForAll("steps") List<SplitTest.Step> steps,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 30) Integer> cuts,
            @ForAll Random random) {
        Trace trace = SplitTest.trace(steps, null);
        List<Observation> parts = SplitTest.parts(trace, cuts, false);
        int earlier = 1 + random.nextInt(parts.size() - 1);
        Observation compact = SplitTest.merge(parts.subList(0, earlier)).compact(MANY);
        Observation rest = SplitTest.merge(parts.subList(earlier, parts.size()));
        SplitTest.same(trace.observe(), compact.merge(rest));
        SplitTest.same(trace.observe(), rest.merge(compact));
    }

    @Test
    void shouldStayWithinItsSizeAndLoseNoPacket() {
        List<Observation> parts = new ArrayList<>();
        for (int part = 0; part < 5; part++) {
            Trace trace = new Trace();
            for (int i = 0; i < 1500; i++) {
                trace.add(Packet.udp("10.%d.%d.%d:5000".formatted(part, i >> 8, i & 255), "10.9.0.1:53", i % 7));
            }
            parts.add(trace.observeWithin(FlowMeter.MIN_FLOWS));
        }
        Observation whole = SplitTest.merge(parts);
        Observation compact = whole.compact(FlowMeter.MIN_FLOWS);
        assertTrue(compact.size() <= FlowMeter.MIN_FLOWS, () -> compact.size() + " records");
        assertEquals(sums(whole), sums(compact));
        assertEquals(whole.frames(), compact.frames());
        assertTrue(compact.quality(OptionalLong.empty(), 0).partialRecords()
                > whole.quality(OptionalLong.empty(), 0).partialRecords());
    }

    private static List<Long> sums(Observation observation) {
        OrientedFlows flows = observation.orient(DirectionHint.NONE);
        FlowView view = new FlowView();
        long[] sums = new long[3];
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, view);
            sums[0] += view.flows();
            sums[1] += view.clientPackets() + view.serverPackets();
            sums[2] += view.clientBytes() + view.serverBytes();
        }
        return List.of(sums[0], sums[1], sums[2], observation.flowCount());
    }
}
