package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** One capture cut anywhere, its parts observed apart and merged in any order, gives what the whole gives. */
class SplitTest {
    /** One packet of few ends and few numbers, so that reuse, repetition and disorder are frequent, after a pause. */
    record Step(
            int kind, boolean fromClient, int client, int flags, int sequence, int answered, int length, long pause) {
        Packet packet() {
            String one = "10.0.0.9:" + (40_000 + client);
            String other = "10.0.0.1:50000";
            String source = fromClient ? one : other;
            String destination = fromClient ? other : one;
            int tag = 1000 * sequence;
            return switch (kind) {
                case 0 -> Packet.udp(source, destination, length);
                case 1 ->
                    Packet.sctp(source, destination, 1000 * answered, flags & 15, new byte[] {
                        0, 0, (byte) (tag >> 8), (byte) tag, 0, 0, 0, 0
                    });
                case 2 -> Packet.error("10.0.0.254", 3, 3, Packet.udp(source, destination, length));
                case 3 -> Packet.echo("10.0.0.9", "10.0.0.1", !fromClient, sequence);
                default ->
                    Packet.tcp(
                            source,
                            destination,
                            flags,
                            100_000L * sequence + length % 3,
                            100_000L * answered + 1,
                            new byte[length]);
            };
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> flags = Arbitraries.of(0x02, 0x02, 0x12, 0x12, 0x10, 0x10, 0x18, 0x11, 0x04, 0x14);
        Arbitrary<Long> pauses = Arbitraries.of(0L, 1L, 1L, 1L, 50L, 100_000L, 200_000L, 250_000L, 90_000_000L);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 0, 0, 1),
                        flags,
                        Arbitraries.of(1, 1, 2, 3),
                        Arbitraries.of(1, 1, 2),
                        Arbitraries.of(0, 0, 0, 1, 100),
                        pauses)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    static Trace trace(List<Step> steps, Random backwards) {
        Trace trace = new Trace();
        for (Step step : steps) {
            trace.add(step.packet()).pause(step.pause);
            if (backwards != null && backwards.nextInt(4) == 0) {
                trace.pause(-backwards.nextInt(300_000));
            }
        }
        return trace;
    }

    static List<Observation> parts(Trace trace, List<Integer> cuts, boolean numbered) {
        List<Integer> at = new ArrayList<>(
                cuts.stream().map(cut -> cut % (trace.size() + 1)).toList());
        at.add(0);
        at.add(trace.size());
        Collections.sort(at);
        List<Observation> parts = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            parts.add(trace.observe(at.get(i - 1), at.get(i), numbered ? i : 0));
        }
        return parts;
    }

    static Observation merge(List<Observation> parts) {
        return parts.get(0).merge(parts.subList(1, parts.size()).toArray(Observation[]::new));
    }

    /** Everything that the flows' records hold, but which record of its part came before. */
    private static List<String> words(FlowList flows) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < flows.count(); i++) {
            long[] record = Arrays.copyOfRange(flows.page(i), flows.base(i), flows.base(i) + FlowRecords.STRIDE);
            record[FlowRecords.CHAIN] &= 0xffffffffL;
            words.add(Arrays.toString(record));
        }
        Collections.sort(words);
        return words;
    }

    static void same(Observation whole, Observation merged) {
        assertEquals(Trace.lines(whole.orient(DirectionHint.NONE)), Trace.lines(merged.orient(DirectionHint.NONE)));
        assertEquals(words(whole.flows()), words(merged.flows()));
        assertEquals(whole.frames(), merged.frames());
        assertEquals(whole.quality(OptionalLong.empty(), 0), merged.quality(OptionalLong.empty(), 0));
        assertEquals(overTime(whole), overTime(merged));
        assertEquals(whole.history(), merged.history());
    }

    private static List<String> overTime(Observation observation) {
        return observation.qualityOver(new TimeGrid(Trace.START, 60_000_000_000L, 7)).entrySet().stream()
                .map(series -> series.getKey() + Arrays.toString(series.getValue()))
                .toList();
    }

    @Property(tries = 3000)
    void shouldGiveTheSameFromNumberedPartsWhateverTheClockDoes(
            @ForAll("steps") List<Step> steps,
            @ForAll @Size(max = 5) List<@IntRange(max = 30) Integer> cuts,
            @ForAll Random random) {
        Trace trace = trace(steps, random);
        List<Observation> parts = parts(trace, cuts, true);
        Collections.shuffle(parts, random);
        same(trace.observe(), merge(parts));
    }

    @Property(tries = 3000)
    void shouldGiveTheSameFromPartsInOrderOfTime(
            @ForAll("steps") List<Step> steps,
            @ForAll @Size(max = 5) List<@IntRange(max = 30) Integer> cuts,
            @ForAll Random random) {
        Trace trace = trace(steps, null);
        List<Observation> parts = parts(trace, cuts, false);
        Collections.shuffle(parts, random);
        same(trace.observe(), merge(parts));
    }

    @Property(tries = 500)
    void shouldMergeAssociativelyAndCommutatively(
            @ForAll("steps") List<Step> one,
            @ForAll("steps") List<Step> two,
            @ForAll("steps") List<Step> three,
            @ForAll Random random) {
        // The three overlap in time, as captures of several taps do.
        Observation x = trace(one, random).observe();
        Observation y = trace(two, random).observe();
        Observation z = trace(three, random).observe();
        same(x.merge(y).merge(z), x.merge(y.merge(z)));
        same(x.merge(y), y.merge(x));
        same(x.merge(y, z), z.merge(x, y));
    }
}
